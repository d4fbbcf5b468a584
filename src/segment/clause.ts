import { isAsciiWord, isSpace, skipSpace, trimEnd } from "./chars.js";
import { afterListMarker, headingContent } from "./line-shape.js";

/** Offsets of a stretch of one line, white space at its ends excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Ends a clause by itself: 。！？；，、： */
function isWideMark(unit: number): boolean {
  return (
    unit === 0x3002 ||
    unit === 0x3001 ||
    unit === 0xff0c ||
    unit === 0xff1b ||
    unit === 0xff01 ||
    unit === 0xff1f ||
    unit === 0xff1a
  );
}

/** Ends a clause when white space follows: `. ! ? ; , :` */
function isNarrowMark(unit: number): boolean {
  return unit === 0x2e || unit === 0x2c || unit === 0x21 || unit === 0x3f || unit === 0x3b || unit === 0x3a;
}

function isBracket(unit: number): boolean {
  return (
    unit === 0x28 ||
    unit === 0x29 ||
    unit === 0x5b ||
    unit === 0x5d ||
    unit === 0x7b ||
    unit === 0x7d ||
    unit === 0xff08 ||
    unit === 0xff09 ||
    unit === 0xff3b ||
    unit === 0xff3d ||
    (unit >= 0x3010 && unit <= 0x3011) ||
    (unit >= 0x3014 && unit <= 0x3017)
  );
}

/** A mark that bounds a clause from both sides and belongs to none. */
function bounds(line: string, at: number): boolean {
  const unit = line.charCodeAt(at);
  if (unit === 0x09 || unit === 0x0a || unit === 0x0d || isBracket(unit) || isWideMark(unit)) return true;
  const next = line.charCodeAt(at + 1);
  const free = at + 1 >= line.length || isSpace(next);
  // `10:30` and `http://` are no clause ends; `done:好` is one.
  if (unit === 0x3a) return free || !(isAsciiWord(next) || next === 0x2f);
  if (isNarrowMark(unit)) return free;
  if (unit === 0x2014 || unit === 0x2013 || unit === 0x7c)
    return free && (at === 0 || isSpace(line.charCodeAt(at - 1)));
  return false;
}

function endsSentence(line: string, at: number): boolean {
  const unit = line.charCodeAt(at);
  if (unit === 0x0a || unit === 0x0d || unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) return true;
  if (unit !== 0x2e && unit !== 0x21 && unit !== 0x3f) return false;
  return at + 1 >= line.length || isSpace(line.charCodeAt(at + 1));
}

/** Offset after white space, block quotation marks, one list marker and heading marks at the start of a line. */
function textStart(line: string): number {
  let i = skipSpace(line, 0, line.length);
  while (line.charCodeAt(i) === 0x3e) i = skipSpace(line, i + 1, line.length);
  i = afterListMarker(line, i, line.length);
  const heading = headingContent(line, i);
  return heading === -1 ? i : heading;
}

function spanAt(line: string, offset: number, isBound: (line: string, at: number) => boolean): Span {
  const at = Math.max(0, Math.min(Math.trunc(offset) || 0, line.length));
  let start = at;
  while (start > 0 && !isBound(line, start - 1)) start--;
  let end = at;
  while (end < line.length && !isBound(line, end)) end++;
  const text = textStart(line);
  if (start < text && at >= text) start = Math.min(text, end);
  start = skipSpace(line, start, end);
  return { start, end: trimEnd(line, start, end) };
}

/**
 * The clause around an offset, without the marks that bound it: `. ! ? ; ,` and `:` before white space or the line
 * end (`:` also before anything that is not an ASCII word or a slash), 。！？；，、：, a dash or a bar between spaces,
 * tabs, brackets, list markers and heading marks. An offset on a mark belongs to the clause that ends there.
 */
export function clauseAt(line: string, offset: number): Span {
  return spanAt(line, offset, bounds);
}

/** The sentence around an offset: bounded by `. ! ?` before white space or the line end, and by 。！？ alone. */
export function sentenceAt(line: string, offset: number): Span {
  return spanAt(line, offset, endsSentence);
}

/**
 * The first offset at or after `from` that stands right after a clause-final mark: one of `. ! ? ; , :` that white
 * space follows (the white space must be there already), or one of 。！？；，、： whatever follows. -1 when there is
 * none yet. What follows later never changes an offset once found, so that a stream stops at the same places
 * however it is cut.
 */
export function clauseEnds(line: string, from: number): number {
  const start = Math.max(1, Math.trunc(from) || 0);
  for (let i = start; i <= line.length; i++) {
    const unit = line.charCodeAt(i - 1);
    if (isWideMark(unit)) return i;
    if (isNarrowMark(unit) && i < line.length && isSpace(line.charCodeAt(i))) return i;
  }
  return -1;
}
