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
    byteOffset: from.byteOffset + Buffer.byteLength(text),
  };
}
