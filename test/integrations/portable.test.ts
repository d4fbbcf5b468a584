import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/pipeline/sha256.js";
import { TextCursor } from "../../src/pipeline/text-origin.js";

const SRC = resolve(import.meta.dirname, "../../src");

/** Every module that a module loads at run time, and the packages that they load. */
function loadedBy(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const code = readFileSync(file, "utf8");
    for (const [, clause, to] of code.matchAll(/^(?:import|export)\b([^;"]*?)\s*(?:from\s+)?"([^"]+)";/gm)) {
      if (clause!.trimStart().startsWith("type ")) continue;
      if (to!.startsWith(".")) visit(resolve(file, "..", to!.replace(/\.js$/, ".ts")));
      else packages.add(to!);
    }
  };
  visit(resolve(SRC, entry));
  return { files, packages };
}

describe("what runs outside of Node", () => {
  test.each(["monitor.ts", "monitor-stream.ts"])("%s loads no module of Node and uses no Buffer", (entry) => {
    const { files, packages } = loadedBy(entry);
    expect(files.size).toBeGreaterThan(50);
    expect([...packages].filter((name) => name.startsWith("node:"))).toEqual([]);
    const users = [...files].filter((file) => /\bBuffer\.|\bprocess\./.test(code(file)));
    expect(users.map((file) => relative(SRC, file))).toEqual([]);
  });

  test("the hash is SHA-256", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
      }),
      { numRuns: 50 },
    );
  });

  test("bytes are counted as UTF-8, lone surrogates as they are written", () => {
    const unit = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("\ud800", "\udc00", "中", "é", "\u{20000}"),
    );
    fc.assert(
      fc.property(fc.array(unit), (parts) => {
        const text = parts.join("");
        const { byteOffset } = new TextCursor().next(text).locate(text.length);
        expect(byteOffset).toBe(Buffer.byteLength(text));
      }),
    );
  });
});

/** Code without its comments. */
function code(file: string): string {
  return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
