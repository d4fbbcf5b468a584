// What readers and later stages look for inside texts. The lists are filled in by TypeScript (see layout.ts).

import { LINE_FIRST, LINES, NAMES, PAIRS } from "./layout";
import { hex4, isLetter, lower, startsWithAny } from "./text";

/** Whether the `<` whose last byte stands at `at` may open or close an element that counts, or a mark such as `<|end|>`. */
export function mayOpenMark(at: usize): bool {
  let name = at + 1;
  if (load<u8>(name) == 0x7c) return true;
  if (load<u16>(name) == 0x2f5c) name += 2;
  else if (load<u8>(name) == 0x2f) name++;
  const pair = lower(name) | (lower(name + 1) << 8);
  if (((load<u8>(PAIRS + (pair >> 3)) >> <u8>(pair & 7)) & 1) == 0) return false;
  return startsWithAny(name, NAMES);
}

/** Whether a line that counts begins at `at`, right behind a line feed. */
// @ts-expect-error: decorator
@inline
export function mayStartLine(at: usize): bool {
  return load<u8>(LINE_FIRST + <usize>load<u8>(at)) != 0 && startsWithAny(at, LINES);
}

/** Whether the `chi` or `nda` at `at` may belong to `chin[aeoê]…` or `mandarin` at the start of a word. */
export function wordAt(at: usize): bool {
  if (lower(at) == 0x63) {
    if (lower(at + 3) != 0x6e) return false;
    const next = <u32>load<u8>(at + 4);
    const vowel = next | 0x20;
    const may = vowel == 0x61 || vowel == 0x65 || vowel == 0x6f || next >= 0x80 || next == 0x5c;
    return may && mayStartWord(at);
  }
  // m a [n d a] r i n
  const may = lower(at - 2) == 0x6d && lower(at - 1) == 0x61 && lower(at + 3) == 0x72 && lower(at + 4) == 0x69;
  return may && lower(at + 5) == 0x6e && mayStartWord(at - 2);
}

/** Whether what stands before a place may be no letter: the last byte of an escape may look like one. */
function mayStartWord(at: usize): bool {
  const before = <u32>load<u8>(at - 1);
  if (!isLetter(before) || load<u8>(at - 2) == 0x5c) return true;
  return load<u16>(at - 6) == 0x755c && hex4(at - 4) >= 0;
}
