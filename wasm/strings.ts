// Where strings begin and end in a stretch of JSON that is cut anywhere: a record that is longer than the module's memory is
// walked in windows, none of which may end inside a string that can be put off to the next.

import { same } from "./block";

/** The opening quote of the last string, and its closing quote; 0 when there is none. */
let opened: usize = 0;
let closed: usize = 0;

export function lastOpened(): usize {
  return opened;
}

export function lastClosed(): usize {
  return closed;
}

/** Goes through `length` bytes at `from`, which stands outside of strings. 64 bytes behind them can be read. */
export function findStrings(from: usize, length: i32): void {
  opened = 0;
  closed = 0;
  const end = from + <usize>length;
  let done = from;
  let inside = false;
  for (let block = from; block < end; block += 64) {
    for (let mask = marksOf(block, end); mask != 0; mask &= mask - 1) {
      const at = block + <usize>ctz(mask);
      if (at < done) continue;
      if (load<u8>(at) == 0x5c) {
        // A backslash outside of strings is no JSON and hides nothing.
        if (inside) done = at + 2;
      } else if (inside) {
        inside = false;
        closed = at;
      } else {
        inside = true;
        opened = at;
        closed = 0;
      }
    }
  }
}

/** The quote that ends the string in which `from` stands, not behind the first half of an escape; 0 when there is none. */
export function closing(from: usize, length: i32): usize {
  const end = from + <usize>length;
  let done = from;
  for (let block = from; block < end; block += 64) {
    for (let mask = marksOf(block, end); mask != 0; mask &= mask - 1) {
      const at = block + <usize>ctz(mask);
      if (at < done) continue;
      if (load<u8>(at) == 0x22) return at;
      done = at + 2;
    }
  }
  return 0;
}

/** Quotes and backslashes of a block before `end`. */
// @ts-expect-error: decorator
@inline
function marksOf(block: usize, end: usize): u64 {
  const mask = same(block, 0x22) | same(block, 0x5c);
  return block + 64 > end ? mask & (((<u64>1) << (end - block)) - 1) : mask;
}
