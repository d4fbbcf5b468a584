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

/** The text of a JSON string, given the places of its raw bytes. */
export function decodeRaw({ memory }: RawBytes, from: number, to: number): string {
  const raw = memory.toString("utf8", from, to);
  return raw.includes("\\") ? JSON.parse(`"${raw}"`) : raw;
}

/** The end of the text of a JSON string: `units` UTF-16 units or more, or all there are. */
export function decodeTail(bytes: RawBytes, from: number, to: number, units: number): string {
  const wanted = to - units * UNIT_BYTES - UNCUT;
  return decodeRaw(bytes, wanted <= from ? from : Math.min(to, bytes.boundary(wanted, from)), to);
}
