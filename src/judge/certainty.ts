import type { CertaintyPart, Explanation, Level } from "../model/finding.js";
import { type CertaintyFeature, certaintyFeatures } from "./certainty-features.js";
import { CERTAINTY_WEIGHTS } from "./certainty-weights.generated.js";
import type { RunInContext } from "./run-in-context.js";

const part = (name: CertaintyFeature, value: number): CertaintyPart => ({
  name,
  value,
  weight: value * CERTAINTY_WEIGHTS[name],
});

/**
 * The evidence for an unexplained drift, part by part. The weights are fitted on the tuned part of the corpora
 * (`scripts/fit-certainty.mjs`: logistic regression with the sign of every weight fixed beforehand, so that more evidence
 * never makes a finding less certain); `npm run corpora` prints how well they hold on the held-out part.
 */
export function certaintyParts(input: RunInContext, level: Level): readonly CertaintyPart[] {
  const features = certaintyFeatures(input, level);
  return (Object.keys(features) as CertaintyFeature[])
    .filter((name) => features[name] !== 0)
    .map((name) => part(name, features[name]));
}

/** The same evidence for a run that turned out to stand for a whole utterance. */
export function asResponseParts(parts: readonly CertaintyPart[]): readonly CertaintyPart[] {
  const rest = parts.filter(({ name }) => name !== "sentence" && name !== "response");
  return [...rest, part("response", 1)];
}

/** Probability from decibans (10 times the decimal logarithm of the odds), 0 to 1, rounded to two digits. */
export function certaintyOf(parts: readonly CertaintyPart[]): number {
  const decibans = parts.reduce((sum, { weight }) => sum + weight, 0);
  return Math.round(100 / (1 + 10 ** (-decibans / 10))) / 100;
}

/** Certainty that an explained run is a drift after all: what the explanation leaves over. */
export function residualCertainty(explanation: Explanation): number {
  return explanation.reason === "name" || explanation.reason === "quoted" ? 0.1 : 0.03;
}
