import { describe, expect, it } from "vitest";
import { figuresText, partFigures, scoresFrom, slipsOf } from "../../scripts/corpora-accuracy.mjs";
import { comparePart } from "../../scripts/corpora-compare.mjs";
import { type Session, scoreSession } from "../../scripts/corpora-score.mjs";
import { driftAt, predictionAt, sessionWith } from "./sessions.js";

const explained = { verdict: "explained", reason: "echo" } as const;
const OWN = "langdrift";

/** Sixty sessions of one language: every other one with a drift. */
const sessions: Session[] = Array.from({ length: 60 }, (_, n) =>
  sessionWith("a甲", [driftAt(1, 2, n % 2 === 0 ? {} : explained)], { id: `x-${n}`, lang: "fra" }),
);

/** Scores in which the sessions of these numbers go wrong: a drift is missed, an explained run flagged. */
function scoresWith(faulty: readonly number[]) {
  return sessions.map((session, n) => {
    const flags = (n % 2 === 0) !== faulty.includes(n);
    return scoreSession(session, flags ? [predictionAt(1, 2, { level: "word", text: "甲" })] : []);
  });
}

function figures(faulty: readonly number[], sha256 = "a", part = "tuned") {
  const systems = [[OWN, scoresWith(faulty)]] as const;
  return partFigures({ part, sha256, systems, claims: [], skipped: [] });
}

function verdicts(before: readonly number[], after: readonly number[], sha256 = "a", part = "tuned") {
  const fresh = figures(after, sha256, part);
  const { basis, sameFiles, changes } = comparePart(
    figures(before, "a", part),
    fresh,
    scoresWith(after),
    OWN,
  );
  const told = changes.map((c) => `${c.verdict} ${c.dimension} ${c.measure}`);
  return { basis, sameFiles, told };
}

const even = (count: number) => Array.from({ length: count }, (_, n) => 2 * n);
const odd = (count: number) => even(count).map((n) => n + 1);

describe("with the same files and outcomes", () => {
  it("says nothing of a run that went the same way", () => {
    expect(verdicts(even(3), even(3))).toEqual({ basis: "paired", sameFiles: true, told: [] });
  });

  it("names recall overall, in its language and in its level after five new misses, and not after four", () => {
    const worse = verdicts([], even(5)).told;
    expect(worse).toEqual(["worse all recall", "worse language recall", "worse level recall"]);
    expect(verdicts([], even(4)).told.filter((line) => !line.startsWith("noise"))).toEqual([]);
  });

  it("names false alarms and precision after five new alarms", () => {
    const worse = verdicts([], odd(5)).told;
    expect(worse.filter((line) => line.startsWith("worse"))).toHaveLength(6);
    expect(worse.every((line) => /precision|falseAlarms/.test(line))).toBe(true);
  });

  it("takes as many mended as broken sessions for noise, and many mended ones for better", () => {
    const moved = verdicts(even(6), [...even(13)].slice(6)).told;
    expect(moved.every((line) => line.startsWith("noise"))).toBe(true);
    expect(verdicts(even(5), []).told).toContain("better all recall");
  });
});

describe("without outcomes of the same sessions", () => {
  it("asks for more, and says that files changed", () => {
    expect(verdicts([], even(5), "b")).toMatchObject({ basis: "intervals", sameFiles: false });
    expect(verdicts(even(1), even(4), "b").told.some((line) => line.startsWith("worse"))).toBe(false);
    expect(verdicts(even(1), even(12), "b").told).toContain("worse all recall");
    expect(verdicts(even(12), even(1), "b").told).toContain("better all recall");
  });

  it("compares held-out totals so, even with the same files", () => {
    const fresh = verdicts(odd(1), odd(12), "a", "held-out");
    expect(fresh).toMatchObject({ basis: "intervals", sameFiles: true });
    expect(fresh.told).toContain("worse all falseAlarms");
  });
});

describe("stored figures", () => {
  it("restore what comparing needs of every score", () => {
    const scores = scoresWith([0, 1, 4, 9]);
    const slips = JSON.parse(JSON.stringify(slipsOf(scores)));
    expect(Object.keys(slips)).toEqual(["x-0", "x-1", "x-4", "x-9"]);
    const kept = scoresFrom(sessions, slips);
    const view = ({ found, missed, flagged, wrong }: (typeof scores)[number]) => [
      found,
      missed,
      flagged,
      wrong.map((p) => p.level),
    ];
    expect(kept.map(view)).toEqual(scores.map(view));
  });

  it("keep the outcomes of tuned sessions only", () => {
    expect(figures([0]).slips).toEqual({ "x-0": { missed: [0], flagged: [], wrong: [] } });
    expect(figures([0], "a", "held-out")).not.toHaveProperty("slips");
  });

  it("survive being written and read", () => {
    const whole = { format: 1, parts: { tuned: figures([0, 1]), "held-out": figures([3], "b", "held-out") } };
    expect(JSON.parse(figuresText(whole))).toEqual(JSON.parse(JSON.stringify(whole)));
  });

  it("keep the rows of a system that cannot be run, and the files that it was run on", () => {
    const both = [
      [OWN, scoresWith([])],
      ["other", scoresWith([2])],
    ] as const;
    const first = partFigures({ part: "tuned", sha256: "a", systems: both, claims: [], skipped: [] });
    const again = (committed: typeof first, sha256: string) =>
      partFigures({
        part: "tuned",
        sha256,
        systems: both.slice(0, 1),
        claims: [],
        skipped: ["other"],
        committed,
      });
    const second = again(first, "b");
    const ofOther = ({ rows }: typeof first) => rows.filter((row) => row.system === "other");
    expect(ofOther(second)).toEqual(ofOther(first));
    expect([second.kept, again(second, "c").kept]).toEqual([{ other: "a" }, { other: "a" }]);
  });
});
