import type { Origin, RawRecord } from "../../model/location.js";
import type { OffsetMap } from "./offset-map.js";

/** The origin of a piece that starts `from` UTF-16 units into the piece of `origin`. */
export function sliceOrigin(origin: Origin, from: number): Origin {
  if (from === 0) return origin;
  return { pointer: origin.pointer, locate: (offset) => origin.locate(from + offset) };
}

/** The origin of text that is a record's own text from `start` on; no JSON. */
export function recordOrigin(record: RawRecord, start = 0): Origin {
  return { pointer: null, locate: (offset) => record.position(start + offset) };
}

/** The origin of text made from a record's text by leaving parts out (terminal escapes, log prefixes …); no JSON. */
export function mappedOrigin(record: RawRecord, map: OffsetMap): Origin {
  return { pointer: null, locate: (offset) => record.position(map.toRaw(offset)) };
}

/** A piece of a text that was put together from several places. */
export interface OriginPiece {
  /** Length of the piece in UTF-16 units. */
  readonly length: number;
  readonly origin: Origin;
}

/**
 * The origin of pieces joined end to end (the deltas of a stream). The pointer is that of the first piece. A boundary
 * belongs to the piece that starts there, and the total length to the last piece.
 */
export function concatOrigins(pieces: readonly OriginPiece[]): Origin {
  const filled = pieces.filter((piece) => piece.length > 0);
  const starts: number[] = [];
  let total = 0;
  for (const piece of filled) {
    starts.push(total);
    total += piece.length;
  }
  const first = filled[0] ?? pieces[0];
  return {
    pointer: first === undefined ? null : first.origin.pointer,
    locate(offset) {
      if (filled.length === 0) return locateEmpty(first);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return filled[low]!.origin.locate(offset - starts[low]!);
    },
  };
}

function locateEmpty(piece: OriginPiece | undefined) {
  return piece === undefined ? { line: 1, column: 1, byteOffset: 0 } : piece.origin.locate(0);
}
