/**
 * The length of the UTF-8 sequence at `at`; negative when it is not valid, and then the bytes that a decoder replaces
 * by one U+FFFD: the longest prefix of a valid sequence, or one byte (WHATWG Encoding Standard, "UTF-8 decoder";
 * Unicode 16, table 3-7 and section 3.9.6, "substitution of maximal subparts").
 */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  const needed = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // Overlong forms, surrogates and code points above U+10FFFF show in the second byte.
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let have = 1; have < needed; have++) {
    const byte = bytes[at + have];
    if (byte === undefined || byte < low || byte > high) return -have;
    low = 0x80;
    high = 0xbf;
  }
  return needed;
}

/** UTF-16 units that a sequence of the given length (see {@link sequenceLength}) decodes to. */
export function sequenceUnits(length: number): 1 | 2 {
  return length === 4 ? 2 : 1;
}
