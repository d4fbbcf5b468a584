import { readFileSync } from "node:fs";

/** Name, version and home page (when there is one) of this package, from the `package.json` it was installed with. */
export function readTool(): {
  readonly name: string;
  readonly version: string;
  readonly homepage?: string | undefined;
} {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const { name, version, homepage } = manifest as { name: string; version: string; homepage?: string };
  return { name, version, homepage };
}
