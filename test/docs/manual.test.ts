import { describe, expect, test } from "vitest";
import { readManual } from "../../src/cli/manual.js";
import { flagName, SCAN_FLAGS } from "../../src/cli/scan-flags.js";
import { ruleOf } from "../../src/judge/index.js";
import type { Level, Reason } from "../../src/model/finding.js";
import { outcomes, type SessionExample, sessionExamples } from "./session-example.js";

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
  "Why",
  "Reported",
  "Not reported",
  "Benign causes to look for first",
  "How to silence it",
  "Limits",
] as const;

const isRule = (outcome: string): boolean => outcome.endsWith("-switch");

/** The parts of a page by their headings; what stands before the first is under `""`. */
function partsOf(text: string): ReadonlyMap<string, string> {
  const [head, ...parts] = text.split(/^## /m);
  return new Map([
    ["", head!],
    ...parts.map((part) => {
      const end = part.indexOf("\n");
      return [part.slice(0, end), part.slice(end)] as const;
    }),
  ]);
}

interface Placed {
  readonly page: string;
  readonly part: string;
  readonly example: SessionExample;
}

const pages = readManual();
const examples = pages.flatMap(({ name, text }) =>
  [...partsOf(text)].flatMap(([part, markdown]) =>
    sessionExamples(markdown).map((example): Placed => ({ page: name, part, example })),
  ),
);
const statedBy = (name: string, part: string): readonly string[] =>
  examples.filter((e) => e.page === name && e.part === part).flatMap((e) => e.example.stated);

describe("the manual", () => {
  test("has a page for every rule and every reason, and no other", () => {
    const rules = (Object.keys(LEVELS) as Level[]).map(ruleOf).sort();
    expect(pages.filter((p) => p.kind === "rule").map((p) => p.name)).toEqual(rules);
    expect(pages.filter((p) => p.kind === "explanation").map((p) => p.name)).toEqual(
      Object.keys(REASONS).sort(),
    );
  });

  test.each(pages.map((page) => [page.name, page] as const))(
    "%s has its headings in order, a summary and both kinds of examples of itself",
    (name, { kind, summary, text }) => {
      expect([...partsOf(text).keys()]).toEqual(["", ...HEADINGS]);
      expect(partsOf(text).get("")).toBe(`# ${name}\n\n${summary}\n\n`);
      for (const part of partsOf(text).values()) expect(part.trim()).not.toBe("");
      expect(statedBy(name, "Reported").some(isRule)).toBe(true);
      expect(statedBy(name, "Not reported").length).toBeGreaterThan(0);
      expect(statedBy(name, kind === "rule" ? "Reported" : "Not reported")).toContain(name);
    },
  );

  test.each(pages.map((page) => [page.name, page.text] as const))(
    "%s names only options that scan has, and speaks of texts, not of makers",
    (_, text) => {
      const known = SCAN_FLAGS.map(flagName);
      for (const [flag] of text.matchAll(/--[a-z][a-z-]*/g)) expect(known).toContain(flag);
      expect(text).not.toMatch(/\b(?:caught|fake|stolen|steals?|rebadged|proves|guilty|secretly)\b/i);
    },
  );

  test.each(
    examples.map((e, i) => [`${i + 1} ${e.page}, ${e.part}: ${e.example.stated.join(" ")}`, e] as const),
  )("example %s", (_, { part, example }) => {
    expect(outcomes(example)).toEqual(example.stated);
    if (part === "Reported") expect(example.stated.some(isRule)).toBe(true);
    if (part === "Not reported") expect(example.stated.filter(isRule)).toEqual([]);
  });
});

describe("an example", () => {
  const fenced = (info: string, ...lines: string[]): string => `\`\`\`${info}\n${lines.join("\n")}\n\`\`\`\n`;
  const ASKED = "user: Can you check why the nightly build is red?";

  test("that states something else than it gives is noticed", () => {
    const [wrong] = sessionExamples(fenced("session echo", ASKED, "assistant: The 配置 is wrong."));
    expect(outcomes(wrong!)).toEqual(["word-switch"]);
  });

  test("that could not be run is an error", () => {
    expect(() => sessionExamples(fenced("text", ASKED))).toThrow('not "session');
    expect(() => sessionExamples(fenced("session echo --ignore x", ASKED))).toThrow("names no option");
    expect(() => sessionExamples(fenced("session echo", "assistant The 配置"))).toThrow("is no turn");
  });
});
