import { isAsciiLetter, isAsciiWord, isDigit, isSpace, skipRun, skipSpace, trimEnd } from "./chars.js";

/** Offset after a key (identifier, dotted or dashed) that starts at `from`; `from` when none does. */
export function keyEnd(line: string, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const unit = line.charCodeAt(i);
    if (!isAsciiWord(unit) && !(i > from && (unit === 0x2d || unit === 0x2e))) break;
    i++;
  }
  return i;
}

/** Offset after the quoted text that starts at `from`; -1 when none starts or ends here. */
export function quotedEnd(line: string, from: number, end: number): number {
  const unit = line.charCodeAt(from);
  if (unit !== 0x22 && unit !== 0x27) return -1;
  for (let i = from + 1; i < end; i++) {
    const here = line.charCodeAt(i);
    if (here === 0x5c) i++;
    else if (here === unit) return i + 1;
  }
  return -1;
}

/** What may follow a value in JSON or an object literal: a comma, closing brackets, nothing else. */
function onlyClosers(line: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (!isSpace(unit) && unit !== 0x2c && unit !== 0x5d && unit !== 0x7d && unit !== 0x3b) return false;
  }
  return true;
}

/**
 * True for a line of JSON or of an object literal with quoted keys, also when it breaks off: a quoted key and a
 * colon, then a JSON value (not a sentence). An opening bracket may stand in front.
 */
export function isJsonLine(line: string, start: number): boolean {
  const end = trimEnd(line, start, line.length);
  let i = start;
  while (i < end && (isSpace(line.charCodeAt(i)) || "{[,".includes(line.charAt(i)))) i++;
  const key = quotedEnd(line, i, end);
  if (key === -1) return false;
  const colon = skipSpace(line, key, end);
  if (line.charCodeAt(colon) !== 0x3a) return false;
  const value = skipSpace(line, colon + 1, end);
  if (value === end) return true;
  const unit = line.charCodeAt(value);
  if (unit === 0x22 || unit === 0x27) {
    const close = quotedEnd(line, value, end);
    if (close === -1) return true;
    const after = skipSpace(line, close, end);
    return (
      onlyClosers(line, after, end) ||
      (line.charCodeAt(after) === 0x2c && '"{['.includes(nextMark(line, after + 1, end)))
    );
  }
  if (unit === 0x7b || unit === 0x5b) return true;
  return /^(?:-?\d[\d.eE+-]*|true|false|null|True|False|None)\s*(?:[,\]}]|$)/.test(
    line.slice(value, value + 40),
  );
}

function nextMark(line: string, from: number, end: number): string {
  return line.charAt(skipSpace(line, from, end)) || "x";
}

/** Labels that stand before a sentence: commit types (conventionalcommits.org) and log levels. */
const LABELS: ReadonlySet<string> = new Set(
  (
    "feat fix docs style refactor perf test tests build ci chore revert wip merge error errors warning warn info debug " +
    "trace fatal note notes todo fixme hint tip ps re http https file mailto question answer user assistant system"
  ).split(" "),
);

/** The shape of a bare `key: value` (YAML without a sign that it is YAML), or null. */
export interface BareKey {
  readonly key: number;
  readonly keyEnd: number;
  /** First unit of the value; the line end when there is none. */
  readonly value: number;
}

/**
 * A lower-case identifier, a colon and white space. Labels of sentences (`fix: …`, `note: …`, `Title: …`) are none:
 * keys of data start in lower case by convention, labels of prose with a capital or are one of a few words.
 */
