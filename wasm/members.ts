// Which members of records are what. The list is filled in by TypeScript (src/source/skim/survey.ts).

import { MEMBERS, MEMBERS_SIZE } from "./layout";
import { hash } from "./text";

/** A place of the table: a hash of eight bytes, a kind and a number of four. There are a power of two of them. */
const PLACE: usize = 16;
const PLACES: usize = MEMBERS_SIZE / PLACE;

/** Its strings say nothing about the shape: texts, facts that are handed on, and what nobody needs. */
export const TEXT: u32 = 1;
export const FACT: u32 = 2;
export const OPAQUE: u32 = 3;
/** Every string in its value is a text. */
export const TEXTS: u32 = 4;
/** Nothing in its value matters. */
export const IGNORED: u32 = 5;

/** Enters the member whose name stands in `length` bytes at `at`. `number` is what a slot of it is told by. */
export function enterMember(at: usize, length: usize, kind: u32, number: u32): void {
  const key = hash(at, at + length);
  let place = placeOf(key);
  while (load<u32>(place, 8) != 0) place = after(place);
  store<u64>(place, key);
  store<u32>(place, kind, 8);
  store<u32>(place, number, 12);
}

/** The place of a member whose name has this hash; one without a kind when it is none of the list. */
export function find(key: u64): usize {
  let place = placeOf(key);
  while (load<u32>(place, 8) != 0 && load<u64>(place) != key) place = after(place);
  return place;
}

// @ts-expect-error: decorator
@inline
function placeOf(key: u64): usize {
  return MEMBERS + <usize>(key & (PLACES - 1)) * PLACE;
}

// @ts-expect-error: decorator
@inline
function after(place: usize): usize {
  return place + PLACE == MEMBERS + PLACES * PLACE ? MEMBERS : place + PLACE;
}
