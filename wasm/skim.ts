// The walker that makes a skeleton of a JSON record (see src/source/skim/skimmer.ts for what that is). AssemblyScript:
// TypeScript's syntax, compiled to WebAssembly by scripts/build-skim.mjs. It allocates nothing; everything lies at the fixed
// places of layout.ts, and the state of a run in a few globals.
//
// The record is looked at in blocks of 64 bytes. SIMD comparisons give masks, a bit for each byte of a block (block.ts).
// Each bit of the mask of bytes that matter is an event. Between two events of a string stands nothing but plain ASCII. What
// is frequent is dealt with for a whole block at once; only the events that are left are looked at one by one, since a
// processor that cannot foretell where the next event is loses the time of reading 60 bytes.

import { areSimpleEscapes, continuationBytes, cyrillicLeads, ideographLeads, same, special, wideBytes } from "./block";
import * as elide from "./elide";
import { mayOpenMark, wordAt } from "./marks";
import * as totals from "./totals";

export { boundary } from "./boundary";
export { startsPlain, written } from "./elide";
export { ENTRY, INPUT, INPUT_SIZE, LINE_FIRST, LINES, NAMES, OUTPUT, PAIRS, STARTS, TABLE } from "./layout";
export { closing, findStrings, lastClosed, lastOpened } from "./strings";

/** Shorter strings are left as they are. Bytes between the quotes. */
const MIN: usize = 512;
/** Characters beyond ASCII in a block from which on they are dealt with together. */
const DENSE: u64 = 6;
const REFUSED: i32 = -1;

/** Where the present string begins; 0 outside of strings. */
let start: usize = 0;
/** The first bytes of the next block that must be continuation bytes of UTF-8, as a mask. */
let owed: u64 = 0;
/** Bytes of the block before this one were dealt with together. */
let dealtWith: usize = 0;

/** Raw bytes of the record minus UTF-16 units of its raw text; 0 when it is ASCII. */
export function surplus(): i32 {
  return totals.surplus;
}

/**
 * Makes the skeleton of the record of `length` bytes at `from`. At least 80 bytes behind it can be read.
 *
 * @returns how many stretches were elided; -1 for a record that must be read whole
 */
export function skim(from: usize, length: i32): i32 {
  const end = from + <usize>length;
  totals.resetTotals(from);
  elide.resetOutput(from);
  start = 0;
  owed = 0;
  // Each continuation byte of UTF-8 must turn out to belong to a character.
  let continuations: i64 = 0;
  for (let block = from; block < end; block += 64) {
    let mask = special(block);
    if ((mask | owed) == 0) continue;
    // The last block may reach beyond the record.
    if (block + 64 > end) mask &= ((<u64>1) << (end - block)) - 1;
    let inner: u64 = 0;
    if ((mask & wideBytes(block)) != 0) {
      inner = mask & continuationBytes(block);
      continuations += popcnt(inner);
      mask ^= inner;
    }
    if ((inner & owed) != owed) return REFUSED;
    owed = 0;
    const taken: u64 = totals.done > block ? ((<u64>1) << (totals.done - block)) - 1 : 0;
    mask &= ~taken;
    dealtWith = 0;
    if (start != 0 && (totals.whole || elide.aim > block + 64)) mask = withoutFrequent(mask, inner, taken, block);
    for (; mask != 0; mask &= mask - 1) {
      const at = block + <usize>ctz(mask);
      if (at >= totals.done && !event(at, end)) return REFUSED;
    }
    if (dealtWith > totals.done) totals.setDone(dealtWith);
  }
  if (start != 0 || continuations != totals.continuations) return REFUSED;
  elide.copyTo(end);
  return elide.count;
}

/**
 * Deals with what is frequent in a block throughout which the string goes on: escapes of line feeds and quotes, Cyrillic
 * letters, ideographs and kana.
 *
 * @param inner the continuation bytes of the block
 * @param taken its first bytes that belong to an event of the block before
 * @returns what of the mask is left
 */
// @ts-expect-error: decorator
@inline
function withoutFrequent(mask: u64, inner: u64, taken: u64, block: usize): u64 {
  const escapes = mask & same(block, 0x5c);
  const quotes = mask & same(block, 0x22);
  if (escapes != 0) {
    if ((quotes & ~(escapes << 1)) != 0 || !areSimpleEscapes(escapes, block)) return mask;
    totals.addSimple(<i32>popcnt(escapes));
    dealtWith = block + 65 - <usize>clz(escapes);
    mask &= ~(escapes | (escapes << 1));
  } else if (quotes != 0) return mask;
  const leads = mask & wideBytes(block);
  // Fewer are not worth it.
  if (popcnt(leads) < DENSE) return mask;
  const two = leads & cyrillicLeads(block);
  const three = leads & ideographLeads(block);
  const behind = (leads << 1) | (three << 2);
  if ((two | three) != leads || inner != (behind | (inner & taken))) return mask;
  totals.addCharacters(<i32>popcnt(two), <i32>popcnt(three));
  owed = (leads >> 63) | (three >> 62);
  const last = owed == 0 ? 64 - clz(leads | behind) : 64 + popcnt(owed);
  dealtWith = max(dealtWith, block + <usize>last);
  return mask ^ leads;
}

/** Deals with one byte that matters. @returns false for a record that must be read whole */
// @ts-expect-error: decorator
@inline
function event(at: usize, end: usize): bool {
  const byte = <u32>load<u8>(at);
  if (start == 0) {
    if (byte == 0x22) {
      start = at + 1;
      totals.beginString(start);
      elide.begin(start);
    }
    return byte < 0x80;
  }
  if (at >= elide.aim) elide.fix(at);
  if (byte == 0x5c) return totals.escape(at);
  if (byte >= 0x80) return totals.wide(at, byte);
  if (byte == 0x22) {
    if (at - start >= MIN && !totals.whole) elide.end(at, end);
    elide.endString();
    totals.setDone(at + 1);
    start = 0;
  } else if (byte == 0x3c) {
    if (mayOpenMark(at)) totals.setWhole();
  } else if (byte < 0x20) return false;
  else if (wordAt(at)) totals.setNames();
  return true;
}