export function bareKey(line: string, start: number): BareKey | null {
  const end = line.length;
  let key = skipSpace(line, start, end);
  if (line.charCodeAt(key) === 0x2d && line.charCodeAt(key + 1) === 0x20) key = skipSpace(line, key + 1, end);
  const first = line.charCodeAt(key);
  if (!((first >= 0x61 && first <= 0x7a) || first === 0x5f)) return null;
  const stop = keyEnd(line, key, Math.min(end, key + 64));
  if (line.charCodeAt(stop) !== 0x3a) return null;
  if (stop + 1 < end && !isSpace(line.charCodeAt(stop + 1))) return null;
  if (LABELS.has(line.slice(key, stop))) return null;
  return { key, keyEnd: stop, value: skipSpace(line, stop + 1, end) };
}

/** A bare key whose value is one quoted text and nothing else (`description: "…"`), also when it breaks off. */
export function isQuotedPair(line: string, pair: BareKey): boolean {
  const end = trimEnd(line, pair.value, line.length);
  if (pair.value >= end || line.charCodeAt(pair.value) !== 0x22) return false;
  const close = quotedEnd(line, pair.value, end);
  return close === -1 || onlyClosers(line, close, end);
}

/** A line that YAML could hold: blank, comment, list item, `key:`, or indented. */
export function looksYaml(line: string): boolean {
  const first = skipSpace(line, 0, line.length);
  if (first === line.length || first > 0) return true;
  const unit = line.charCodeAt(0);
  if (unit === 0x23 || (unit === 0x2d && isSpace(line.charCodeAt(1)))) return true;
  const quoted = quotedEnd(line, 0, Math.min(line.length, 200));
  const stop = quoted === -1 ? keyEnd(line, 0, Math.min(line.length, 64)) : quoted;
  if (stop === 0 || line.charCodeAt(stop) !== 0x3a) return false;
  return stop + 1 === line.length || isSpace(line.charCodeAt(stop + 1));
}

/** Offset after a list marker (`- `, `* `, `+ `, `1. `, `2) `) and its white space; `from` when there is none. */
export function afterListMarker(line: string, from: number, end: number): number {
  let i = from;
  if ("-*+•".includes(line.charAt(i)) && i < end) i++;
  else {
    while (i < end && i - from < 9 && isDigit(line.charCodeAt(i))) i++;
    if (i === from || (line.charCodeAt(i) !== 0x2e && line.charCodeAt(i) !== 0x29)) return from;
    i++;
  }
  return i < end && isSpace(line.charCodeAt(i)) ? skipSpace(line, i, end) : from;
}

/** Content of an ATX heading (CommonMark 4.2); -1 when the line is none. */
export function headingContent(line: string, from: number): number {
  const stop = skipRun(line, from, line.length, 0x23);
  if (stop === from || stop - from > 6) return -1;
  if (stop < line.length && !isSpace(line.charCodeAt(stop))) return -1;
  return skipSpace(line, stop, line.length);
}

/** `# --- title ---`: a rule after the mark makes it a comment that divides code, not a heading. */
export function isRuledComment(line: string, from: number): boolean {
  const stop = skipRun(line, from, line.length, 0x23);
  const rule = skipSpace(line, stop, line.length);
  const unit = line.charCodeAt(rule);
  if (stop === from || !(unit === 0x2d || unit === 0x3d || unit === 0x2a || unit === 0x7e || unit === 0x23))
    return false;
  return skipRun(line, rule, line.length, unit) - rule >= 3;
}

/** The start of a BibTeX entry: `@book{key,`. */
export function isBibEntry(line: string, from: number): boolean {
  if (line.charCodeAt(from) !== 0x40) return false;
  let i = from + 1;
  while (i - from < 24 && isAsciiLetter(line.charCodeAt(i))) i++;
  const brace = skipSpace(line, i, Math.min(line.length, i + 4));
  if (i === from + 1 || line.charCodeAt(brace) !== 0x7b) return false;
  const key = skipSpace(line, brace + 1, line.length);
  let stop = key;
  while (stop < line.length && !isSpace(line.charCodeAt(stop)) && !'{}(),="'.includes(line.charAt(stop)))
    stop++;
  return stop > key && (stop === line.length || line.charCodeAt(stop) === 0x2c);
}
