import type { Canvas } from "./canvas.js";
import { skipRun } from "./chars.js";
import { isWholeLink } from "./path-text.js";

const TICK = 0x60;

/** A delimiter that opened and did not close: where its content starts, and the delimiter. */
export interface Unclosed {
  readonly start: number;
  readonly open: string;
}

/**
 * Paints Markdown code spans (CommonMark 6.1: a run of backticks closes at the next run of the same length).
 * A span that holds only a path or URL is a link. Returns the first run that does not close.
 */
export function paintCodeSpans(canvas: Canvas, line: string, start: number, end: number): Unclosed | null {
  let unclosed: Unclosed | null = null;
  let failed: Set<number> | null = null;
  let i = line.indexOf("`", start);
  while (i !== -1 && i < end) {
    const content = skipRun(line, i, end, TICK);
    const length = content - i;
    const escaped = i > start && line.charCodeAt(i - 1) === 0x5c;
    const close = escaped || failed?.has(length) ? -1 : findRun(line, content, end, length);
    if (close === -1) {
      if (!escaped) {
        // A length that found no partner finds none further right: remembering it keeps the scan linear.
        failed ??= new Set();
        failed.add(length);
        unclosed ??= { start: content, open: line.slice(i, content) };
      }
      i = line.indexOf("`", content);
      continue;
    }
    const kind = isWholeLink(line, content, close) ? "link" : "inline-code";
    const region = kind === "link" ? { kind } : { kind, open: line.slice(i, content), closed: true };
    canvas.paint(i, close + length, 0);
    canvas.paint(content, close, canvas.add(region as { kind: "inline-code" }));
    i = line.indexOf("`", close + length);
  }
  return unclosed;
}

function findRun(line: string, from: number, end: number, length: number): number {
  let i = line.indexOf("`", from);
  while (i !== -1 && i < end) {
    const after = skipRun(line, i, end, TICK);
    if (after - i === length) return i;
    i = line.indexOf("`", after);
  }
  return -1;
}
