import { readFileSync } from "node:fs";

/** A file of this package. What is compiled stands one folder deep, in a bundle too. */
export const packageFile = (path: string): URL => new URL(`../${path}`, import.meta.url);

/** Name, version and home page (when there is one) of this package, from the `package.json` it was installed with. */
export function readTool(): {
  readonly name: string;
  readonly version: string;
  readonly homepage?: string | undefined;
} {
  const manifest: unknown = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  const { name, version, homepage } = manifest as { name: string; version: string; homepage?: string };
  return { name, version, homepage };
}
