import { createOffsetMap, type OffsetMap } from "./offset-map.js";

/** A line as a terminal shows it, and the way back to the raw line. */
export interface ShownLine {
  readonly text: string;
  readonly map: OffsetMap;
}

const ESC = 0x1b;
const BEL = 0x07;
/** What follows ESC at the start of a control string; `k` is the window title of screen and tmux. */
const STRINGS = "]PX^_k";

/** Whether a text holds anything that {@link showLine} takes out. Four searches for one character beat one for a class. */
export function hasControl(text: string): boolean {
  return text.includes("\u001b") || text.includes("\r") || text.includes("\u009b") || text.includes("\u009d");
}

/**
 * Removes terminal escape sequences (CSI, OSC and other strings, two-character ones) and what a bare carriage return
 * overwrites: of a redrawn line only the text after its last return counts. Null when there is nothing to remove.
 */
export function showLine(raw: string): ShownLine | null {
  if (!hasControl(raw)) return null;
  const map = createOffsetMap();
  const search: StringSearch = { exhausted: false };
  let text = "";
  let copied = lineStart(raw);
  map.add(0, copied);
  let at = copied;
  while (at < raw.length) {
    const end = sequenceEnd(raw, at, search);
    if (end === at) {
      at += 1;
      continue;
    }
    text += raw.slice(copied, at);
    copied = end;
    at = end;
    map.add(text.length, copied);
  }
  return { text: text + raw.slice(copied), map: map.build() };
}

/** Right after the last carriage return that is followed by something other than carriage returns. */
function lineStart(raw: string): number {
  let end = raw.length;
  while (end > 0 && raw.charCodeAt(end - 1) === 0x0d) end -= 1;
  return end === 0 ? 0 : raw.lastIndexOf("\r", end - 1) + 1;
}

/** Remembers that no terminator follows, so that many unterminated strings cost one search. */
export interface StringSearch {
  exhausted: boolean;
}

/** End of the control sequence that starts at `at`; `at` itself when none does. */
function sequenceEnd(raw: string, at: number, search: StringSearch): number {
  const code = raw.charCodeAt(at);
  if (code === 0x0d) return at + 1;
  if (code === 0x9b) return csiEnd(raw, at + 1);
  if (code === 0x9d) return stringEnd(raw, at + 1, search);
  if (code !== ESC) return at;
  const next = raw.charAt(at + 1);
  if (next === "[") return csiEnd(raw, at + 2);
  if (isStringAt(raw, at)) return stringEnd(raw, at + 2, search);
  return shortEnd(raw, at + 1);
}

/**
 * End of the control sequence that starts at `at` of a text that goes on later; null when the text ends inside the
 * sequence.
 *
 * @param search Shared by the calls for one text.
 */
export function controlEnd(raw: string, at: number, search: StringSearch): number | null {
  const isString = raw.charCodeAt(at) === 0x9d || isStringAt(raw, at);
  const end = sequenceEnd(raw, at, search);
  if (isString) return search.exhausted ? null : end;
  if (end < raw.length) return end;
  const isCsi = raw.charCodeAt(at) === 0x9b || raw.startsWith("\u001b[", at);
  if (raw.charCodeAt(at) === 0x0d) return end;
  const introducer = isCsi && raw.charCodeAt(at) === ESC ? 2 : 1;
  return end > at + introducer && inRange(raw, end - 1, isCsi ? 0x40 : 0x30, 0x7e) ? end : null;
}

function isStringAt(raw: string, at: number): boolean {
  const next = raw.charAt(at + 1);
  return raw.charCodeAt(at) === ESC && next !== "" && STRINGS.includes(next);
}

/** Parameters, intermediates and one final character (ECMA-48, 5.4). A broken sequence ends where it breaks. */
function csiEnd(raw: string, from: number): number {
  let at = from;
  while (inRange(raw, at, 0x30, 0x3f)) at += 1;
  while (inRange(raw, at, 0x20, 0x2f)) at += 1;
  return inRange(raw, at, 0x40, 0x7e) ? at + 1 : at;
}

/** Intermediates and one final character. */
function shortEnd(raw: string, from: number): number {
  let at = from;
  while (inRange(raw, at, 0x20, 0x2f)) at += 1;
  return inRange(raw, at, 0x30, 0x7e) ? at + 1 : at;
}

/** Up to BEL or ST. Without either only the introducer goes, so that no text is lost. */
function stringEnd(raw: string, from: number, search: StringSearch): number {
  if (search.exhausted) return from;
  for (let at = from; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (code === BEL || code === 0x9c) return at + 1;
    if (code === ESC && raw.charAt(at + 1) === "\\") return at + 2;
  }
  search.exhausted = true;
  return from;
}

function inRange(raw: string, at: number, low: number, high: number): boolean {
  const code = raw.charCodeAt(at);
  return code >= low && code <= high;
}
