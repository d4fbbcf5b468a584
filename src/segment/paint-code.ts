import { type BlockState, INITIAL_STATE, type OpenBlock } from "./block-state.js";
import type { Canvas, Region } from "./canvas.js";
import { isAsciiLetter, isWord, skipSpace, trimEnd } from "./chars.js";
import { blockEnd, CodeScanner, type CodeSink, type ScanMode } from "./code-scanner.js";
import { paintText } from "./inline-text.js";
import { isWholeLink } from "./path-text.js";
import type { Syntax } from "./syntax.js";

/** Paints one string: a link when it holds only a path or URL, else text with what is quoted in it. */
export function paintString(
  canvas: Canvas,
  line: string,
  start: number,
  end: number,
  closed: boolean,
  open: string | undefined,
  datum?: "key" | "value",
): void {
  if (closed && isWholeLink(line, start, end)) {
    canvas.paint(start, end, canvas.add({ kind: "link" }));
    return;
  }
  const delimiters = open === undefined ? {} : { open, closed };
  paintText(canvas, line, start, end, { kind: "string", ...delimiters, ...(datum ? { datum } : {}) });
}

/** Paints a line of code, its comments, strings and the text between tags, from `start` to the line end. */
export function paintCode(
  canvas: Canvas,
  line: string,
  start: number,
  syntax: Syntax,
  mode: ScanMode = "code",
  base: Region = { kind: "code" },
): void {
  const code = canvas.add(base);
  canvas.paint(start, line.length, code);
  const values = syntax.family === "code" && !syntax.escapes ? sqlValues(line, start) : -1;
  const sink: CodeSink = {
    comment(from, content, end, to) {
      canvas.paint(from, to, 0);
      paintText(canvas, line, content, end, { kind: "comment" });
    },
    string(from, content, end, to, closed) {
      canvas.paint(from, to, 0);
      const open = line.slice(from, content);
      const datum = values !== -1 && from >= values ? "value" : undefined;
      paintString(canvas, line, content, end, closed, open, datum);
    },
    regex(from, to) {
      canvas.paint(from, to, code);
    },
    text(from, to) {
      const content = skipSpace(line, from, to);
      const end = trimEnd(line, content, to);
      if (!hasWord(line, content, end)) return;
      const datum = syntax.data === "value" ? "value" : undefined;
      paintString(canvas, line, content, end, true, undefined, datum);
    },
  };
  new CodeScanner(line, start, syntax, sink, mode).run();
}

/** Paints the part of a line that belongs to a comment or string opened on an earlier line; returns where it ends. */
export function paintOpenBlock(canvas: Canvas, line: string, start: number, open: OpenBlock): number {
  const close = blockEnd(line, start, open);
  const end = close === -1 ? line.length : close;
  const region: Region =
    open.kind === "comment"
      ? { kind: "comment" }
      : { kind: "string", open: open.close, closed: close !== -1 };
  paintText(canvas, line, start, end, region);
  return close === -1 ? end : Math.min(line.length, close + open.close.length);
}

/** Where a line of markup or JSX starts, given the lines before it. */
export function markupMode(line: string, start: number, state: BlockState = INITIAL_STATE): ScanMode {
  const { syntax, markup } = state;
  if (markup === "tag") return "tag";
  if (syntax.family === "markup") return "text";
  if (!syntax.tags || markup !== "text") return "code";
  const first = line.charCodeAt(skipSpace(line, start, line.length));
  return first === 0x3c || first === 0x7b || isAsciiLetter(first) || isWord(first) ? "text" : "code";
}

function hasWord(line: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (isWord(line.charCodeAt(i))) return true;
  return false;
}

/** Where the tuples of an SQL `INSERT … VALUES` start on this line; -1 when there are none. */
function sqlValues(line: string, start: number): number {
  const first = skipSpace(line, start, line.length);
  if (line.charCodeAt(first) === 0x28) return first;
  if (!/^(?:insert|replace|values)\b/i.test(line.slice(first, first + 8))) return -1;
  const values = line.slice(0, 4096).search(/\bvalues\b/i);
  return values === -1 ? -1 : values;
}
