import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const printed = execFileSync(process.execPath, ["scripts/corpora.mjs"], { cwd: ROOT, encoding: "utf8" });

/** Percentages of the row of a system in one part: recall, precision, F1, false alarms. */
function row(part: "tuned" | "held-out", system: string): number[] {
  const section = printed.slice(printed.indexOf(`${part}:`));
  const line = section.split("\n").find((l) => l.startsWith(`${system} `));
  return Array.from(line?.matchAll(/([\d.]+) %/g) ?? [], ([, n]) => Number(n));
}

// Bars a little under the figures in docs/accuracy.md: they catch a rule that breaks others, not noise.
describe.each([
  ["tuned", 95, 9],
  ["held-out", 94, 14],
] as const)("the %s part of the corpora", (part, leastRecall, mostFalseAlarms) => {
  test(`recall of at least ${leastRecall} %, false alarms of at most ${mostFalseAlarms} %`, () => {
    const [recall, , , falseAlarms] = row(part, "langdrift");
    expect(recall).toBeGreaterThanOrEqual(leastRecall);
    expect(falseAlarms).toBeLessThanOrEqual(mostFalseAlarms);
  });

  test("better than the baselines", () => {
    const f1 = row(part, "langdrift")[2]!;
    for (const baseline of ["any Han run", "three Han in a row", "franc per line"]) {
      expect(f1).toBeGreaterThan(row(part, baseline)[2]!);
    }
  });
});
