import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hanBaseline } from "../../scripts/corpora-baselines.mjs";
import { breakdown, groups, lengthClass } from "../../scripts/corpora-breakdown.mjs";
import { scoreSession } from "../../scripts/corpora-score.mjs";
import { driftAt, predictionAt, sessionWith } from "./sessions.js";

const explained = { verdict: "explained", reason: "echo" } as const;

// "ab甲乙 c 丙丁戊己": a word at 2–4, a sentence at 7–11.
const drifting = sessionWith("ab甲乙 c 丙丁戊己", [driftAt(2, 4), driftAt(7, 11, { level: "sentence" })]);
const echoing = sessionWith(
  "ab甲乙 c 丙",
  [driftAt(2, 4, explained), driftAt(7, 8, { ...explained, reason: "name" })],
  {
    lang: "jpn",
  },
);
const scores = [
  scoreSession(drifting, [
    predictionAt(2, 4, { level: "word", text: "甲乙" }),
    predictionAt(0, 1, { level: "response", text: "ab" }),
  ]),
  scoreSession(echoing, [predictionAt(7, 8, { level: "word", text: "丙" })]),
  scoreSession(echoing, []),
];
const rows = (name: Parameters<typeof breakdown>[1], least = 1) =>
  Object.fromEntries(breakdown(scores, name, least).map(({ dimension: _, key, ...counts }) => [key, counts]));

describe("breakdown", () => {
  it("counts whole sessions by language", () => {
    expect(rows("language")).toEqual({
      eng: { sessions: 1, drifts: 2, found: 1, findings: 2, right: 1, explained: 0, alarmed: 0 },
      jpn: { sessions: 2, drifts: 0, found: 0, findings: 1, right: 0, explained: 2, alarmed: 1 },
    });
  });

  it("counts labels by their level and findings by theirs", () => {
    expect(rows("level")).toEqual({
      word: { sessions: 3, drifts: 1, found: 1, findings: 2, right: 1, explained: 2, alarmed: 1 },
      sentence: { sessions: 1, drifts: 1, found: 0, findings: 0, right: 0, explained: 0, alarmed: 0 },
    });
  });

  it("alarms a reason only when a run of that reason was flagged", () => {
    expect(rows("reason")).toMatchObject({
      echo: { explained: 2, alarmed: 0, drifts: 0 },
      name: { explained: 2, alarmed: 1, drifts: 0 },
    });
  });

  it("orders lengths by length, and counts code points", () => {
    expect(Object.keys(rows("length"))).toEqual(["1", "2", "3–5"]);
    expect(
      ["甲", "𠀀甲", "a甲 b乙c丙", "甲乙丙丁戊己", "甲乙丙丁戊己庚辛壬癸子", "abc"].map(lengthClass),
    ).toEqual(["1", "2", "3–5", "6–10", "11+", null]);
  });

  it("adds up to the whole by language, whatever is pooled", () => {
    const language = fc.constantFrom("eng", "jpn", "kor", "fra", "deu");
    const session = fc.tuple(language, fc.boolean()).map(([lang, drift]) => ({
      ...sessionWith("a甲", [driftAt(1, 2, drift ? {} : explained)]),
      lang,
    }));
    fc.assert(
      fc.property(
        fc.array(session, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (all, least) => {
          const scored = all.map((s) => scoreSession(s, hanBaseline(1)(s)));
          const parts = breakdown(scored, "language", least);
          const [whole] = breakdown(scored, "all", 1);
          for (const field of [
            "sessions",
            "drifts",
            "found",
            "findings",
            "right",
            "explained",
            "alarmed",
          ] as const) {
            expect(parts.reduce((sum, row) => sum + row[field], 0)).toBe(whole![field]);
          }
          // No row is smaller than asked for, unless there is no other to pool it with.
          expect(parts.length === 1 || parts.every((row) => row.sessions >= least)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("names what it pools", () => {
    const pooled = groups([drifting, echoing, echoing], "language", 2);
    expect(pooled.map(({ key, holds }) => [key, [...holds].sort()])).toEqual([["others", ["eng", "jpn"]]]);
  });
});
