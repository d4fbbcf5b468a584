import type { SkimWindow } from "../skim/skim-window.js";

/** Bytes that stay behind a cut: the walker wants to see a space between two words near the beginning of a string. */
const AHEAD = 200;
/** How far back a good place is looked for, and what a part must have at least. */
const REACH = 4096;
const LEAST = 512;
const SPACE = 0x20;
const BACKSLASH = 0x5c;

/**
 * Where a string that is longer than the window can be cut, some 200 bytes before `at` or further: before a word, so that
 * what goes on looks like text to the walker, else wherever no character and no escape is split.
 *
 * @param from where the part begins
 */
export function cutBefore(window: SkimWindow, at: number, from = 0): number {
  const { bytes } = window;
  const last = at - AHEAD;
  for (let place = last; place > last - REACH && place >= from + LEAST; place--) {
    if (bytes[place - 1] === SPACE && isLetter(bytes[place]!) && hasWords(bytes, place)) return place;
  }
  return window.boundary(last, from);
}

function isLetter(byte: number): boolean {
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}

/** As `hasWords` in wasm/elide.ts. */
function hasWords(bytes: Buffer, from: number): boolean {
  for (let at = from + 64; at < from + 184; at++) {
    const next = bytes[at + 1]!;
    if (bytes[at] === SPACE && next > SPACE && next < 0x80 && next !== BACKSLASH) return true;
  }
  return false;
}
