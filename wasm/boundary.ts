// Where a string can be cut.

/**
 * The first place from `at` on at which the raw text of a string can be cut: not inside a character, an escape, a
 * surrogate pair of two escapes, or a `\r\n` of two escapes. `start` is where the string begins.
 */
export function boundary(at: usize, start: usize): usize {
  if (at <= start) return start;
  while ((load<u8>(at) & 0xc0) == 0x80) at++;
  at = behindEscape(at, start);
  // Now a whole escape may stand on either side.
  const before = at >= start + 6 && isEscape(at - 6, start) ? surrogateAt(at - 6) : 0;
  if (before == 0xd800 && surrogateAt(at) == 0xdc00) return at + 6;
  if (at >= start + 2 && load<u32>(at - 2) == 0x6e5c725c && isEscape(at - 2, start)) return at + 2;
  return at;
}

/** The end of the escape that a place stands inside of, or the place. */
function behindEscape(at: usize, start: usize): usize {
  for (let back: usize = 1; back <= 5 && back <= at - start; back++) {
    const from = at - back;
    if (!isEscape(from, start)) continue;
    const length: usize = load<u8>(from, 1) == 0x75 ? 6 : 2;
    return length > back ? from + length : at;
  }
  return at;
}

/** Whether an escape begins at a place: its backslash is not the second of an escaped backslash. */
function isEscape(at: usize, start: usize): bool {
  let from = at + 1;
  while (from > start && load<u8>(from - 1) == 0x5c) from--;
  return ((at + 1 - from) & 1) == 1;
}

/** The kind of surrogate that a `\u` escape at a place stands for (its first unit), or 0. */
function surrogateAt(at: usize): u32 {
  if (load<u16>(at) != 0x755c || (load<u8>(at, 2) | 0x20) != 0x64) return 0;
  const digit = <u32>load<u8>(at, 3);
  if (digit == 0x38 || digit == 0x39) return 0xd800;
  const letter = digit | 0x20;
  if (letter == 0x61 || letter == 0x62) return 0xd800;
  return letter >= 0x63 && letter <= 0x66 ? 0xdc00 : 0;
}
