import type { Segment } from "../../src/model/segment.js";
import { createBlockTracker } from "../../src/segment/block-tracker.js";
import { segmentLine } from "../../src/segment/segment-line.js";

/** A segment in one word: kind, datum, opening mark, `…` when it did not close. */
export function label(segment: Segment): string {
  const datum = segment.datum ? `:${segment.datum}` : "";
  return `${segment.kind}${datum}${segment.closed === false ? "…" : ""}`;
}

/** The labels and texts of the segments of the last line of `text` that hold a Han character or match `about`. */
export function hanSegments(text: string, name?: string): string[] {
  const tracker = createBlockTracker(name === undefined ? {} : { name });
  const lines = text.split("\n");
  for (const line of lines.slice(0, -1)) tracker.line(line);
  const last = lines.at(-1) ?? "";
  return segmentLine(last, tracker.state)
    .map((segment) => ({ segment, content: last.slice(segment.start, segment.end) }))
    .filter(({ content }) => /\p{Script=Han}/u.test(content))
    .map(({ segment, content }) => `${label(segment)} ${content.trim()}`);
}
