import type { Canvas } from "./canvas.js";
import { trimEnd } from "./chars.js";
import { paintText } from "./inline-text.js";
import { paintString } from "./paint-code.js";

/** The structure around keys and values. */
export const DATA = { kind: "data" } as const;

/** Where the double- or single-quoted text that starts at `from` ends; the limit when it does not close. */
export function closeOf(
  line: string,
  from: number,
  limit: number,
): { end: number; to: number; closed: boolean } {
  const unit = line.charCodeAt(from);
  for (let i = from + 1; i < limit; i++) {
    const here = line.charCodeAt(i);
    if (here === 0x5c) i++;
    else if (here === unit) return { end: i, to: i + 1, closed: true };
  }
  return { end: limit, to: limit, closed: false };
}

/** Paints a quoted key or value and erases its marks; returns the offset after it. */
export function paintQuoted(
  canvas: Canvas,
  line: string,
  from: number,
  limit: number,
  datum: "key" | "value",
): number {
  const { end, to, closed } = closeOf(line, from, limit);
  canvas.paint(from, to, 0);
  paintString(canvas, line, from + 1, end, closed, line.charAt(from), datum);
  return to;
}

/** Paints text without delimiters that is a key or a value. */
export function paintPlain(
  canvas: Canvas,
  line: string,
  start: number,
  end: number,
  datum: "key" | "value",
): void {
  const stop = trimEnd(line, start, end);
  if (start < stop) paintString(canvas, line, start, stop, true, undefined, datum);
}

/** Paints the rest of the line as a comment after `marks` units of comment mark. */
export function paintComment(canvas: Canvas, line: string, from: number, marks: number): void {
  canvas.paint(from, from + marks, 0);
  paintText(canvas, line, from + marks, line.length, { kind: "comment" });
}
