import type { Verdict } from "../judge/index.js";
import type { Expectation } from "../model/finding.js";
import type { Position } from "../model/location.js";
import type { Attribution, HanRun } from "../model/run.js";
import type { UtteranceMeta } from "../model/utterance.js";

/** Which language a run is in: Han of some language, or prose of any. */
export type RunLanguage = Omit<Attribution, "language" | "script"> & {
  readonly language: string;
  readonly script: string;
};

/** A judged run with its place, not yet worded as a finding. */
export interface JudgedRun {
  readonly meta: UtteranceMeta;
  readonly turn: number;
  readonly run: HanRun;
  readonly attribution: RunLanguage;
  readonly expected: Expectation;
  readonly verdict: Verdict;
  /** UTF-16 offsets in the utterance. */
  readonly start: number;
  readonly end: number;
  readonly from: Position;
  readonly to: Position;
  readonly pointer: string | null;
  /** Up to 60 UTF-16 units of the line before and after. */
  readonly before: string;
  readonly after: string;
}
