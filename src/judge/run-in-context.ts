import type { Expectation, Explanation } from "../model/finding.js";
import type { Attribution, HanRun } from "../model/run.js";
import type { UtteranceMeta } from "../model/utterance.js";
import type { SessionContext } from "./session-context.js";

/** All that a verdict on one run depends on. Offsets are UTF-16 units within `line`. */
export interface RunInContext {
  readonly run: HanRun;
  readonly attribution: Attribution;
  /** The line, or as much of it as has streamed in. */
  readonly line: string;
  /** The nearest earlier line that is not blank; empty at the start. */
  readonly previousLine: string;
  /** True when the line before is blank, or there is none. */
  readonly paragraphStart: boolean;
  readonly clause: { readonly start: number; readonly end: number };
  readonly sentence: { readonly start: number; readonly end: number };
  /** Score that the run is wrongly decoded bytes, 0 to 1, and why. */
  readonly mojibake: { readonly score: number; readonly reason: string };
  /** Name of the file that the text is, or is written to, if known. */
  readonly file: string | null;
  /** Keys of the blocks of data or code that the line stands in, outermost first. */
  readonly keys: readonly string[];
  /** Head of the column that the run stands in, or null outside tables. */
  readonly column: string | null;
  /** The language that holds Han natively here, if one is due. */
  readonly native: "jpn" | "kor" | null;
  /** Letters of the utterance before this line, by ISO 15924 script. */
  readonly utteranceScripts: Readonly<Partial<Record<string, number>>>;
  readonly meta: UtteranceMeta;
  /** Serial number of the utterance; in text without utterances (role `unknown`), of the line. */
  readonly place: number;
  readonly expected: Expectation;
  readonly session: SessionContext;
}

/** A benign reason: a pure predicate that gives what a reader needs to check it. */
export type ExplanationRule = (input: RunInContext) => Explanation | null;

export const explain = (reason: Explanation["reason"], detail: Explanation["detail"] = {}): Explanation => ({
  reason,
  detail,
});
