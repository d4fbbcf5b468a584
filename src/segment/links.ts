import type { Canvas } from "./canvas.js";
import { isAsciiLetter, isAsciiWord, isSpace, isWord } from "./chars.js";
import { pathIn } from "./path-text.js";

const COLON = 0x3a;
const SLASH = 0x2f;

/** Paints URLs, e-mail addresses, file paths and Markdown link targets over the cells that hold `base`. */
export function paintLinks(canvas: Canvas, line: string, start: number, end: number, base: number): void {
  let link = 0;
  const paint = (from: number, to: number): void => {
    if (link === 0) link = canvas.add({ kind: "link" });
    canvas.replace(from, to, base, link);
  };
  let i = start;
  while (i < end) {
    if (canvas.at(i) !== base || isTokenEnd(line, i, i)) {
      const found = canvas.at(i) === base ? linkAfterMark(line, i, start, end) : null;
      if (found) paint(found.start, found.end);
      i = found ? Math.max(found.end, i + 1) : i + 1;
      continue;
    }
    const stop = tokenEnd(line, i, end);
    i = Math.max(stop, paintToken(line, i, stop, end, paint));
  }
}

/** URLs (`scheme://`, the scheme lies to the left of the mark) and Markdown targets (`](…)`). */
function linkAfterMark(
  line: string,
  at: number,
  start: number,
  end: number,
): { start: number; end: number } | null {
  const unit = line.charCodeAt(at);
  if (unit === COLON && line.charCodeAt(at + 1) === SLASH && line.charCodeAt(at + 2) === SLASH) {
    let scheme = at;
    while (scheme > start && at - scheme < 16 && isAsciiLetter(line.charCodeAt(scheme - 1))) scheme--;
    return scheme < at ? { start: scheme, end: urlEnd(line, at + 3, end) } : null;
  }
  if (unit === 0x5d && line.charCodeAt(at + 1) === 0x28) return targetAt(line, at + 2, end);
  return null;
}

function targetAt(line: string, from: number, end: number): { start: number; end: number } | null {
  let depth = 0;
  for (let i = from; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (unit === 0x28) depth++;
    else if (unit === 0x29 && depth-- === 0) return { start: from, end: i };
    else if (isSpace(unit)) return "\"'".includes(line.charAt(i + 1)) ? { start: from, end: i } : null;
    // A further bracket ends the search, which keeps many unclosed targets on one line linear.
    else if (unit === 0x5b || unit === 0x5d) return null;
  }
  return null;
}

/** End of a URL's text. Words of other scripts belong to it (an IRI) unless glued to a Latin letter. */
function urlEnd(line: string, from: number, end: number): number {
  let i = from;
  let depth = 0;
  for (; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (isSpace(unit) || unit === 0x22 || unit === 0x3c || unit === 0x3e || unit === 0x60) break;
    if (unit === 0x28) depth++;
    else if (unit === 0x29 && depth-- === 0) break;
    else if (unit === 0x5d || unit === 0x7d || unit === 0x7c) break;
    else if (unit >= 0x80 && (!isWord(unit) || isAsciiLetter(line.charCodeAt(i - 1)))) break;
  }
  while (i > from && ".,;:!?'*_".includes(line.charAt(i - 1))) i--;
  return i;
}

function isTokenEnd(line: string, at: number, tokenStart: number): boolean {
  const unit = line.charCodeAt(at);
  if (unit >= 0x80) return !isWord(unit);
  if (isSpace(unit)) return true;
  if (unit === COLON) {
    const next = line.charCodeAt(at + 1);
    const drive = at === tokenStart + 1 && isAsciiLetter(line.charCodeAt(tokenStart));
    return !(drive && (next === 0x5c || (next === SLASH && line.charCodeAt(at + 2) !== SLASH)));
  }
  return "\"'`()[]{}<>|,;=*".includes(String.fromCharCode(unit));
}

function tokenEnd(line: string, start: number, end: number): number {
  let i = start + 1;
  while (i < end && !isTokenEnd(line, i, start)) i++;
  return i;
}

/** Paints what of a token is a link; returns where that ends. */
function paintToken(
  line: string,
  start: number,
  stop: number,
  limit: number,
  paint: (from: number, to: number) => void,
): number {
  let end = stop;
  while (end > start && ".!?".includes(line.charAt(end - 1))) end--;
  if (end - start < 3) return stop;
  const found = mailIn(line, start, end) ?? pathIn(line, start, end);
  if (line.startsWith("www.", start)) return paintTo(paint, start, urlEnd(line, start + 4, limit));
  if (!found) return stop;
  // A path with a query (`/search?q=…`) ends as a URL does.
  const query = line.charCodeAt(start) === SLASH ? line.slice(start, end).indexOf("?") : -1;
  return paintTo(paint, found.start, query === -1 ? found.end : urlEnd(line, start + query, limit));
}

function paintTo(paint: (from: number, to: number) => void, from: number, to: number): number {
  paint(from, to);
  return to;
}

function mailIn(line: string, start: number, end: number): { start: number; end: number } | null {
  let at = start;
  while (at < end && line.charCodeAt(at) !== 0x40) at++;
  if (at === end) return null;
  let from = at;
  while (from > start && isMailUnit(line.charCodeAt(from - 1))) from--;
  let to = at + 1;
  let dot = false;
  while (to < end && isMailUnit(line.charCodeAt(to))) dot = line.charCodeAt(to++) === 0x2e || dot;
  return from < at && dot ? { start: from, end: to } : null;
}

function isMailUnit(unit: number): boolean {
  return isAsciiWord(unit) || unit === 0x2e || unit === 0x2d || unit === 0x2b;
}
