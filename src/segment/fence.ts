import type { Fence } from "./block-state.js";
import { isSpace, skipRun, skipSpace, trimEnd } from "./chars.js";
import { syntaxOfInfo } from "./syntax.js";

/** Offset after the `>` marks of a block quotation and the white space around them; `from` when there are none. */
export function afterQuoteMarks(line: string, from: number): number {
  let content = from;
  for (let i = skipSpace(line, from, line.length); line.charCodeAt(i) === 0x3e; ) {
    content = i + 1;
    if (isSpace(line.charCodeAt(content))) content++;
    i = skipSpace(line, content, line.length);
  }
  return content;
}

/**
 * The fence that this line opens, or null. More than three spaces of indentation are allowed, against CommonMark,
 * because models indent fences under list items freely.
 */
export function openingFence(line: string): Fence | null {
  let first = skipSpace(line, 0, line.length);
  const quoted = line.charCodeAt(first) === 0x3e;
  const container = quoted ? afterQuoteMarks(line, first) : 0;
  if (quoted) first = skipSpace(line, container, line.length);
  const unit = line.charCodeAt(first);
  if (unit !== 0x60 && unit !== 0x7e) return null;
  const stop = skipRun(line, first, line.length, unit);
  if (stop - first < 3) return null;
  const start = skipSpace(line, stop, line.length);
  const info = line.slice(start, trimEnd(line, start, line.length));
  if (unit === 0x60 && info.includes("`")) return null;
  const mark = unit === 0x60 ? "`" : "~";
  return { info, mark, length: stop - first, quoted, indent: first - container, syntax: syntaxOfInfo(info) };
}

/**
 * What a line means to the fence before it: `inside` it, its `close`, or `outside`, when the block quotation that
 * holds the fence has ended.
 */
export function placeInFence(line: string, fence: Fence): "inside" | "close" | "outside" {
  let first = skipSpace(line, 0, line.length);
  if (fence.quoted) {
    if (line.charCodeAt(first) !== 0x3e) return "outside";
    first = skipSpace(line, afterQuoteMarks(line, first), line.length);
  }
  const unit = fence.mark.charCodeAt(0);
  if (line.charCodeAt(first) !== unit) return "inside";
  const stop = skipRun(line, first, line.length, unit);
  return stop - first >= fence.length && skipSpace(line, stop, line.length) === line.length
    ? "close"
    : "inside";
}

/** Where the content of a line inside a fence starts: after the quotation marks and the fence's own indentation. */
export function contentStart(line: string, fence: Fence): number {
  const start = fence.quoted ? afterQuoteMarks(line, 0) : 0;
  return Math.min(skipSpace(line, start, line.length), start + fence.indent);
}
