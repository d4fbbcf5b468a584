import { describe, expect, test } from "vitest";
import { readManual } from "../../src/cli/manual.js";
import { EXPLANATION_RULES } from "../../src/judge/explanations/index.js";
import { ruleOf } from "../../src/judge/index.js";
import type { Level, Reason } from "../../src/model/finding.js";
import type { Role } from "../../src/model/utterance.js";
import { scanText } from "../../src/scan-text.js";

const LEVELS: Record<Level, true> = { word: true, sentence: true, response: true };
const REASONS: Record<Reason, true> = {
  "user-language": true,
  requested: true,
  echo: true,
  quoted: true,
  data: true,
  name: true,
  japanese: true,
  korean: true,
  mojibake: true,
  symbol: true,
  repeat: true,
  expected: true,
};
const HEADINGS = [
  "## Why",
  "## Reported",
  "## Not reported",
  "## Benign causes to look for first",
  "## How to silence it",
  "## Limits",
];

const pages = readManual();
const examples = pages.flatMap((page) => {
  const [, reported = "", fine = ""] = page.text.split(/^## (?:Reported|Not reported|Benign causes.*)$/m);
  return [["reported", reported] as const, ["fine", fine] as const].flatMap(([part, text]) =>
    Array.from(text.matchAll(/```session (\S+)\n([\s\S]*?)```/g), ([, outcome, session]) => ({
      page: page.name,
      part,
      outcome: outcome!,
      session: session!,
    })),
  );
});

/** Rules and reasons that the last text of a session gets. */
function outcomes(session: string): string[] {
  const turns = session
    .trim()
    .split("\n")
    .map((line) => {
      const [role, ...text] = line.split(": ");
      return { role: role as Role, text: text.join(": ").replaceAll("\\n", "\n") };
    });
  const last = turns.pop()!;
  const { drifts, explained } = scanText(last.text, { role: last.role, context: turns });
  return [...drifts.map((f) => f.rule), ...explained.map((f) => f.explanation!.reason)];
}

describe("the manual", () => {
  test("has a page for every rule and every reason, and no other", () => {
    const rules = (Object.keys(LEVELS) as Level[]).map(ruleOf).sort();
    expect(pages.filter((p) => p.kind === "rule").map((p) => p.name)).toEqual(rules);
    expect(pages.filter((p) => p.kind === "explanation").map((p) => p.name)).toEqual(
      Object.keys(REASONS).sort(),
    );
    expect(EXPLANATION_RULES.length).toBeGreaterThan(8);
  });

  test.each(pages.map((page) => [page.name, page] as const))(
    "%s has its headings and examples of both kinds",
    (name, page) => {
      expect(page.text.split("\n").filter((line) => line.startsWith("## "))).toEqual(HEADINGS);
      expect(page.text.startsWith(`# ${name}\n\n${page.summary}\n`)).toBe(true);
      expect(new Set(examples.filter((e) => e.page === name).map((e) => e.part)).size).toBe(2);
    },
  );

  test.each(examples.map((e) => [`${e.page}, ${e.part}: ${e.outcome}`, e] as const))(
    "%s",
    (_, { page, part, outcome, session }) => {
      const found = outcomes(session);
      expect(found).toContain(outcome);
      const rules = found.filter((name) => name.endsWith("-switch"));
      expect(rules).toEqual(part === "reported" ? [outcome] : []);
      if (part === "fine" && outcome in REASONS) expect(pages.map((p) => p.name)).toContain(page);
    },
  );
});
