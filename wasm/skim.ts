// The walker that makes a skeleton of a JSON record (see src/source/skim/skimmer.ts for what that is). AssemblyScript:
// TypeScript's syntax, compiled to WebAssembly by scripts/build-skim.mjs. It allocates nothing; everything lies at the fixed
// places of layout.ts, and the state of a run in a few globals.
//
// The record is looked at in blocks of 16 bytes. A few SIMD comparisons give a mask of the bytes that matter (`specials`);
// each set bit is an event. Between two events of a string stands nothing but plain ASCII. Most blocks of English or code
// have no event, or one: the escape of a line feed.

import * as elide from "./elide";
import { ZERO } from "./layout";
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
  // Continuation bytes of UTF-8: how many there are, for each must turn out to belong to a character, and which the next
  // block must begin with.
  let continuations = 0;
  let owed = 0;
  // The bytes that matter, in registers: the compiler of V8 would make constants of them anew for each block. ZERO is 0, but
  // no compiler knows that.
  const zero = load<i8>(ZERO);
  const space = i8x16.splat(0x20 + zero);
  const quote = i8x16.splat(0x22 + zero);
  const less = i8x16.splat(0x3c + zero);
  const backslash = i8x16.splat(0x5c + zero);
  const a = i8x16.splat(0x61 + zero);
  const c = i8x16.splat(0x63 + zero);
  const d = i8x16.splat(0x64 + zero);
  const h = i8x16.splat(0x68 + zero);
  const i = i8x16.splat(0x69 + zero);
  const n = i8x16.splat(0x6e + zero);
  for (let block = from; block < end; block += 16) {
    const bytes = v128.load(block);
    const first = v128.or(bytes, space);
    const second = v128.or(v128.load(block, 1), space);
    const third = v128.or(v128.load(block, 2), space);
    const chi = v128.and(i8x16.eq(first, c), v128.and(i8x16.eq(second, h), i8x16.eq(third, i)));
    const nda = v128.and(i8x16.eq(first, n), v128.and(i8x16.eq(second, d), i8x16.eq(third, a)));
    const mark = v128.or(i8x16.eq(bytes, quote), v128.or(i8x16.eq(bytes, backslash), i8x16.eq(bytes, less)));
    let mask = i8x16.bitmask(v128.or(v128.or(chi, nda), v128.or(mark, i8x16.lt_s(bytes, space))));
    if ((mask | owed) == 0) continue;
    // The last block may reach beyond the record.
    if (block + 16 > end) mask &= (1 << <i32>(end - block)) - 1;
    const inner = mask & i8x16.bitmask(i8x16.lt_s(bytes, i8x16.splat(-0x40)));
    continuations += popcnt(inner);
    mask ^= inner;
    if ((inner & owed) != owed) return REFUSED;
    owed = 0;
    const taken = totals.done > block ? (1 << <i32>(totals.done - block)) - 1 : 0;
    mask &= ~taken;
    // Where a string goes on through the whole block, what is frequent is dealt with at once.
    let dealtWith: usize = 0;
    if (start != 0 && (totals.whole || elide.aim > block + 16)) {
      const escapes = mask & i8x16.bitmask(i8x16.eq(bytes, backslash));
      if (escapes != 0 && areSimple(mask, escapes, bytes, block)) {
        totals.addSimple(popcnt(escapes));
        dealtWith = block + <usize>(33 - clz(escapes));
        mask &= ~(escapes | (escapes << 1));
      }
      const leads = mask & i8x16.bitmask(bytes);
      if (leads != 0 && (mask & i8x16.bitmask(i8x16.eq(bytes, quote))) == 0) {
        const two = leads & cyrillic(bytes);
        const three = leads & ideographs(bytes);
        const behind = (leads << 1) | (three << 2);
        if ((two | three) == leads && inner == ((behind & 0xffff) | (inner & taken))) {
          totals.addCharacters(popcnt(two), popcnt(three));
          dealtWith = max(dealtWith, block + <usize>(32 - clz(leads | behind)));
          owed = behind >> 16;
          mask ^= leads;
        }
      }
    }
    for (; mask != 0; mask &= mask - 1) {
      const at = block + <usize>ctz(mask);
      if (at < totals.done) continue;
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
    if (dealtWith > totals.done) totals.setDone(dealtWith);
  }
  if (start != 0 || continuations != totals.continuations) return REFUSED;
  elide.copyTo(end);
  return elide.count;
}

/** First bytes of the two of Cyrillic letters, U+0400 to U+04FF. */
// @ts-expect-error: decorator
@inline
function cyrillic(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.eq(v128.and(bytes, i8x16.splat(-4)), i8x16.splat(-0x30)));
}

/** First bytes of the three of characters from U+3000 to U+9FFF, which are all Han candidates. */
// @ts-expect-error: decorator
@inline
function ideographs(bytes: v128): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(-0x1d)), i8x16.splat(7)));
}

/**
 * Whether all escapes of a block are the frequent ones, `\n`, `\"`, `\t` and `\r`, no line that counts begins, and the
 * string goes on: most blocks of code that have escapes. They need not be looked at one by one.
 */
// @ts-expect-error: decorator
@inline
function areSimple(mask: i32, escapes: i32, bytes: v128, block: usize): bool {
  const next = v128.load(block, 1);
  const feeds = i8x16.eq(next, i8x16.splat(0x6e));
  const others = v128.or(i8x16.eq(next, i8x16.splat(0x74)), i8x16.eq(next, i8x16.splat(0x72)));
  const simple = v128.or(v128.or(feeds, others), i8x16.eq(next, i8x16.splat(0x22)));
  const lines = v128.and(feeds, i8x16.eq(v128.load(block, 2), i8x16.splat(0x2d)));
  if ((escapes & ~i8x16.bitmask(v128.andnot(simple, lines))) != 0) return false;
  const quotes = mask & i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x22)));
  return (quotes & ~(escapes << 1)) == 0;
}
