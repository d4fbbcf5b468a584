import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const blocks = Array.from(
  readFileSync(join(ROOT, "docs/harness.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g),
  ([, code]) => code!,
);

// Inside the package, so that `import … from "langdrift/openai"` resolves to it by its own exports.
const folder = mkdtempSync(join(ROOT, "test/docs/run-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The shared core of the entry points and those for the SDKs, which are only told apart by their shapes. */
const ENTRIES =
  /^(?:policy|guard|held-text|shape|watcher|client|openai|responses|anthropic|ai-sdk)(?:-shape)?\.d\.ts$/;

describe("docs/harness.md", () => {
  test("has examples of every entry point that type-check against the built package and the SDKs", () => {
    const all = blocks.join("\n");
    for (const entry of ["openai", "anthropic", "ai-sdk"]) expect(all).toContain(`from "langdrift/${entry}"`);
    const files = blocks.map((code, i) => {
      const file = join(folder, `example-${i + 1}.ts`);
      writeFileSync(file, code);
      return file;
    });
    const config = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile).config;
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const program = ts.createProgram(files, options);
    const said = ts
      .getPreEmitDiagnostics(program)
      .map((d) => `${d.file?.fileName}: ${ts.flattenDiagnosticMessageText(d.messageText, " ")}`);
    expect(said).toEqual([]);
  });

  test("the entry points import no SDK, in their types neither", () => {
    const dist = join(ROOT, "dist/integrations");
    const built = readdirSync(dist).filter((name) => ENTRIES.test(name));
    expect(built.length).toBeGreaterThan(8);
    for (const name of built) {
      for (const file of [name, name.replace(".d.ts", ".js")]) {
        expect(readFileSync(join(dist, file), "utf8")).not.toMatch(/(?:from|import\()\s*"[^."]/);
      }
    }
  });
});
