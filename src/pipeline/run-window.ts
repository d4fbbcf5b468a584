import type { HanRun } from "../model/run.js";

/** A line longer than this is looked at only so far on either side of a run, in UTF-16 units. */
const REACH = 500;

/** A run in the part of its line that can matter for it; offsets are within that part. */
export interface RunWindow {
  readonly line: string;
  readonly run: HanRun;
}

const clamp = (offset: number, length: number): number => Math.min(Math.max(0, offset), length);

/**
 * Cuts a long line around a run, so that the cost of judging a run does not depend on the length of its line. What is
 * cut is the same however the line arrived: it depends on the line and the run alone.
 */
export function windowAround(line: string, run: HanRun): RunWindow {
  if (line.length <= 2 * REACH) return { line, run };
  let from = Math.max(0, run.start - REACH);
  if (/[\udc00-\udfff]/.test(line[from]!)) from--;
  const text = line.slice(from, run.end + REACH);
  const { segment } = run;
  return {
    line: text,
    run: {
      ...run,
      start: run.start - from,
      end: run.end - from,
      segment: {
        ...segment,
        start: clamp(segment.start - from, text.length),
        end: clamp(segment.end - from, text.length),
      },
    },
  };
}
