import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { countTables, driftShape } from "../../scripts/corpora-counts.mjs";
import { PARTS, readPart } from "../../scripts/corpora-files.mjs";
import { nearPairs } from "../../scripts/corpora-near.mjs";
import { assistantTexts, type Label, labelText, type Session } from "../../scripts/corpora-score.mjs";

const REASONS = [
  "data",
  "echo",
  "japanese",
  "korean",
  "mojibake",
  "name",
  "quoted",
  "repeat",
  "requested",
  "symbol",
  "user-language",
];
const LEVELS = ["response", "sentence", "word"];

const sessionsOf = (part: string): Session[] => readPart(part).flatMap((file) => file.sessions);
const parts = Object.fromEntries(PARTS.map((part) => [part, sessionsOf(part)]));
const all = Object.values(parts).flat();
const labels = all.flatMap((session) => session.labels.map((label) => ({ session, label })));

describe("labels", () => {
  it("have offsets that slice to their text, inside what the model wrote", () => {
    const wrong = labels.filter(
      ({ session, label }) =>
        labelText(session, label)?.slice(label.start, label.end) !== label.text || label.text === "",
    );
    expect(wrong.map(({ session, label }) => [session.id, label])).toEqual([]);
  });

  it("do not overlap", () => {
    const place = (l: Label) => `${l.message}/${l.field}/${l.key ?? ""}`;
    const clashes = all.filter(({ labels }) =>
      labels.some((a, i) =>
        labels.some((b, j) => i < j && place(a) === place(b) && a.start < b.end && b.start < a.end),
      ),
    );
    expect(clashes.map((s) => s.id)).toEqual([]);
  });

  it("name a reason exactly when they are explained, from the known reasons and levels", () => {
    const known = ({ verdict, reason, level }: Label) =>
      LEVELS.includes(level) && (verdict === "drift" ? reason === null : REASONS.includes(reason ?? ""));
    expect(labels.filter(({ label }) => !known(label))).toEqual([]);
  });

  it("hold Han when they are drifts, and agree with the kind of the session", () => {
    const drifts = labels.filter(({ label }) => label.verdict === "drift");
    expect(drifts.filter(({ label }) => !/\p{Script=Han}/u.test(label.text))).toEqual([]);
    const isDrift = (s: Session) => s.labels.some((label) => label.verdict === "drift");
    expect(all.filter((s) => isDrift(s) !== (s.kind === "drift")).map((s) => s.id)).toEqual([]);
    expect(all.filter((s) => s.labels.length === 0).map((s) => s.id)).toEqual([]);
  });

  it("leave no Han of the model unlabelled outside Japanese and Korean sessions", () => {
    const bare = all
      .filter((s) => s.kind === "explained" || (s.lang !== "jpn" && s.lang !== "kor"))
      .flatMap((session) => {
        const texts = new Map(assistantTexts(session).map((t) => [t.text, t.text]));
        for (const label of session.labels) {
          const text = labelText(session, label) ?? "";
          const masked = texts.get(text) ?? text;
          const mask = " ".repeat(label.end - label.start);
          texts.set(text, masked.slice(0, label.start) + mask + masked.slice(label.end));
        }
        return [...texts.values()]
          .filter((text) => /\p{Script=Han}/u.test(text))
          .map((text) => [session.id, text]);
      });
    expect(bare).toEqual([]);
  });

  it("call nothing a drift that the model had read before", () => {
    const read = labels.filter(({ session, label }) => {
      if (label.verdict !== "drift") return false;
      const before = session.messages.slice(0, label.message).filter((m) => m.role !== "assistant");
      return before.some((m) => m.content?.includes(label.text));
    });
    expect(read.map(({ session, label }) => [session.id, label.text])).toEqual([]);
  });

  it("follow an earlier drift with the same words when they are repeats", () => {
    const orphans = labels.filter(({ session, label }) => {
      if (label.reason !== "repeat") return false;
      const before = session.labels.slice(0, session.labels.indexOf(label));
      return !before.some((l) => l.verdict === "drift" && l.text === label.text);
    });
    expect(orphans).toEqual([]);
  });
});

describe("coverage", () => {
  it("has unique ids and at least two hundred sessions of either kind in ten languages", () => {
    expect(new Set(all.map((s) => s.id)).size).toBe(all.length);
    const drift = all.filter((s) => s.kind === "drift");
    expect(drift.length).toBeGreaterThanOrEqual(220);
    expect(all.length - drift.length).toBeGreaterThanOrEqual(220);
    expect(new Set(drift.map((s) => s.lang)).size).toBeGreaterThanOrEqual(10);
  });

  it.each(PARTS)("has every reason, level and channel in %s", (part) => {
    const own = sessionsOf(part).flatMap((s) => s.labels);
    const drifts = own.filter((l) => l.verdict === "drift");
    const explained = own.filter((l) => l.verdict === "explained");
    const distinct = (values: (string | null | undefined)[]) => [...new Set(values)].sort();
    expect(distinct(explained.map((l) => l.reason))).toEqual(REASONS);
    expect(distinct(drifts.map((l) => l.level))).toEqual(LEVELS);
    expect(distinct(explained.map((l) => l.level))).toEqual(LEVELS);
    for (const group of [drifts, explained]) {
      expect(distinct(group.map((l) => l.field.split("/")[0]))).toEqual([
        "content",
        "reasoning_content",
        "tool_calls",
      ]);
    }
  });

  it("holds out about a third, by file", () => {
    const share = sessionsOf("held-out").length / all.length;
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.45);
  });

  it("keeps the proportions of reported leaks", () => {
    const shape = driftShape(all);
    const near = (value: number, target: number, tolerance: number) =>
      expect(Math.abs(value - target)).toBeLessThanOrEqual(tolerance);
    near(shape.short, 0.64, 0.06);
    near(shape.middle, 0.29, 0.06);
    near(shape.long, 0.07, 0.03);
    near(shape.noSimplifiedOnly, 0.5, 0.08);
    near(shape.touching, 0.6, 0.08);
  });

  it("states the current counts in the data statement", () => {
    const readme = readFileSync(new URL("../../corpora/README.md", import.meta.url), "utf8");
    expect(readme).toContain(countTables(parts));
  });
});

describe("minimal pairs and parts", () => {
  it("pair one drift with one explained session that holds the same words", () => {
    const pairs = new Map<string, Session[]>();
    for (const s of all.filter(({ pair }) => pair !== undefined)) {
      pairs.set(s.pair ?? "", [...(pairs.get(s.pair ?? "") ?? []), s]);
    }
    expect(pairs.size).toBeGreaterThanOrEqual(10);
    for (const [name, members] of pairs) {
      expect([name, members.map((s) => s.kind).sort()]).toEqual([name, ["drift", "explained"]]);
      const [drift, explained] = members.sort((a, b) => (a.kind < b.kind ? -1 : 1));
      const words = drift!.labels.filter((l) => l.verdict === "drift").map((l) => l.text);
      const shared = words.some((word) => assistantTexts(explained!).some((t) => t.text.includes(word)));
      expect([name, shared]).toEqual([name, true]);
    }
  });

  it("have no near-duplicate within a part or across, minimal pairs apart", () => {
    const twins = nearPairs(all).filter(
      ({ first: { pair }, second }) => pair === undefined || pair !== second.pair,
    );
    expect(twins.map(({ first, second }) => [first.id, second.id])).toEqual([]);
  });
});
