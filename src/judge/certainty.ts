import type { Explanation, Level } from "../model/finding.js";
import type { RunInContext } from "./run-in-context.js";

/** One part of a certainty, in decibans: 10 times the decimal logarithm of a likelihood ratio. */
export interface CertaintyPart {
  readonly name: string;
  readonly weight: number;
}

/**
 * The evidence for an unexplained drift, part by part. First version: weights set by hand from the proportions of the
 * collected leaks, not yet fitted on the corpora; only their order is meant.
 */
export function certaintyParts(input: RunInContext, level: Level): readonly CertaintyPart[] {
  const { run, attribution, meta, expected, native, mojibake } = input;
  const parts: CertaintyPart[] = [{ name: "unexplained-run", weight: 10 }];
  const add = (name: string, weight: number): void => {
    if (weight !== 0) parts.push({ name, weight });
  };
  add("simplified-or-traditional", attribution.script === "Hans" ? 5 : attribution.script === "Hant" ? 2 : 0);
  add("language-undetermined", attribution.language === "und" ? -5 : 0);
  add("length", Math.min(6, 2 * Math.log2(run.han)));
  add("level", level === "response" ? 6 : level === "sentence" ? 3 : 0);
  add("expectation", expected.languages.length === 0 ? -5 : expected.basis === "matrix" ? 0 : 3);
  add("writer-unknown", meta.role === "unknown" ? -4 : 0);
  add(
    "han-is-native-here",
    native === null ? 0 : 10 * Math.log10(2 * Math.max(0.05, attribution.confidence)),
  );
  add("in-quotes-or-code", run.segment.kind === "string" || run.segment.kind === "quote" ? -3 : 0);
  add("broken-bytes", mojibake.score > 0 ? -10 * mojibake.score : 0);
  return parts;
}

/** Probability from decibans at even prior odds, 0 to 1, rounded to two digits. */
export function certaintyOf(parts: readonly CertaintyPart[]): number {
  const decibans = parts.reduce((sum, part) => sum + part.weight, 0);
  return Math.round(100 / (1 + 10 ** (-decibans / 10))) / 100;
}

/** Certainty that an explained run is a drift after all: what the explanation leaves over. */
export function residualCertainty(explanation: Explanation): number {
  return explanation.reason === "name" || explanation.reason === "quoted" ? 0.1 : 0.03;
}
