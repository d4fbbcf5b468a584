import { countScripts } from "../identify/index.js";
import type { Segment } from "../model/segment.js";
import { sentenceAt } from "../segment/index.js";

/** What is said in words: prose and headings outside fences. */
export const isProse = ({ kind, fence }: Segment): boolean =>
  (kind === "prose" || kind === "heading") && fence === undefined;

/** Letters of a second script that make it worth looking at the sentences of a line one by one. */
const SECOND_SCRIPT = 12;

/** The parts of a line that are verified: the line, or its sentences where it holds more than one script. */
export function unitsOf(line: string, from: number, to: number): readonly { start: number; end: number }[] {
  const counts = Object.entries(countScripts(line.slice(from, to)));
  const scripts = counts.filter(
    ([script, n]) => script !== "none" && script !== "Hani" && n >= SECOND_SCRIPT,
  );
  if (scripts.length < 2) return [{ start: from, end: to }];
  const units: { start: number; end: number }[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(to, Math.max(at + 1, sentenceAt(line, at).end));
    const start = at + line.slice(at, end).search(/\S|$/);
    if (start < end) units.push({ start, end });
    at = end;
  }
  return units;
}

/** The prose of a stretch of a line: code, quotations and links set aside. */
export function proseOf(line: string, own: readonly Segment[], from: number, to: number): string {
  return own
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end }) => line.slice(Math.max(start, from), Math.min(end, to)))
    .join(" ");
}
