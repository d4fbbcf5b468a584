import type { Finding } from "../model/finding.js";
import { clauseEnds } from "../segment/index.js";
import { sha256 } from "./sha256.js";

/** Hex digits at the start of a fingerprint that depend on rule, run and surroundings alone. */
export const CONTENT_DIGITS = 24;
/** Hex digits behind them that tell sources and occurrences apart. */
const PLACE_DIGITS = 16;

/** Letters of the surroundings that count, in code points, on either side of the run. */
const NEAR = 16;

const digest = (parts: readonly (string | number)[], digits: number): string =>
  sha256(parts.join("\u0000")).slice(0, digits);

/** Letters alone: numbers, marks and spaces change without need. Han is left out: other findings may come and go. */
function letters(text: string): readonly string[] {
  return (text.normalize("NFKC").match(/[\p{L}\p{M}]/gu) ?? []).filter((c) => !/\p{Script=Han}/u.test(c));
}

/** What follows the run within its clause: a live stream is judged before more of the line is there. */
function restOfClause(text: string, after: string): string {
  const end = clauseEnds(text + after, text.length);
  return end < 0 ? after : after.slice(0, Math.max(0, end - text.length));
}

type Described = Pick<Finding, "rule" | "explanation" | "context"> & {
  readonly run: { readonly text: string };
};

/**
 * What a finding is, wherever it stands: rule, reason, the run in NFKC with single spaces, and up to 16 letters of its
 * line on either side (behind it: of its clause). An edit farther off on the line, other numbers, marks, spacing or line
 * endings leave it as it is; so does another finding beside it.
 */
export function contentDigits({ rule, explanation, run, context }: Described): string {
  const text = run.text.normalize("NFKC").replace(/\s+/gu, " ").trim();
  const before = letters(context.before).slice(-NEAR).join("");
  const after = letters(restOfClause(run.text, context.after)).slice(0, NEAR).join("");
  return digest([rule, explanation?.reason ?? "", text, before, after], CONTENT_DIGITS);
}

/** @param occurrence how many findings of the source have had the same content before */
export function fingerprintOf(content: string, uri: string, occurrence: number): string {
  return content + digest([uri, occurrence], PLACE_DIGITS);
}
