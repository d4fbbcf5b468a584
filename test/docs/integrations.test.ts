import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const PAGES = ["test-matchers.md", "harness.md"].map((name) =>
  readFileSync(join(ROOT, "docs", name), "utf8"),
);
const blocks = (language: string): string[] =>
  PAGES.flatMap((page) =>
    [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, code]) => code!),
  );

// Inside the package, so that its entries resolve by its own exports.
const folder = mkdtempSync(join(ROOT, "test/docs/run-"));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, code: string): string => {
  const file = join(folder, name);
  writeFileSync(file, code);
  return file;
};

/** What the comments behind `console.log` say is printed. */
const promised = (code: string): string[] =>
  Array.from(code.matchAll(/console\.log\(.*\); \/\/ (.+)$/gm), ([, said]) => said!);

describe("docs/test-matchers.md and docs/harness.md", () => {
  test("the examples in JavaScript print what they say", () => {
    const examples = blocks("js");
    expect(examples.map((code) => promised(code).length)).toEqual([2, 0, 2]);
    const files = examples.map((code, i) => written(`example-${i}.mjs`, code));
    const all = written("all.mjs", files.map((file) => `await import(${JSON.stringify(file)});`).join("\n"));
    const printed = execFileSync(process.execPath, [all], { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
    expect(printed).toEqual(examples.flatMap(promised));
  });

  test("the examples in TypeScript compile against the built package and the SDKs", () => {
    const all = blocks("ts").join("\n");
    for (const entry of ["vitest", "openai", "anthropic", "ai-sdk", "langchain", "otel", "web"]) {
      expect(all).toContain(`"langdrift/${entry}"`);
    }
    const files = blocks("ts").map((code, i) => written(`example-${i}.ts`, code));
    files.push(join(ROOT, "examples/ci-check/answers.test.ts"));
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
    const program = ts.createProgram(files, ts.parseJsonConfigFileContent(config, ts.sys, ROOT).options);
    const found = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  });

  test("the failure that the page shows is what the matcher says", async () => {
    const { assertNoDrift } = await import("../../src/integrations/assert.js");
    const shown = blocks("text")[0]!;
    const text = "The queue was full, so the worker 重启 twice, then it recovered.";
    const context = "Summarise the incident for the on-call engineer.";
    let said = "";
    try {
      assertNoDrift(text, { context });
    } catch (error) {
      said = (error as Error).message;
    }
    // Certainties change when they are calibrated anew.
    const masked = (text: string) => text.trim().replace(/ 0\.\d\d$/m, " 0.00");
    expect(masked(said)).toBe(masked(shown));
  });
});
