import type { Explanation, Level, Severity } from "../model/finding.js";
import { certaintyOf, certaintyParts, residualCertainty } from "./certainty.js";
import { EXPLANATION_RULES } from "./explanations/index.js";
import { levelOf, severityOf } from "./level.js";
import type { RunInContext } from "./run-in-context.js";

/** What the judge says of one run. */
export interface Verdict {
  readonly level: Level;
  readonly certainty: number;
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
    return { level, certainty: residualCertainty(explanation), severity: "note", explanation };
  }
  const certainty = certaintyOf(certaintyParts(input, level));
  return { level, certainty, severity: severityOf(level, certainty, threshold, false), explanation: null };
}
