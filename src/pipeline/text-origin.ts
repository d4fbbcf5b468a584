import type { Origin, Position } from "../model/location.js";

/** Gives the places of text that has no file: pieces of one stream, counted as if it were written to a UTF-8 file. */
export class TextCursor {
  #position: Position = { line: 1, column: 1, byteOffset: 0 };

  /** The origin of the next piece. */
  next(text: string): Origin {
    const start = this.#position;
    this.#position = advance(start, text);
    return { pointer: null, locate: (offset) => advance(start, text.slice(0, offset)) };
  }
}

function advance(from: Position, text: string): Position {
  const lastFeed = text.lastIndexOf("\n");
  let line = from.line;
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) line++;
  return {
    line,
    column: lastFeed < 0 ? from.column + text.length : text.length - lastFeed,
    byteOffset: from.byteOffset + utf8Bytes(text),
  };
}

/** Bytes of a text in UTF-8, a lone surrogate as U+FFFD. Counted here, since edge runtimes have no `Buffer`. */
function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLow(text.charCodeAt(i + 1))) {
      // Four bytes for two units.
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

/** Whether a unit is the second half of a surrogate pair; false for the NaN beyond the end. */
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
