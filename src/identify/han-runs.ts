import type { HanRun } from "../model/run.js";
import type { Segment } from "../model/segment.js";
import { isJoined } from "./join.js";
import { countHan, hasHan, isIdeograph, isIdeographMark } from "./scripts.js";

/** A stretch of nothing but ideographs and 々〆〇. Offsets are UTF-16 units within the line. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The Han runs of one line: maximal stretches of ideographs within one segment, joined across what stands inside
 * Chinese prose (see `isJoined`). A run starts and ends with an ideograph, but keeps the full stop, question or
 * exclamation mark of its sentence. 々〆〇 belong to a run and are none by themselves. Linear in the line's length.
 */
export function findHanRuns(line: string, segments: readonly Segment[]): HanRun[] {
  if (!hasHan(line)) return [];
  return segments.flatMap((segment) => {
    const stretches = findStretches(line, segment);
    return joinStretches(line, segment, stretches).map((run) => toRun(line, segment, run));
  });
}

function findStretches(line: string, { start, end }: Segment): Stretch[] {
  const found: Stretch[] = [];
  let open = -1;
  let ideographs = 0;
  const close = (at: number): void => {
    if (open >= 0 && ideographs > 0) found.push({ start: open, end: at });
    open = -1;
    ideographs = 0;
  };
  for (let i = start; i < end; i++) {
    const codePoint = line.codePointAt(i)!;
    const width = codePoint > 0xffff ? 2 : 1;
    // Where a segment ends inside a surrogate pair, the half is nobody's.
    if (i + width > end) {
      close(i);
      break;
    }
    if (isIdeograph(codePoint)) ideographs++;
    else if (!isIdeographMark(codePoint)) {
      close(i);
      i += width - 1;
      continue;
    }
    if (open < 0) open = i;
    i += width - 1;
  }
  close(end);
  return found;
}

function joinStretches(line: string, segment: Segment, stretches: readonly Stretch[]): Stretch[] {
  const runs: Stretch[] = [];
  for (const stretch of stretches) {
    const last = runs.at(-1);
    if (last !== undefined && isJoined(line, segment, last, stretch))
      runs[runs.length - 1] = { start: last.start, end: stretch.end };
    else runs.push(stretch);
  }
  return runs;
}

const SENTENCE_END = "。！？…";

function toRun(line: string, segment: Segment, run: Stretch): HanRun {
  let end = run.end;
  while (end < segment.end && SENTENCE_END.includes(line[end]!)) end++;
  const text = line.slice(run.start, end);
  return { start: run.start, end, text, han: countHan(text), segment };
}
