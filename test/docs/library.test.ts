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

  test("the examples print what they say", () => {
    expect(blocks.map((code) => promised(code).length)).not.toContain(0);
    // One process for all of them; a line between two tells their output apart.
    const files = blocks.map((code, i) => {
      writeFileSync(join(folder, `example-${i}.mjs`), code);
      return `await import("./example-${i}.mjs");\nconsole.log("<next>");\n`;
    });
    const all = join(folder, "all.mjs");
    writeFileSync(all, files.join(""));
    const printed = execFileSync(process.execPath, [all], { cwd: ROOT, encoding: "utf8" }).split("<next>\n");
    for (const [i, code] of blocks.entries()) {
      for (const line of promised(code)) expect(printed[i]!.split("\n"), `example ${i + 1}`).toContain(line);
    }
  });
});
