import { type BlockState, INITIAL_STATE } from "./block-state.js";
import type { Canvas } from "./canvas.js";
import { isSpace, skipSpace, trimEnd } from "./chars.js";
import { looksLikeCode } from "./code-shape.js";
import { afterQuoteMarks } from "./fence.js";
import { paintText } from "./inline-text.js";
import {
  afterListMarker,
  bareKey,
  headingContent,
  isBibEntry,
  isJsonLine,
  isQuotedPair,
  isRuledComment,
} from "./line-shape.js";
import { markupKind } from "./markup-shape.js";
import { paintBibtex } from "./paint-bibtex.js";
import { paintCode } from "./paint-code.js";
import { paintPo } from "./paint-entries.js";
import { paintJson } from "./paint-json.js";
import { paintYaml } from "./paint-yaml.js";
import { SOME_CODE, type Syntax, syntaxOfName } from "./syntax.js";

const PROSE = { kind: "prose" } as const;
const HEADING = { kind: "heading" } as const;

/** Paints a line of Markdown, plain text or text of unknown kind from `start`. */
export function paintMarkdown(canvas: Canvas, line: string, start: number, state: BlockState): void {
  const content = afterQuoteMarks(line, start);
  const first = skipSpace(line, content, line.length);
  if (first === line.length) return;
  if (state.indented && isIndented(line, content, first)) {
    paintCode(canvas, line, content, SOME_CODE);
    return;
  }
  if (state.syntax.family === "unknown" ? isHash(line, first) : isRuledComment(line, first)) {
    paintCode(canvas, line, first, SOME_CODE);
    return;
  }
  const heading = headingContent(line, first);
  if (heading !== -1) {
    paintText(canvas, line, heading, line.length, HEADING);
    return;
  }
  if (isTableRow(line, first, state)) {
    paintRow(canvas, line, first);
    return;
  }
  const body = afterListMarker(line, first, line.length);
  if (paintStructure(canvas, line, first, body, state)) return;
  const bold = boldContent(line, first);
  if (bold) {
    paintText(canvas, line, bold.start, bold.end, HEADING);
    return;
  }
  paintText(canvas, line, content, line.length, PROSE);
}

/** Data, comments, code and markup that stand in text without a fence. */
function paintStructure(
  canvas: Canvas,
  line: string,
  first: number,
  body: number,
  state: BlockState,
): boolean {
  if (isJsonLine(line, body)) paintJson(canvas, line, first);
  else if (/^msg(?:id|str|ctxt)\b/.test(line.slice(first, first + 8)) && line.includes('"'))
    paintPo(canvas, line, first);
  else if (isBibEntry(line, first)) paintBibtex(canvas, line, first);
  else if (startsComment(line, first)) paintCode(canvas, line, first, SOME_CODE);
  else {
    const pair = bareKey(line, first);
    // Two lines of one shape before this one are the sign that says YAML.
    if (pair && (state.keys >= 2 || isQuotedPair(line, pair))) paintYaml(canvas, line, first);
    else if (looksLikeCode(line, body, state.syntax.family === "unknown" ? 1 : 2))
      paintCode(canvas, line, first, shellOr(line, body));
    else return paintMarkup(canvas, line, first);
  }
  return true;
}

/** Shell lines have comments and strings of their own; every other statement is read with the common ones. */
function shellOr(line: string, body: number): Syntax {
  const sql = /^(?:insert|select|update|delete|create|alter)\b/i.test(line.slice(body, body + 8));
  return (sql && syntaxOfName("sql")) || SOME_CODE;
}

function paintMarkup(canvas: Canvas, line: string, first: number): boolean {
  const kind = markupKind(line, first);
  if (kind === null) return false;
  const syntax = syntaxOfName(kind === "data" ? "xml" : "html") ?? SOME_CODE;
  paintCode(canvas, line, first, syntax, "text", { kind: kind === "data" ? "data" : "code" });
  return true;
}

/** `//`, `/*`, `<!--` and triple quotes at the start of a line are comments whatever stands around them. */
function startsComment(line: string, first: number): boolean {
  const mark = line.slice(first, first + 4);
  if (mark.startsWith("//"))
    return mark.length > 2 && (isSpace(mark.charCodeAt(2)) || "/!".includes(mark.charAt(2)));
  return mark.startsWith("/*") || mark === "<!--" || mark.startsWith('"""') || mark.startsWith("'''");
}

function isHash(line: string, first: number): boolean {
  return line.charCodeAt(first) === 0x23;
}

function isIndented(line: string, from: number, first: number): boolean {
  return first - from >= 4 || line.charCodeAt(from) === 0x09;
}

/** A row starts with a bar and holds another one, or follows a row. */
function isTableRow(line: string, first: number, state: BlockState): boolean {
  const bar = line.charCodeAt(first) === 0x7c;
  return (bar && line.indexOf("|", first + 1) !== -1) || (state.table && line.includes("|", first));
}

function paintRow(canvas: Canvas, line: string, first: number): void {
  const cells = canvas.add(PROSE);
  canvas.paint(first, line.length, cells);
  paintText(canvas, line, first, line.length, PROSE);
  for (let i = line.indexOf("|", first); i !== -1; i = line.indexOf("|", i + 1)) {
    if (line.charCodeAt(i - 1) !== 0x5c) canvas.paint(i, i + 1, 0);
  }
}

/** The text of a line that is bold as a whole (`**…**`, a colon may follow); null for any other. */
function boldContent(line: string, first: number): { start: number; end: number } | null {
  const mark = line.slice(first, first + 2);
  if (mark !== "**" && mark !== "__") return null;
  let end = trimEnd(line, first, line.length);
  if (":：".includes(line.charAt(end - 1))) end--;
  const close = line.indexOf(mark, first + 2);
  return close === end - 2 && close > first + 2 ? { start: first + 2, end: close } : null;
}

/** True when the line is table row or rule in Markdown, for the lines after it. */
export function isRow(line: string, first: number): boolean {
  return isTableRow(line, first, INITIAL_STATE);
}
