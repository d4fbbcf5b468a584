// The shape of a record: a hash of everything in it save the strings of certain members (members.ts) and the digits of
// numbers. The strings of texts and facts are its slots: where they stand, and how long they are.

import { startsPlain } from "./elide";
import { find, FACT, IGNORED, OPAQUE, TEXT, TEXTS } from "./members";
import { hash, hasWords } from "./text";
import * as totals from "./totals";

const K: u64 = 0x9e3779b97f4a7c15;
/** What stands in the hash for a string that is left out, for an empty one, for the digits of a number, for a part. */
const STRING: u64 = 0x100;
const EMPTY: u64 = 0x101;
const DIGITS: u64 = 0x102;
const PART: u64 = 0x103;
const NOWHERE: i32 = -1;
/** Members are ignored in the outermost object and in those directly in it: deeper, the same name may be anybody's. */
const IGNORED_TO: i32 = 2;
/** `data:`, as the first four bytes and the fifth. */
const DATA: u32 = 0x61746164;
const COLON: u32 = 0x3a;

/** Bytes of a slot: from and to, number and depth of its member, units by class (ASCII, Latin, Cyrillic, Hangul, other). */
export const SLOT: usize = 32;
/** A record with more of them must be read. */
const SLOTS: i32 = 120;
/** Longer texts may be binary data, unless a space stands in their heads. */
const WORDLESS: usize = 1024;

let state: u64 = 0;
let depth: i32 = 0;
/** Where the present gap between two strings begins. */
let gap: usize = 0;
/** Kind and number of the member whose value comes or came last. */
let kind: u32 = 0;
let number: u32 = 0;
/** Depths at which members of the kinds TEXTS and IGNORED stand, while their values go on. */
let texts: i32 = NOWHERE;
let ignored: i32 = NOWHERE;
/** Where the next slot goes, and how many there are. */
let slot: usize = 0;
export let slots: i32 = 0;

/** A new record begins at `at`; its slots go to `place`. */
export function reset(at: usize, place: usize): void {
  state = K;
  depth = 0;
  gap = at;
  kind = 0;
  texts = NOWHERE;
  ignored = NOWHERE;
  slot = place;
  slots = 0;
}

/** The record ends before `at`. @returns its shape, 52 bits; 0 for one that must be read */
export function finish(at: usize): u64 {
  between(at);
  if (depth != 0) return 0;
  const shape = (state ^ (state >> 32)) >> 12;
  return shape == 0 ? 1 : shape;
}

/** A string begins at the quote at `at`. */
// @ts-expect-error: decorator
@inline
export function begin(at: usize): void {
  between(at);
  // Of slots the units are counted, from nothing.
  totals.setTotals(0, 0, 0, 0, 0, totals.surplus);
}

/** A string ends at the quote at `at`. @returns false when its record must be read */
export function end(start: usize, at: usize): bool {
  gap = at + 1;
  if (ignored != NOWHERE) return true;
  // What may be a run is for the readers to find, wherever it stands.
  if (totals.whole) return false;
  if (isKey(gap)) {
    name(hash(start, at));
    return true;
  }
  const own = texts != NOWHERE ? TEXT : kind;
  if (own == 0) mix(hash(start, at));
  else if (start == at) mix(EMPTY);
  else {
    mix(STRING);
    if (own != OPAQUE) return note(own, start, at);
  }
  return true;
}

// @ts-expect-error: decorator
@inline
function mix(part: u64): void {
  state = rotl((state ^ part) * K, 29);
}

function isKey(at: usize): bool {
  let byte = <u32>load<u8>(at);
  while (byte == 0x20 || byte == 0x09 || byte == 0x0d) byte = <u32>load<u8>(++at);
  return byte == 0x3a;
}

/** The name of a member says what its value is, but inside of texts. */
// @ts-expect-error: decorator
@inline
function name(key: u64): void {
  mix(key);
  if (texts != NOWHERE) return;
  const place = find(key);
  kind = load<u32>(place, 8);
  number = load<u32>(place, 12);
  if (kind == TEXTS) texts = depth;
  else if (kind == IGNORED) {
    kind = 0;
    if (depth <= IGNORED_TO) ignored = depth;
  }
}

/** Enters a slot. @returns false when the text is one that readers look at closely, or there are too many */
function note(own: u32, start: usize, at: usize): bool {
  if (own == TEXT) {
    if (totals.names || !startsPlain(start, at)) return false;
    if (at - start > WORDLESS && !hasWords(start)) return false;
    if (load<u32>(start) == DATA && load<u8>(start, 4) == COLON) return false;
  }
  if (++slots > SLOTS) return false;
  store<u32>(slot, <u32>start);
  store<u32>(slot, <u32>at, 4);
  store<u32>(slot, own == FACT ? number | (<u32>depth << 8) : 0, 8);
  store<i32>(slot, <i32>(at - start) - totals.lost, 12);
  store<i32>(slot, totals.latin, 16);
  store<i32>(slot, totals.cyrillic, 20);
  store<i32>(slot, totals.hangul, 24);
  store<i32>(slot, totals.other, 28);
  slot += SLOT;
  return true;
}

/** What stands between two strings: brackets, commas, numbers and words. */
function between(to: usize): void {
  let digits = false;
  for (let at = gap; at < to; at++) {
    const byte = <u32>load<u8>(at);
    if (byte - 0x30 < 10) {
      if (!digits && ignored == NOWHERE) mix(DIGITS);
      digits = true;
      continue;
    }
    digits = false;
    if (byte == 0x2c) endValue();
    else if (byte == 0x7b || byte == 0x5b) depth++;
    else if (byte == 0x7d || byte == 0x5d) {
      endValue();
      depth--;
      // A name says nothing of what stands beside its object.
      if (byte == 0x7d && texts == NOWHERE) kind = 0;
    }
    if (ignored == NOWHERE) mix(byte);
  }
}

/** At a comma or a closing bracket the value of a member ends that stands at this depth. */
// @ts-expect-error: decorator
@inline
function endValue(): void {
  if (ignored == depth) {
    ignored = NOWHERE;
    mix(PART);
  }
  if (texts == depth) {
    texts = NOWHERE;
    kind = 0;
  }
}
