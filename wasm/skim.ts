// The walker that makes a skeleton of a JSON record (see src/source/skim/skimmer.ts for what that is). AssemblyScript:
// TypeScript's syntax, compiled to WebAssembly by scripts/build-skim.mjs. It allocates nothing; everything lies at the fixed
// places of layout.ts, and the state of a run in a few globals.
//
// The record is looked at in blocks of 16 bytes. A few SIMD comparisons give a mask of the bytes that matter (`specials`);
// each set bit is an event. Between two events of a string stands nothing but plain ASCII. Most blocks of English or code
// have no event, or one: the escape of a line feed.

import * as elide from "./elide";
import { mayOpenMark, wordAt } from "./marks";
import * as totals from "./totals";

export { boundary } from "./boundary";
export { written } from "./elide";
export { ENTRY, INPUT, INPUT_SIZE, LINE_FIRST, LINES, NAMES, OUTPUT, PAIRS, STARTS, TABLE } from "./layout";

/** Shorter strings are left as they are. Bytes between the quotes. */
const MIN: usize = 512;
const REFUSED: i32 = -1;

/** Raw bytes of the record minus UTF-16 units of its raw text; 0 when it is ASCII. */
export function surplus(): i32 {
  return totals.surplus;
}

/**
 * Makes the skeleton of the record of `length` bytes at `from`. At least 32 bytes behind it can be read.
 *
 * @returns how many stretches were elided; -1 for a record that must be read whole
 */
export function skim(from: usize, length: i32): i32 {
  const end = from + <usize>length;
  totals.resetTotals(from);
  elide.resetOutput(from);
  // Where the present string begins; 0 outside of strings.
  let start: usize = 0;
  for (let block = from; block < end; block += 16) {
    let mask = specials(block);
    while (mask != 0) {
      const at = block + <usize>ctz(mask);
      mask &= mask - 1;
      if (at < totals.done) continue;
      if (at >= end) break;
      const byte = <u32>load<u8>(at);
      if (start == 0) {
        if (byte == 0x22) {
          start = at + 1;
          totals.beginString(start);
          elide.begin(start);
        } else if (byte >= 0x80) return REFUSED;
        continue;
      }
      if (at >= elide.aim) elide.fix(at);
      if (byte == 0x5c) {
        if (!totals.escape(at)) return REFUSED;
      } else if (byte == 0x22) {
        if (at - start >= MIN && !totals.whole) elide.end(at, end);
        elide.endString();
        totals.setDone(at + 1);
        start = 0;
      } else if (byte >= 0x80) {
        if (!totals.wide(at, byte)) return REFUSED;
      } else if (byte < 0x20) return REFUSED;
      else if (byte == 0x3c) {
        if (mayOpenMark(at)) totals.setWhole();
      } else if (wordAt(at)) totals.setNames();
    }
  }
  if (start != 0) return REFUSED;
  elide.copyTo(end);
  return elide.count;
}

/**
 * The bytes of a block that matter: quotes, backslashes, `<`, control characters, what is not ASCII (as a signed number
 * that is less than a space, too), and the beginnings of `chi` and `nda`, of which names of Chinese are made.
 */
// @ts-expect-error: decorator
@inline
function specials(block: usize): i32 {
  const bytes = v128.load(block);
  const space = i8x16.splat(0x20);
  const first = v128.or(bytes, space);
  const second = v128.or(v128.load(block, 1), space);
  const third = v128.or(v128.load(block, 2), space);
  const chi = v128.and(
    i8x16.eq(first, i8x16.splat(0x63)),
    v128.and(i8x16.eq(second, i8x16.splat(0x68)), i8x16.eq(third, i8x16.splat(0x69))),
  );
  const nda = v128.and(
    i8x16.eq(first, i8x16.splat(0x6e)),
    v128.and(i8x16.eq(second, i8x16.splat(0x64)), i8x16.eq(third, i8x16.splat(0x61))),
  );
  const marks = v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    v128.or(i8x16.eq(bytes, i8x16.splat(0x3c)), i8x16.lt_s(bytes, space)),
  );
  return i8x16.bitmask(v128.or(marks, v128.or(chi, nda)));
}
