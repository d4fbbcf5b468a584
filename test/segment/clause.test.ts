import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clauseAt, clauseEnds, sentenceAt } from "../../src/segment/clause.js";

/** The clause around the mark `^`, which is taken out of the line. */
function around(marked: string, find = clauseAt): string {
  const offset = marked.indexOf("^");
  const line = marked.replace("^", "");
  const { start, end } = find(line, offset);
  return line.slice(start, end);
}

const ALPHABET = [...'ab中文 .,!?;:。，、：()（）[]|—–\t#->1"𠀀'];
const text = fc.string({ unit: fc.constantFrom(...ALPHABET), maxLength: 60 });

describe("clauseAt", () => {
  it("stops at marks before white space, and at wide marks alone", () => {
    expect(around("One, two v1.2 th^ree; four")).toBe("two v1.2 three");
    expect(around("开始，先读^取。然后")).toBe("先读取");
    expect(around("at 10:30 the^n: go")).toBe("at 10:30 then");
    expect(around("open() :用^户 doit")).toBe("用户 doit");
  });

  it("stops at brackets, dashes, bars and tabs", () => {
    expect(around("the gate (网^关) is")).toBe("网关");
    expect(around("une tête — le c^œur – la fin")).toBe("le cœur");
    expect(around("| a | 值 ^x | b |")).toBe("值 x");
    expect(around("a\tb^c\td")).toBe("bc");
    expect(around("state-of-the-art|x^y")).toBe("state-of-the-art|xy");
  });

  it("leaves list and heading marks out", () => {
    expect(around("  - 次^要 point")).toBe("次要 point");
    expect(around("## 次^要")).toBe("次要");
    expect(around("> 1. 次^要")).toBe("次要");
  });

  it("gives what it holds, trimmed and in bounds, for any text", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: -2, max: 70 }), (line, offset) => {
        for (const find of [clauseAt, sentenceAt]) {
          const { start, end } = find(line, offset);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(line.length);
          expect(line.slice(start, end)).toBe(line.slice(start, end).trim());
        }
      }),
      { numRuns: 500 },
    );
  });

  it("lies inside its sentence", () => {
    fc.assert(
      fc.property(text, fc.nat(60), (line, offset) => {
        const clause = clauseAt(line, offset);
        const sentence = sentenceAt(line, offset);
        fc.pre(clause.start < clause.end);
        expect(clause.start).toBeGreaterThanOrEqual(sentence.start);
        expect(clause.end).toBeLessThanOrEqual(sentence.end);
      }),
      { numRuns: 500 },
    );
  });
});

describe("sentenceAt", () => {
  it("runs over commas and brackets up to the full stop", () => {
    expect(around("No. The gate, the网^关 (old), is v1.2 now! Yes", sentenceAt)).toBe(
      "The gate, the网关 (old), is v1.2 now",
    );
  });
});

describe("clauseEnds", () => {
  it("needs the white space after a narrow mark and nothing after a wide one", () => {
    expect(clauseEnds("ab, c", 0)).toBe(3);
    expect(clauseEnds("ab,", 0)).toBe(-1);
    expect(clauseEnds("v1.2", 0)).toBe(-1);
    expect(clauseEnds("读取，", 0)).toBe(3);
    expect(clauseEnds("a, b, c", 3)).toBe(5);
  });

  it("finds in a prefix what it finds in the longer text", () => {
    fc.assert(
      fc.property(text, text, fc.nat(60), (prefix, rest, from) => {
        const found = clauseEnds(prefix, from);
        if (found !== -1) expect(clauseEnds(prefix + rest, from)).toBe(found);
      }),
      { numRuns: 500 },
    );
  });

  it("stops at the same places however a stream is cut", () => {
    const stops = (line: string, cuts: readonly number[]): number[] => {
      const found: number[] = [];
      let next = 1;
      for (const cut of [...cuts, line.length]) {
        for (let at = clauseEnds(line.slice(0, cut), next); at !== -1; ) {
          found.push(at);
          next = at + 1;
          at = clauseEnds(line.slice(0, cut), next);
        }
      }
      return found;
    };
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 8 }), (line, cuts) => {
        const sorted = [...cuts].sort((a, b) => a - b).filter((cut) => cut <= line.length);
        expect(stops(line, sorted)).toEqual(stops(line, []));
      }),
      { numRuns: 300 },
    );
  });
});
