/** UTF-16 units of a string take so many raw bytes at most, as an escape. */
const UNIT_BYTES = 6;
/** Bytes on either side of a place in which a string cannot be cut. */
const UNCUT = 16;

/** The memory of a walker. */
export interface RawBytes {
  readonly memory: Buffer;
  /** The first place from `at` on where a string that begins at `start` can be cut. */
  boundary(at: number, start: number): number;
}

/**
 * The text of a JSON string, given the places of its raw bytes.
 *
 * @param isPlain whether it is known to be ASCII without an escape
 */
export function decodeRaw({ memory }: RawBytes, from: number, to: number, isPlain = false): string {
  if (isPlain) return memory.toString("latin1", from, to);
  const raw = memory.toString("utf8", from, to);
  return raw.includes("\\") ? JSON.parse(`"${raw}"`) : raw;
}

/** Where the end of a JSON string begins that is `units` UTF-16 units long or more, or the string itself. */
export function tailOf(bytes: RawBytes, from: number, to: number, units: number): number {
  const wanted = to - units * UNIT_BYTES - UNCUT;
  return wanted <= from ? from : Math.min(to, bytes.boundary(wanted, from));
}
