import type { Encoding } from "./encoding.js";
import { sequenceLength, sequenceUnits } from "./utf8-sequence.js";

/** What a decoder had to replace in one record. */
export interface InvalidBytes {
  /** Number of bytes replaced. */
  readonly count: number;
  /** UTF-16 offset, in the decoded text, of the first replacement. */
  readonly firstOffset: number;
}

/** The bytes of a record that are not valid in its encoding, or `null` if all are. */
export function findInvalid(bytes: Uint8Array, encoding: Encoding): InvalidBytes | null {
  return encoding === "utf-8" ? invalidUtf8(bytes) : invalidUtf16(bytes, encoding === "utf-16le" ? 1 : 0);
}

function invalidUtf8(bytes: Uint8Array): InvalidBytes | null {
  let count = 0;
  let firstOffset = -1;
  let units = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length < 0) {
      if (firstOffset === -1) firstOffset = units;
      count -= length;
    }
    units += sequenceUnits(length);
    at += Math.abs(length);
  }
  return count === 0 ? null : { count, firstOffset };
}

/** Surrogates without their partner, and a last byte that is half a unit. @param high Index of the unit's high byte. */
function invalidUtf16(bytes: Uint8Array, high: 0 | 1): InvalidBytes | null {
  let count = bytes.length % 2;
  let firstOffset = count === 0 ? -1 : (bytes.length - 1) / 2;
  const units = (bytes.length - count) / 2;
  for (let unit = units - 1; unit >= 0; unit--) {
    const kind = bytes[unit * 2 + high]! & 0xfc;
    if (kind !== 0xd8 && kind !== 0xdc) continue;
    const paired = kind === 0xdc && unit > 0 && (bytes[(unit - 1) * 2 + high]! & 0xfc) === 0xd8;
    if (paired) {
      unit--;
    } else {
      count += 2;
      firstOffset = unit;
    }
  }
  return count === 0 ? null : { count, firstOffset };
}
