import { sequenceLength, sequenceUnits } from "./utf8-sequence.js";

/** Units between two remembered places: a look-up walks less than this. */
const STRIDE = 16 * 1024;

/** Finds bytes of a UTF-8 text by UTF-16 offsets; inside a surrogate pair, the first byte of its character. */
export interface ByteIndex {
  bytesBefore(offset: number): number;
}

/** @param text Decoded from valid UTF-8, so that its bytes can be counted without being kept. */
export function indexText(text: string): ByteIndex {
  return createIndex(text.length, (from, bytes, to) => {
    const end = insidePair(text, to) ? to - 1 : to;
    return end <= from ? [from, bytes] : [end, bytes + Buffer.byteLength(text.slice(from, end), "utf8")];
  });
}

/** @param bytes Not all valid: walked as the decoder did, since a replacement stands for one to three bytes. */
export function indexBytes(bytes: Uint8Array, textLength: number): ByteIndex {
  return createIndex(textLength, (from, start, to) => {
    let units = from;
    let at = start;
    while (units < to && at < bytes.length) {
      const length = sequenceLength(bytes, at);
      if (units + sequenceUnits(length) > to) break;
      units += sequenceUnits(length);
      at += Math.abs(length);
    }
    return [units, at];
  });
}

/** From a known place (units, bytes) to the last character boundary at or before another offset. */
type Advance = (
  fromUnits: number,
  fromBytes: number,
  toUnits: number,
) => readonly [units: number, bytes: number];

/** Remembers a place every {@link STRIDE} units, so that many look-ups in a large text stay cheap. */
function createIndex(textLength: number, advance: Advance): ByteIndex {
  const places: (readonly [number, number])[] = [[0, 0]];
  for (let at = STRIDE; at < textLength; at += STRIDE) {
    const [units, bytes] = places.at(-1)!;
    places.push(advance(units, bytes, at));
  }
  return {
    bytesBefore(offset) {
      // A place lies at most one unit before its multiple of the stride, never after it.
      const [units, bytes] = places[Math.min(Math.floor(offset / STRIDE), places.length - 1)]!;
      return advance(units, bytes, offset)[1];
    },
  };
}

function insidePair(text: string, offset: number): boolean {
  return (
    offset > 0 &&
    (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800 &&
    (text.charCodeAt(offset) & 0xfc00) === 0xdc00
  );
}
