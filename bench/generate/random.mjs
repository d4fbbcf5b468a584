/** Numbers from 0 to 1 that a seed decides: mulberry32, public domain. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const pick = (random, list) => list[Math.floor(random() * list.length)];

/** A whole number between two bounds whose logarithm is evenly spread: many short ones, some long. */
export const logarithmic = (random, from, to) => Math.round(from * (to / from) ** random());
