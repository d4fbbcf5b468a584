import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const blocks = Array.from(
  readFileSync(join(ROOT, "docs/library.md"), "utf8").matchAll(/```js\n([\s\S]*?)```/g),
  ([, code]) => code!,
);

// Inside the package, so that `import … from "langdrift"` resolves to it by its own exports.
const folder = mkdtempSync(join(ROOT, "test/docs/run-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the comments behind `console.log` say is printed, in order. */
function promised(code: string): string[] {
  return Array.from(code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm), ([, said]) => said!);
}

describe("docs/library.md", () => {
  test("has examples of every entry point", () => {
    const all = blocks.join("\n");
    for (const name of ["scanText", "createMonitor", "createMonitorStream", "scan"]) {
      expect(all).toMatch(new RegExp(`import \\{ ${name} \\} from "langdrift"`));
    }
  });

  test.each(blocks.map((code, i) => [i + 1, code] as const))("example %i prints what it says", (i, code) => {
    const file = join(folder, `example-${i}.mjs`);
    writeFileSync(file, code);
    const printed = execFileSync(process.execPath, [file], { cwd: ROOT, encoding: "utf8" })
      .trim()
      .split("\n");
    expect(promised(code).length).toBeGreaterThan(0);
    for (const line of promised(code)) expect(printed).toContain(line);
  });
});
