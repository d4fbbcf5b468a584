import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStructure } from "../../src/segment/index.js";

const structureAfter = (lines: readonly string[]) => {
  const structure = createStructure();
  for (const line of lines) structure.line(line);
  return structure;
};

describe("what a line stands under", () => {
  it.each([
    ["YAML", ["messages:", "  zh-CN:", "    ok: x"], "    cancel: y", ["messages", "zh-CN"]],
    ["a closed block", ["a:", "  b:", "    c: 1", "  d: 2"], "  e: 3", ["a"]],
    [
      "JavaScript",
      ["export const messages = {", "  en: {", "    ok: 'OK',", "  },", "  zh: {"],
      "    ok: 'x',",
      ["messages", "zh"],
    ],
    ["a typed list", ["const SAMPLES: readonly string[] = ["], '  "x",', ["SAMPLES"]],
    ["no key", ["He said this:", "and went."], "Then", []],
  ])("%s", (_, lines, line, keys) => {
    expect(structureAfter(lines).keysOf(line)).toEqual(keys);
  });

  it("is every key whose value stands below, whatever the line ends in", () => {
    const sign = fc.constantFrom(":", "=", "=>", ":=", ": string[] =");
    const bracket = fc.constantFrom("", "{", "[", "(", "|", ">");
    const blank = fc.constantFrom("", " ", "\t", "\r", "\u00a0", "\u3000", "\ufeff");
    fc.assert(
      fc.property(sign, bracket, blank, blank, (between, opening, before, after) => {
        expect(structureAfter([`zh${between}${before}${opening}${after}`]).keysOf("  x")).toEqual(["zh"]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ["CSV", ["sku,title_en,title_zh", "1,Cup,x"], "2,Lamp,y", 7, "title_zh"],
    ["Markdown", ["| key | en | zh |", "|---|---|---|"], "| ok | OK | y |", 11, "zh"],
    ["another number of columns", ["a;b;c"], "x;y", 2, null],
    ["after a blank line", ["a;b;c", ""], "x;y;z", 2, null],
    [
      "prose with commas",
      ["We went, looked around for a long time and then, tired, slept."],
      "a, b, c",
      3,
      null,
    ],
  ])("the head of a column: %s", (_, lines, line, offset, head) => {
    expect(structureAfter(lines).columnOf(line, offset)).toBe(head);
  });
});
