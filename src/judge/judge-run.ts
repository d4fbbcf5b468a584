import type { CertaintyPart, Explanation, Level, Severity } from "../model/finding.js";
import { asResponseParts, certaintyOf, certaintyParts, residualCertainty } from "./certainty.js";
import { EXPLANATION_RULES } from "./explanations/index.js";
import { levelOf, severityOf } from "./level.js";
import type { RunInContext } from "./run-in-context.js";

/** What the judge says of one run. */
export interface Verdict {
  readonly level: Level;
  readonly certainty: number;
  readonly certaintyParts: readonly CertaintyPart[];
  readonly severity: Severity;
  readonly explanation: Explanation | null;
}

/**
 * Judges one run by what is known at this point of the session. Changes nothing: the caller remembers drifts
 * (`session.remember`) and adds explained text to what was read.
 * @param threshold findings less certain than this are notes
 */
export function judgeRun(input: RunInContext, threshold: number): Verdict {
  const level: Level = levelOf(input);
  for (const rule of EXPLANATION_RULES) {
    const explanation = rule(input);
    if (explanation === null) continue;
    const certainty = residualCertainty(explanation);
    return { level, certainty, certaintyParts: [], severity: "note", explanation };
  }
  return unexplained(level, certaintyParts(input, level), threshold);
}

function unexplained(level: Level, parts: readonly CertaintyPart[], threshold: number): Verdict {
  const certainty = certaintyOf(parts);
  const severity = severityOf(level, certainty, threshold, false);
  return { level, certainty, certaintyParts: parts, severity, explanation: null };
}

/** The verdict on a drift that turned out to stand for its whole utterance. */
export function asResponseVerdict(verdict: Verdict, threshold: number): Verdict {
  return unexplained("response", asResponseParts(verdict.certaintyParts), threshold);
}
