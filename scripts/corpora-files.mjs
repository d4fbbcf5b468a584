import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The two parts: rules may be tuned on the first, the second only measures. */
export const PARTS = ["tuned", "held-out"];

/** Reads one part: its files in order of name, each with its sessions in order of line. */
export function readPart(part) {
  const folder = fileURLToPath(new URL(`../corpora/${part}/`, import.meta.url));
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => {
      const lines = readFileSync(folder + name, "utf8")
        .trimEnd()
        .split("\n");
      return { name, path: folder + name, sessions: lines.map((line) => JSON.parse(line)) };
    });
}

/** SHA-256 (hex) over the names and contents of a part's files, in order of name. */
export function partHash(files) {
  const hash = createHash("sha256");
  for (const { name, path } of files) hash.update(`${name}\n`).update(readFileSync(path)).update("\n");
  return hash.digest("hex");
}
