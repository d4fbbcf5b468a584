// Writes the skeleton: decides whether a long string may lose its middle, and puts a marker in its place.

import { boundary } from "./boundary";
import { ENTRIES, ENTRY, OUTPUT, STARTS, TABLE } from "./layout";
import { fingerprint, hex4, isBase64, isWideSpace, startsWithAny } from "./text";
import * as totals from "./totals";

/** Bytes kept of a string at least, before and behind what is elided. */
const HEAD: usize = 192;
const TAIL: usize = 64;
/** What an elision must take out at least. Its marker takes up to 28 bytes. */
const GAIN: usize = 128;
/** White space at the start of a string that is looked through for its first character. */
const BLANK: usize = 64;
/** Kept of base64, so that what is left still counts as binary (`isBinary` in src/reader/shared/strings.ts: 4,096 units). */
const BASE64_HEAD: usize = 4160;
const NEVER: usize = 0xffffffff;

/** Where the string begins, where its middle may begin, and where it begins, once that is known (0 before). */
let start: usize = 0;
export let aim: usize = NEVER;
let middle: usize = 0;

/** The totals where the middle begins. */
let lost: i32 = 0;
let latin: i32 = 0;
let cyrillic: i32 = 0;
let hangul: i32 = 0;
let other: i32 = 0;
let surplus: i32 = 0;

/** What of the record is not written yet, where the next byte goes, and how many elisions there are. */
let copied: usize = 0;
let out: usize = OUTPUT;
export let count: i32 = 0;

export function resetOutput(from: usize): void {
  aim = NEVER;
  copied = from;
  out = OUTPUT;
  count = 0;
}

/** Length of the skeleton in bytes. */
export function written(): i32 {
  return <i32>(out - OUTPUT);
}

// @ts-expect-error: decorator
@inline
export function begin(at: usize): void {
  start = at;
  aim = at + HEAD;
  middle = 0;
}

/** Settles where the middle begins: the first place from `aim` on where an event begins or plain ASCII stands. */
export function fix(at: usize): void {
  const place = max(aim, totals.done);
  // A line break of two characters stays together.
  if (place == at && load<u32>(at - 2) == 0x6e5c725c) return;
  middle = place;
  aim = NEVER;
  lost = totals.lost;
  latin = totals.latin;
  cyrillic = totals.cyrillic;
  hangul = totals.hangul;
  other = totals.other;
  surplus = totals.surplus;
}

/** The long string ends at the quote at `at`: takes out its middle if that may be. */
export function end(at: usize, recordEnd: usize): void {
  if (middle == 0) fix(at);
  if (count == ENTRIES || isKey(at + 1, recordEnd) || !startsPlain(start)) return;
  if (!hasWords() && !shortenBinary(at)) return;
  const tail = boundary(at - TAIL, start);
  if (tail >= middle + GAIN && tail < at) elide(tail, at);
}

// @ts-expect-error: decorator
@inline
export function endString(): void {
  aim = NEVER;
}

function isKey(at: usize, recordEnd: usize): bool {
  while (at < recordEnd && load<u8>(at) <= 0x20) at++;
  return load<u8>(at) == 0x3a;
}

/** Whether the head tells what the string at `from` is: it begins with no JSON, and with none of the beginnings that count. */
export function startsPlain(from: usize): bool {
  const stop = from + BLANK;
  let at = from;
  for (; at < stop; at++) {
    const byte = <u32>load<u8>(at);
    if (byte == 0x20) continue;
    if (byte != 0x5c) break;
    const escaped = <u32>load<u8>(at, 1);
    if (escaped != 0x6e && escaped != 0x72 && escaped != 0x74) break;
    at++;
  }
  const byte = <u32>load<u8>(at);
  if (at >= stop || byte == 0x7b || byte == 0x5b) return false;
  if (byte == 0x5c) {
    const escaped = <u32>load<u8>(at, 1);
    if (escaped == 0x22 || escaped == 0x66 || (escaped == 0x75 && isWideSpace(hex4(at + 2)))) return false;
  } else if (byte == 0xc2) {
    if (load<u8>(at, 1) == 0xa0) return false;
  } else if (byte >= 0xe0 && byte < 0xf0) {
    const low = ((<u32>load<u8>(at, 1) & 0x3f) << 6) | (<u32>load<u8>(at, 2) & 0x3f);
    if (isWideSpace(((byte & 0xf) << 12) | low)) return false;
  }
  return !startsWithAny(at, STARTS);
}

