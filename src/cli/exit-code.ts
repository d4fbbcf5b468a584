import type { Counts } from "../model/scan-event.js";

/** `--fail-on`: the lowest severity that makes the exit code 1. */
export type FailOn = "error" | "warning" | "note" | "never";

/** What each exit code of the process means; help, documentation and tests quote these words. */
export const EXIT_CODES: readonly { readonly code: number; readonly when: string }[] = [
  { code: 0, when: "the scan is complete and nothing new stands at or above --fail-on" },
  { code: 1, when: "the scan is complete and something does" },
  {
    code: 2,
    when:
      "wrong usage or configuration, a pattern that matched nothing (unless --allow-empty), unreadable input, " +
      "a partial scan, an internal error; what was found is still printed",
  },
  { code: 130, when: "interrupted, after the summary" },
];

/** True when a finding of `failOn` or worse was counted. Explained runs never count. */
export function reaches(counts: Counts, failOn: FailOn): boolean {
  switch (failOn) {
    case "never":
      return false;
    case "error":
      return counts.error > 0;
    case "warning":
      return counts.error + counts.warning > 0;
    case "note":
      return counts.error + counts.warning + counts.note > 0;
    default:
      return failOn satisfies never;
  }
}

/** What a finished run knows about its input. */
export interface InputState {
  readonly interrupted: boolean;
  /** The scan reached its summary without an exception. */
  readonly finished: boolean;
  /** What the scan's own summary says; false without one. */
  readonly complete: boolean;
  /** Sources that were opened. */
  readonly sources: number;
  /** Diagnostics that mean unexamined input, other than `no-match`. */
  readonly problems: number;
  /** Patterns that matched nothing. */
  readonly unmatched: number;
}

/** True when all of the input was examined; with `--allow-empty`, patterns without a match are no gap. */
export function isComplete(state: InputState, allowEmpty: boolean): boolean {
  if (state.interrupted || !state.finished || state.problems > 0) return false;
  if (!allowEmpty) return state.complete && state.unmatched === 0 && state.sources > 0;
  return state.complete || state.unmatched > 0;
}

/** The process's exit code. It depends on nothing but the input, what was found, `--fail-on` and `--allow-empty`. */
export function exitCode(
  state: InputState,
  counts: Counts,
  options: { readonly failOn: FailOn; readonly allowEmpty: boolean },
): number {
  if (state.interrupted) return 130;
  if (!isComplete(state, options.allowEmpty)) return 2;
  return reaches(counts, options.failOn) ? 1 : 0;
}
