import type { Segment } from "../model/segment.js";
import type { BlockState } from "./block-state.js";
import { isSpace, isWord } from "./chars.js";
import { pairQuotes } from "./quotes.js";
import { segmentLine } from "./segment-line.js";

const CLOSERS: Readonly<Record<string, string>> = { ")": "(", "]": "[", "】": "【", "）": "（" };
const OPENERS = "([【（";

/**
 * True when `offset` lies inside a quotation, code span, string or bracket that the line, perhaps the prefix of one
 * still being written, has opened and not closed: whoever judges the text there should wait for the closing mark or
 * the line end. Round and square brackets count in text only, since in code they stay open as a matter of course;
 * a straight single quote counts where it cannot be an apostrophe.
 */
export function openDelimiter(line: string, state: BlockState, offset: number): boolean {
  const segments = segmentLine(line, state);
  const segment = segmentAt(segments, offset);
  if (!segment) return false;
  if (segment.closed === false) return true;
  if (segment.kind === "code" || segment.kind === "data") return false;
  const lastClosed = segment.closed === true ? segment : null;
  return (
    openBracketBefore(line, segments, offset) ||
    (lastClosed === null && openSingleQuote(line, segment, offset))
  );
}

/** The segment that holds the offset, or that ends there. */
function segmentAt(segments: readonly Segment[], offset: number): Segment | null {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle]!;
    if (offset < segment.start) high = middle - 1;
    else if (offset >= segment.end) low = middle + 1;
    else return segment;
  }
  const before = segments[high];
  return before && before.end === offset ? before : null;
}

function openBracketBefore(line: string, segments: readonly Segment[], offset: number): boolean {
  const stack: { mark: string; at: number }[] = [];
  for (const segment of segments) {
    if (segment.kind === "code" || segment.kind === "inline-code" || segment.kind === "link") continue;
    for (let i = segment.start; i < segment.end; i++) {
      const mark = line.charAt(i);
      const opener = CLOSERS[mark];
      if (opener !== undefined) {
        if (stack.at(-1)?.mark === opener) stack.pop();
      } else if (OPENERS.includes(mark) && !isSmile(line, i)) stack.push({ mark, at: i });
    }
  }
  const first = stack[0];
  return first !== undefined && first.at < offset;
}

/** `:(` and `:-(` open nothing. */
function isSmile(line: string, at: number): boolean {
  const before = line.charAt(at - 1);
  return ":;".includes(before || "x") || (before === "-" && ":;".includes(line.charAt(at - 2) || "x"));
}

function openSingleQuote(line: string, segment: Segment, offset: number): boolean {
  if (segment.kind !== "prose" && segment.kind !== "heading" && segment.kind !== "comment") return false;
  const { unclosed } = pairQuotes(line, segment.start, segment.end, (i) => line.charCodeAt(i) === 0x27);
  return unclosed.some(({ at }) => {
    const before = line.charCodeAt(at - 1);
    return at < offset && !isWord(before) && (Number.isNaN(before) || isSpace(before) || before < 0x80);
  });
}
