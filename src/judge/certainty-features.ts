import type { Level } from "../model/finding.js";
import type { RunInContext } from "./run-in-context.js";

/** What the certainty of an unexplained run depends on. Values are 0 or more; the sign of each weight is fixed. */
export type CertaintyFeature = (typeof FEATURES)[number]["name"];

interface FeatureRule {
  readonly name: string;
  readonly sign: "any" | "positive" | "negative";
  /** Decibans. */
  readonly prior: number;
  /** No weight goes below it, whatever the corpora say. */
  readonly least?: number;
}

/**
 * Every feature with the sign that its weight must have, and the weight in decibans that it is drawn to where the corpora
 * say little (their texts all have a known writer, for one). `base` is 1 for every run.
 */
export const FEATURES = [
  { name: "base", sign: "any", prior: 10 },
  { name: "touches-letter", sign: "positive", prior: 2 },
  { name: "chinese-evidence", sign: "positive", prior: 0.5 },
  { name: "length", sign: "positive", prior: 0.5 },
  { name: "sentence", sign: "positive", prior: 0.5 },
  { name: "response", sign: "positive", prior: 2 },
  { name: "language-was-said", sign: "positive", prior: 1 },
  { name: "nothing-was-due", sign: "negative", prior: -5 },
  { name: "writer-unknown", sign: "negative", prior: -4 },
  { name: "language-undetermined", sign: "negative", prior: -3 },
  { name: "han-is-native-here", sign: "negative", prior: -2 },
  { name: "between-delimiters", sign: "negative", prior: -2, least: -4 },
  // Labelled sessions hold one drift as a rule, real leaks come in flocks: the corpora would make too much of it.
  { name: "among-other-runs", sign: "negative", prior: -1, least: -4 },
  { name: "chinese-was-spoken-of", sign: "negative", prior: -2 },
  { name: "chinese-was-read", sign: "negative", prior: -1 },
  { name: "in-string-or-quote", sign: "negative", prior: -2 },
  { name: "beside-capitals", sign: "negative", prior: -0.5 },
  { name: "broken-bytes", sign: "negative", prior: -8 },
] as const satisfies readonly FeatureRule[];

const flag = (holds: boolean): number => (holds ? 1 : 0);
const within = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));

/** Letters that Chinese has no reason to touch; kana touch kanji in every Japanese sentence. */
const FOREIGN_LETTER_BEFORE = /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}]$/u;
const FOREIGN_LETTER_AFTER = /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}/u;

const OPENS = /(?:^\s*(?:[-*+•>]|\d+[.)])?\s*|["'“”‘«‹「『(（[{<|*_`~:：=/—–]\s*)$/u;
const CLOSES = /^\s*(?:$|["'“”’»›」』)）\]}>|*_`~:：=/—–,;，；]|[.。!！?？]\s*$)/u;

/** Decibans of the attribution that count at most. */
const MOST_EVIDENCE = 40;

/** A string or quotation of nothing but ideographs: a specimen rather than a sentence with a leak. */
function fillsString({ run, line }: RunInContext): boolean {
  if (run.segment.kind !== "string" && run.segment.kind !== "quote") return false;
  const content = line.slice(run.segment.start, run.segment.end);
  return !/\p{L}/u.test(content.replace(/\p{Script=Han}/gu, ""));
}

/** What of a run and its place bears on how certain a drift is. */
export function certaintyFeatures(input: RunInContext, level: Level): Record<CertaintyFeature, number> {
  const { run, line, attribution, meta, expected, native, mojibake, session } = input;
  const before = line.slice(Math.max(0, run.start - 60), run.start);
  const after = line.slice(run.end, run.end + 60);
  const evidence = attribution.evidence.reduce((sum, { weight }) => sum + weight, 0);
  const others = (before + after).match(/\p{Script=Han}+/gu)?.length ?? 0;
  return {
    base: 1,
    "touches-letter": flag(FOREIGN_LETTER_BEFORE.test(before) || FOREIGN_LETTER_AFTER.test(after)),
    "chinese-evidence": within(0, evidence, MOST_EVIDENCE) / 10,
    length: within(0, Math.log2(Math.max(1, run.han)), 4),
    sentence: flag(level === "sentence"),
    response: flag(level === "response"),
    "language-was-said": flag(expected.languages.length > 0 && expected.basis !== "matrix"),
    "nothing-was-due": flag(expected.languages.length === 0),
    "writer-unknown": flag(meta.role === "unknown"),
    "language-undetermined": flag(attribution.language === "und"),
    "han-is-native-here": flag(native !== null),
    "between-delimiters": flag(
      // The quotation marks of code delimit every string.
      level === "word" &&
        native === null &&
        run.segment.kind !== "string" &&
        OPENS.test(before) &&
        CLOSES.test(after),
    ),
    "among-other-runs": flag(native === null && others > 0),
    "chinese-was-spoken-of": flag(session.requests().length > 0),
    "chinese-was-read": flag(session.read.size > 0),
    "in-string-or-quote": flag(fillsString(input)),
    "beside-capitals": flag(/\p{Lu}[\p{L}'’]* $/u.test(before) || /^ \p{Lu}\p{Ll}/u.test(after)),
    "broken-bytes": mojibake.score,
  };
}
