import { type Encoding, unitBytes } from "./encoding.js";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Line ends in the bytes of an encoding: LF or CRLF, of one byte a unit or of two. */
export class LineEnds {
  readonly #unit: 1 | 2;
  /** Which byte of a unit of two holds ASCII. */
  readonly #low: 0 | 1;

  constructor(encoding: Encoding) {
    this.#unit = unitBytes(encoding);
    this.#low = encoding === "utf-16be" ? 1 : 0;
  }

  /** Index of the next line feed from `from` on, of its first byte; -1 when there is none. `bytes` begin with a unit. */
  next(bytes: Buffer, from: number): number {
    if (this.#unit === 1) return bytes.indexOf(LINE_FEED, from);
    for (let at = bytes.indexOf(LINE_FEED, from); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) {
      if (at % 2 === this.#low && bytes[at + 1 - 2 * this.#low] === 0) return at - this.#low;
    }
    return -1;
  }

  /** A line without the carriage return that it may end with. */
  withoutReturn(bytes: Buffer): Buffer {
    const end = bytes.length - this.#unit;
    if (end < 0 || bytes[end + this.#low] !== CARRIAGE_RETURN) return bytes;
    if (this.#unit === 2 && bytes[end + 1 - this.#low] !== 0) return bytes;
    return bytes.subarray(0, end);
  }
}
