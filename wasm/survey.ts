// Takes the shapes of the records of JSON Lines, as many as its table holds.

import { RECORDS, RECORDS_END } from "./layout";
import * as shape from "./shape";
import { stop, walk } from "./walk";

/** Bytes of a record's entry, which its slots follow: from, length, shape (eight bytes; 0 to be read), number of slots. */
const RECORD: usize = 24;
/** Most that a record takes in the table. */
const ROOM: usize = RECORD + 128 * shape.SLOT;

/** Where the records end that were surveyed. */
let reached: usize = 0;

export function surveyed(): usize {
  return reached;
}

/**
 * Surveys the records from `from` on, each ended by a line feed; the last one's stands before `end`.
 *
 * @returns how many there are in the table
 */
export function survey(from: usize, end: usize): i32 {
  let entry = RECORDS;
  let count = 0;
  while (from < end && entry + ROOM <= RECORDS_END) {
    shape.reset(from, entry + RECORD);
    const known = walk(from, end, true);
    const last = known ? stop : lineEnd(from, end);
    const found = known ? shape.finish(last) : 0;
    store<u32>(entry, <u32>from);
    store<u32>(entry, <u32>(last - from), 4);
    store<u64>(entry, found, 8);
    store<i32>(entry, found == 0 ? 0 : shape.slots, 16);
    entry += RECORD + (found == 0 ? 0 : <usize>shape.slots * shape.SLOT);
    count++;
    from = last + 1;
  }
  reached = from;
  return count;
}

/** The first line feed from `from` on; `end` when there is none. */
function lineEnd(from: usize, end: usize): usize {
  const feed = i8x16.splat(0x0a);
  for (let at = from; at < end; at += 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at), feed));
    if (mask != 0) return at + <usize>ctz(mask);
  }
  return end;
}
