import { describe, expect, it } from "vitest";
import { readManual } from "../../src/cli/manual.js";
import { displayWidth } from "../../src/report/display-width.js";
import { ClosedPipe, Collector, langdrift } from "./harness.js";

const pages = readManual();

/** What a terminal of so many cells shows. */
async function shown(argv: readonly string[], columns: number, isTTY = false): Promise<string> {
  const stdout = new Collector({ isTTY, columns });
  const { code, err } = await langdrift(["explain", ...argv], { io: { stdout } });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return stdout.text;
}

describe("explain without a name", () => {
  it("lists every page with a line", async () => {
    const lines = (await shown([], 100)).split("\n");
    for (const { name, summary } of pages) {
      expect(lines.filter((line) => line.startsWith(`  ${name} `) && line.endsWith(summary))).toHaveLength(1);
    }
    expect(lines.indexOf("Explanations")).toBeGreaterThan(
      lines.findIndex((line) => line.includes("word-switch")),
    );
  });

  it("gives programs the same", async () => {
    const { out } = await langdrift(["explain", "--json"]);
    expect(JSON.parse(out)).toEqual(pages);
    expect(JSON.parse((await langdrift(["explain", "echo", "--json"])).out)).toEqual(
      pages.find(({ name }) => name === "echo"),
    );
  });
});

describe("explain with a name", () => {
  it("shows the page as text", async () => {
    const out = await shown(["Sentence-Switch"], 80);
    expect(out).toMatch(/^sentence-switch\n\nAt least a clause/);
    expect(out).not.toMatch(/^(?:#|```)/m);
    expect(out).toContain("\n  assistant: The notes are written.\n    现在检查所有链接是否有效。\n");
    expect(out).toContain("\n  → sentence-switch with --flag any\n");
    expect(out).not.toContain("\u001b");
    expect(out.endsWith("\n")).toBe(true);
  });

  it("keeps every word of every page, in lines that fit", async () => {
    const words = (text: string): string => text.replace(/[\s#]+/g, " ").trim();
    for (const { name, text } of pages) {
      const out = await shown([name], 60);
      const said = text.replace(/^```.*$/gm, "");
      expect(words(out.replace(/^ {2}→ .*$/gm, ""))).toBe(words(said));
      const examples = new Set(text.split("\n").map((line) => `  ${line}`));
      for (const line of out.split("\n"))
        if (!examples.has(line)) expect(displayWidth(line)).toBeLessThanOrEqual(60);
    }
  });

  it("colours a terminal, and nothing else unless told", async () => {
    const coloured = async (
      argv: string[],
      env: Record<string, string>,
      isTTY: boolean,
    ): Promise<boolean> => {
      const stdout = new Collector({ isTTY });
      await langdrift(["explain", "echo", ...argv], { io: { stdout, env } });
      return stdout.text.includes("\u001b[");
    };
    expect(await coloured([], {}, true)).toBe(true);
    expect(await coloured([], {}, false)).toBe(false);
    expect(await coloured([], { NO_COLOR: "1" }, true)).toBe(false);
    expect(await coloured(["--color", "always"], { NO_COLOR: "1" }, false)).toBe(true);
    expect(await coloured(["--color", "never"], { LANGDRIFT_COLOR: "always" }, true)).toBe(false);
    expect(await coloured([], { LANGDRIFT_COLOR: "always" }, false)).toBe(true);
  });

  it("ends quietly when the reader goes away", async () => {
    const { code, err } = await langdrift(["explain", "echo"], { io: { stdout: new ClosedPipe(0) } });
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it.each([
    ["ecko", '"ecko" is neither a rule nor an explanation. Did you mean "echo"?'],
    ["word", 'Did you mean "word-switch"?'],
    ["user_language", 'Did you mean "user-language"?'],
    ["../rules/word-switch", "is neither a rule nor an explanation"],
    ["zzz", "`langdrift explain` lists them."],
    ["echo data", "too many arguments"],
    ["echo --color purple", "--color must be auto, always or never"],
  ])("says what is wrong with %s", async (words, message) => {
    const { code, out, err } = await langdrift(["explain", ...words.split(" ")]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).toMatch(/^error: .*\n$/);
  });
});
