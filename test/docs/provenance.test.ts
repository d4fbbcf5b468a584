import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { compareRates } from "../../src/provenance/compare-rates.js";
import { dispersion } from "../../src/provenance/dispersion.js";
import { type LogRatio, likelihoodRatios } from "../../src/provenance/likelihood-ratio.js";
import { garwoodInterval, probabilityOfNone } from "../../src/provenance/rate-interval.js";
import { createRateMonitor } from "../../src/provenance/rate-monitor.js";
import { sessionRate } from "../../src/provenance/session-rate.js";
import { readSignatureTable } from "../../src/provenance/signatures/index.js";
import { makeStatement, statementText } from "../../src/provenance/statement/index.js";
import { BANDS } from "../../src/provenance/verbal-scale.js";
import { control, inputOf, text } from "../provenance/statement/inputs.js";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/provenance.md"), "utf8");
const blocks = (language: string): string[] =>
  Array.from(page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g")), ([, code]) => code!);

/** What the examples may call. */
const FUNCTIONS = {
  compareRates,
  createRateMonitor,
  dispersion,
  garwoodInterval,
  likelihoodRatios,
  probabilityOfNone,
  sessionRate,
};

const digits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

function shown(value: unknown): string {
  if (typeof value === "number") return digits.format(value);
  if (typeof value === "boolean") return String(value);
  const { log10, low, high } = value as LogRatio;
  return `${shown(10 ** log10)} (${shown(10 ** low)} to ${shown(10 ** high)})`;
}

const at = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce((of, key) => (of as Record<string, unknown>)[key], value);

/** Runs the code of an example, and gives what it states beside what it gives. */
function outcome(code: string): { stated: string; given: string } {
  const stated = Array.from(code.matchAll(/^\/\/ (.*)$/gm), ([, line]) => line!).join("; ");
  const run = new Function(...Object.keys(FUNCTIONS), `${code}\nreturn result;`);
  const result: unknown = run(...Object.values(FUNCTIONS));
  const paths = stated.split("; ").map((part) => part.split(" → ")[0]!);
  return { stated, given: paths.map((path) => `${path} → ${shown(at(result, path))}`).join("; ") };
}

describe("docs/provenance.md", () => {
  const examples = blocks("js");

  test("has an example of each function", () => {
    for (const name of Object.keys(FUNCTIONS))
      expect(examples.some((code) => code.includes(`${name}(`))).toBe(true);
  });

  test("has a signature table that is read", () => {
    const tables = blocks("json").map((json) => readSignatureTable(JSON.parse(json)));
    expect(tables).toEqual([[expect.objectContaining({ families: ["acme"], tier: "A" })]]);
  });

  test.each(examples.map((code, i) => [i + 1, code] as const))(
    "example %i gives what it states",
    (_, code) => {
      const { stated, given } = outcome(code);
      expect(stated).toMatch(/→/);
      expect(given).toBe(stated);
    },
  );

  test("prints a statement as the tool does", () => {
    const input = inputOf(text(10, 1, 240), [control("a", 12, 1), control("b", 2, 5)], {
      leftOut: { explained: { echo: 31, requested: 4 }, mentions: {}, uncountable: {} },
      draws: 2000,
    });
    expect(blocks("text")[0]).toBe(statementText(makeStatement(input), 100));
  });

  test("states the scale as it is", () => {
    const scale = BANDS.slice(1)
      .map(
        ({ strength, fromLog10 }) =>
          `from ${digits.format(10 ** fromLog10)} ${strength.replace(" support", "")}`,
      )
      .join(", ");
    expect(page).toContain(scale);
  });

  test("gives the reference table with the intervals of its counts", () => {
    const rows = Array.from(
      page.matchAll(/^\| [^|]+ \| ([\d,]+) \| ([\d,]+) \| ([\d.]+) \(([\d.]+)–([\d.]+)\) \|$/gm),
      ([, ...cells]) => cells.map((cell) => Number(cell!.replaceAll(",", ""))),
    );
    expect(rows.length).toBe(13);
    for (const [onsets, messages, ...stated] of rows) {
      const { rate, low, high } = garwoodInterval({ onsets: onsets!, exposure: messages! / 1e4 })!;
      for (const [i, value] of [rate, low, high].entries())
        expect(Math.abs(value - stated[i]!)).toBeLessThan(0.0051);
    }
  });

  test("accuses nobody", () => {
    expect(page).not.toMatch(/\b(?:caught|fake|stolen|steals?|rebadged|proves|guilty|secretly)\b/i);
  });
});