/** Whether a space stands between two characters of the head: readers ask whether a text holds white space. */
function hasWords(): bool {
  const stop = start + HEAD - 8;
  for (let at = start + BLANK; at < stop; at++) {
    const next = <u32>load<u8>(at, 1);
    if (load<u8>(at) == 0x20 && next > 0x20 && next < 0x80 && next != 0x5c) return true;
  }
  return false;
}

/** Lets the middle of a long string of nothing but base64 begin where enough is left to tell it by. False for others. */
function shortenBinary(at: usize): bool {
  const isUrl = load<u32>(start) == 0x61746164 && load<u8>(start, 4) == 0x3a; // data:
  if (isUrl) return isBase64(middle, at);
  // An object as base64 is read by some readers: it begins with `ey`.
  if (load<u16>(start) == 0x7965 || !isBase64(start, at)) return false;
  middle = start + BASE64_HEAD;
  return true;
}

/**
 * Writes what stands before the middle, and a marker for it, and enters it in the table: from and to (places in memory),
 * place and length of the marker in the skeleton, units by class (ASCII, Latin, Cyrillic, Hangul, other), whether the
 * string may name Chinese, the surplus before the middle and in it.
 */
function elide(tail: usize, at: usize): void {
  const entry = TABLE + <usize>count * ENTRY;
  copyTo(middle);
  store<u32>(entry, <u32>middle);
  store<u32>(entry, <u32>tail, 4);
  store<u32>(entry, <u32>(out - OUTPUT), 8);
  mark(fingerprint(middle, tail));
  store<u32>(entry, <u32>(out - OUTPUT) - load<u32>(entry, 8), 12);
  store<u32>(entry, totals.names ? 1 : 0, 36);
  measure(entry, tail, at);
  copied = tail;
  count++;
}

/** Enters what stands in the middle: what was counted since it began, less what stands in the tail. */
function measure(entry: usize, tail: usize, at: usize): void {
  const toLost = totals.lost;
  const toLatin = totals.latin;
  const toCyrillic = totals.cyrillic;
  const toHangul = totals.hangul;
  const toOther = totals.other;
  const toSurplus = totals.surplus;
  const continuations = totals.continuations;
  // Counted again, the tail comes on top of the totals.
  for (let place = tail; place < at; ) {
    const byte = <u32>load<u8>(place);
    // What is no UTF-8 has the record refused in the end.
    const known = byte == 0x5c ? totals.escape(place) : byte >= 0x80 && totals.wide(place, byte);
    if (!known) totals.setDone(place + 1);
    place = totals.done;
  }
  store<i32>(entry, <i32>(tail - middle) - (2 * toLost - totals.lost - lost), 16);
  store<i32>(entry, 2 * toLatin - totals.latin - latin, 20);
  store<i32>(entry, 2 * toCyrillic - totals.cyrillic - cyrillic, 24);
  store<i32>(entry, 2 * toHangul - totals.hangul - hangul, 28);
  store<i32>(entry, 2 * toOther - totals.other - other, 32);
  store<i32>(entry, surplus, 40);
  store<i32>(entry, 2 * toSurplus - totals.surplus - surplus, 44);
  totals.setTotals(toLost, toLatin, toCyrillic, toHangul, toOther, toSurplus);
  totals.setContinuations(continuations);
}

export function copyTo(to: usize): void {
  memory.copy(out, copied, to - copied);
  out += to - copied;
  copied = to;
}

/** Writes a marker: U+FDD0, a number, U+FDD1, both characters as escapes, so that the skeleton of ASCII is ASCII. */
function mark(number: u64): void {
  store<u64>(out, 0x306464_66755c); // \ufdd0
  out += 6;
  let digits: usize = 1;
  for (let rest = number / 10; rest > 0; rest /= 10) digits++;
  for (let at = out + digits - 1; at >= out; at--) {
    store<u8>(at, 0x30 + <u8>(number % 10));
    number /= 10;
  }
  out += digits;
  store<u64>(out, 0x316464_66755c); // \ufdd1
  out += 6;
}
