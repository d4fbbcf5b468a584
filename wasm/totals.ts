// Running totals over the strings of a record, and the events that add to them: escapes and characters beyond ASCII. What
// stands between two places of a record is the difference of the totals there, so that nothing is counted twice.

import { mayOpenMark, mayStartLine } from "./marks";
import { hex4, isCandidate, namesByScript } from "./text";

/** Raw bytes that are not one ASCII unit each. */
export let lost: i32 = 0;
/** UTF-16 units of the decoded text by class. */
export let latin: i32 = 0;
export let cyrillic: i32 = 0;
export let hangul: i32 = 0;
export let other: i32 = 0;
/** Raw bytes minus UTF-16 units of the raw text. */
export let surplus: i32 = 0;

/** Whether the present string must stay whole, and whether it may name Chinese. */
export let whole: bool = false;
export let names: bool = false;
/** Bytes before this one belong to an event that was dealt with. */
export let done: usize = 0;

export function resetTotals(from: usize): void {
  setTotals(0, 0, 0, 0, 0, 0);
  done = from;
}

// @ts-expect-error: decorator
@inline
export function setTotals(toLost: i32, toLatin: i32, toCyrillic: i32, toHangul: i32, toOther: i32, toSurplus: i32): void {
  lost = toLost;
  latin = toLatin;
  cyrillic = toCyrillic;
  hangul = toHangul;
  other = toOther;
  surplus = toSurplus;
}

// @ts-expect-error: decorator
@inline
export function beginString(at: usize): void {
  whole = false;
  names = false;
  done = at;
}

// @ts-expect-error: decorator
@inline
export function setDone(at: usize): void {
  done = at;
}

// @ts-expect-error: decorator
@inline
export function setWhole(): void {
  whole = true;
}

// @ts-expect-error: decorator
@inline
export function setNames(): void {
  names = true;
}

/** @returns whether the escape at a backslash is valid */
// @ts-expect-error: decorator
@inline
export function escape(at: usize): bool {
  const byte = <u32>load<u8>(at, 1);
  if (byte == 0x75) return unicode(at);
  done = at + 2;
  lost++;
  if (byte == 0x6e) {
    if (mayStartLine(at + 2)) whole = true;
    return true;
  }
  if (byte == 0x5c) {
    if (load<u8>(at, 2) == 0x75 && hex4(at + 3) >= 0) whole = true; // JSON inside JSON that hides a character
    return true;
  }
  return byte == 0x22 || byte == 0x74 || byte == 0x72 || byte == 0x2f || byte == 0x62 || byte == 0x66;
}

/** `\uXXXX`, or two of them that are the halves of a surrogate pair. */
function unicode(at: usize): bool {
  const unit = hex4(at + 2);
  if (unit < 0) return false;
  done = at + 6;
  if (unit < 0x80) {
    lost += 5;
    // Encoders escape `&`, `'`, `<`, `=` and `>` for the sake of HTML. Anything else that somebody hid is left to be read.
    if (unit == 0x3c) whole = whole || mayOpenMark(at + 5);
    else if (unit != 0x26 && unit != 0x27 && unit != 0x3d && unit != 0x3e) whole = true;
    return true;
  }
  if (unit < 0xd800 || unit >= 0xe000) {
    lost += 6;
    return character(unit, at + 6);
  }
  const low = load<u16>(at, 6) == 0x755c ? hex4(at + 8) : -1;
  if (unit >= 0xdc00 || low < 0xdc00 || low >= 0xe000) {
    lost += 6;
    other++;
    whole = true; // a half without the other
    return true;
  }
  done = at + 12;
  lost += 12;
  return character(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), at + 12);
}

/** A character of two to four bytes. @returns whether it is valid UTF-8 (RFC 3629) */
export function wide(at: usize, lead: u32): bool {
  const a = <u32>load<u8>(at, 1) ^ 0x80;
  if (lead < 0xe0) {
    if (lead < 0xc2 || a > 0x3f) return false;
    done = at + 2;
    lost += 2;
    surplus++;
    return character(((lead & 0x1f) << 6) | a, at + 2);
  }
  const b = <u32>load<u8>(at, 2) ^ 0x80;
  if ((a | b) > 0x3f) return false;
  surplus += 2;
  if (lead < 0xf0) {
    const code = ((lead & 0xf) << 12) | (a << 6) | b;
    if (code < 0x800 || (code >= 0xd800 && code < 0xe000)) return false;
    done = at + 3;
    lost += 3;
    return character(code, at + 3);
  }
  const c = <u32>load<u8>(at, 3) ^ 0x80;
  const code = ((lead & 7) << 18) | (a << 12) | (b << 6) | c;
  if (lead > 0xf4 || c > 0x3f || code < 0x10000 || code > 0x10ffff) return false;
  done = at + 4;
  lost += 4;
  return character(code, at + 4);
}

/** Counts a character beyond ASCII that ends before `next`. @returns false for the characters of markers */
// @ts-expect-error: decorator
@inline
function character(code: u32, next: usize): bool {
  if (code < 0x370) {
    latin++;
    if (code < 0xa0) whole = true; // controls of terminals
    // `çince`, the Turkish name
    else if ((code | 0x20) == 0xe7 && (load<u8>(next) | 0x20) == 0x69) names = true;
    return true;
  }
  if (isCandidate(code) || code == 0x25c1) whole = true;
  if (code >= 0x10000) other += 2;
  else if (code >= 0x400 && code < 0x530) cyrillic++;
  else if (code >= 0xac00 && code < 0xd7b0) hangul++;
  else other++;
  // `tiếng trung`, the Vietnamese name
  if (namesByScript(code) || (code & ~1) == 0x1ebe) names = true;
  return code < 0xfdd0 || code > 0xfdef;
}
