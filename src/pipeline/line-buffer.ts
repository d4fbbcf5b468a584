import type { Origin, Position } from "../model/location.js";

/** A longer line is judged in parts of this many UTF-16 units, so that no buffer grows with the input. */
export const LINE_LIMIT = 16_384;

/** A line of an utterance, or the part of one that has come so far. */
export interface Line {
  /** Without its line feed. */
  readonly text: string;
  /** UTF-16 offset of the line in the utterance. */
  readonly start: number;
  /** False for a line that is still growing. */
  readonly complete: boolean;
  /** Where `[start, end)` of the line stands in the source. */
  locate(start: number, end: number): { from: Position; to: Position; pointer: string | null };
}

interface Piece {
  readonly start: number;
  readonly length: number;
  readonly origin: Origin;
}

/** Joins the pieces of one utterance to lines, and keeps what is needed to find their places in the source. */
export class LineBuffer {
  #pieces: Piece[] = [];
  #pending = "";
  #lineStart = 0;
  #length = 0;

  /** UTF-16 units received so far. */
  get length(): number {
    return this.#length;
  }

  /** Adds a piece and gives the lines that it completes. */
  *push(text: string, origin: Origin): Generator<Line> {
    if (text === "") return;
    this.#pieces.push({ start: this.#length, length: text.length, origin });
    this.#length += text.length;
    let from = 0;
    for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", from)) {
      this.#pending += text.slice(from, feed);
      from = feed + 1;
      yield* this.#cutLong();
      yield this.#take(this.#pending.length, 1, true);
    }
    this.#pending += text.slice(from);
    yield* this.#cutLong();
  }

  get atLineStart(): boolean {
    return this.#pending === "";
  }

  /** Passes over complete lines of so many UTF-16 units, at the start of a line. */
  pass(units: number): void {
    this.#length += units;
    this.#lineStart += units;
    this.#pieces = [];
  }

  /** Goes on behind text that is not at hand: the line before it ends there. */
  *skip(units: number): Generator<Line> {
    yield* this.end();
    this.#lineStart += units;
    this.#length += units;
  }

  /** The line that is still growing, if any. */
  current(): Line | null {
    const text = this.#pending.endsWith("\r") ? this.#pending.slice(0, -1) : this.#pending;
    return text === "" ? null : this.#line(text, false);
  }

  /** The last line, which ends with the utterance. */
  *end(): Generator<Line> {
    if (this.#pending !== "") yield this.#take(this.#pending.length, 0, true);
  }

  *#cutLong(): Generator<Line> {
    while (this.#pending.length > LINE_LIMIT) {
      const unit = this.#pending.charCodeAt(LINE_LIMIT - 1);
      const splitsPair = unit >= 0xd800 && unit < 0xdc00;
      yield this.#take(splitsPair ? LINE_LIMIT - 1 : LINE_LIMIT, 0, true);
    }
  }

  #take(length: number, feed: number, complete: boolean): Line {
    const raw = this.#pending.slice(0, length);
    const line = this.#line(raw.endsWith("\r") ? raw.slice(0, -1) : raw, complete);
    this.#pending = this.#pending.slice(length);
    this.#lineStart += length + feed;
    const kept = this.#pieces.filter((p) => p.start + p.length > this.#lineStart);
    this.#pieces = kept;
    return line;
  }

  #line(text: string, complete: boolean): Line {
    const start = this.#lineStart;
    const pieces = this.#pieces;
    return {
      text,
      start,
      complete,
      locate(from, to) {
        const first = pieceAt(pieces, start + from);
        const last = pieceAt(pieces, start + Math.max(from, to - 1));
        return {
          from: first.origin.locate(start + from - first.start),
          to: last.origin.locate(start + to - last.start),
          pointer: first.origin.pointer,
        };
      },
    };
  }
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low]!;
}
