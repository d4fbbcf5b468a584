// The walker of JSON records. AssemblyScript: TypeScript's syntax, compiled to WebAssembly by scripts/build-skim.mjs. It
// allocates nothing; everything lies at the fixed places of layout.ts, and the state of a run in a few globals.
//
// It does two things: `skim` makes the skeleton of one record (see src/source/skim/skimmer.ts for what that is), `survey`
// takes the shapes of many (see src/source/skim/survey.ts). Both go through the bytes in walk.ts.

import * as elide from "./elide";
import * as totals from "./totals";
import { walk } from "./walk";

export { boundary } from "./boundary";
export { startsPlain, written } from "./elide";
export {
  ENTRY, INPUT, INPUT_SIZE, LINE_FIRST, LINES, MEMBERS, MEMBERS_SIZE, NAMES, OUTPUT, PAIRS, RECORDS, STARTS, TABLE,
} from "./layout";
export { enterMember } from "./members";
export { closing, findStrings, lastClosed, lastOpened } from "./strings";
export { survey, surveyed } from "./survey";

const REFUSED: i32 = -1;

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
  elide.resetOutput(from);
  if (!walk(from, end, false)) return REFUSED;
  elide.copyTo(end);
  return elide.count;
}
