import type { Origin } from "../../model/location.js";

/** Where decoded text comes from: from `at` on, unit by unit, it is the text of `origin` from `raw` on. */
interface Mark {
  readonly at: number;
  readonly origin: Origin;
  readonly raw: number;
}

/** A piece of decoded text that knows its way back. */
export interface Piece {
  readonly text: string;
  readonly origin: Origin;
}

/**
 * Puts decoded text together from stretches of other texts (a run copied as it stands, a character decoded from an
 * escape, the end of one delta and the start of the next) and gives it an origin that is true for each character.
 */
export class PieceBuilder {
  #text = "";
  #marks: Mark[] = [];
  #after: Mark | null = null;

  /** UTF-16 units collected so far. */
  get length(): number {
    return this.#text.length;
  }

  get text(): string {
    return this.#text;
  }

  /**
   * Adds text whose first unit stands at `raw` of `origin`, the others right after it.
   *
   * @param rawLength Units that the text takes there, when an escape makes them more than its own.
   */
  add(text: string, origin: Origin, raw: number, rawLength: number = text.length): void {
    if (text === "") return;
    const last = this.#marks[this.#marks.length - 1];
    const continues = last?.origin === origin && last.raw + (this.#text.length - last.at) === raw;
    if (!continues) this.#marks.push({ at: this.#text.length, origin, raw });
    this.#text += text;
    this.#after = { at: this.#text.length, origin, raw: raw + rawLength };
  }

  /** Hands out what was collected and starts anew; null when that is nothing. */
  take(): Piece | null {
    return this.#take(this.#text.length);
  }

  /** As `take`, but keeps a high surrogate at the end until its other half is added. */
  takeWhole(): Piece | null {
    const end = this.#text.length;
    return this.#take(end > 0 && isHighSurrogate(this.#text.charCodeAt(end - 1)) ? end - 1 : end);
  }

  #take(end: number): Piece | null {
    if (end === 0) return null;
    const text = this.#text.slice(0, end);
    const marks = this.#marks;
    const rest = this.#text.slice(end);
    const last = marks[marks.length - 1]!;
    this.#text = rest;
    const next = { at: end, origin: last.origin, raw: last.raw + (end - last.at) };
    this.#marks = rest === "" ? [] : [{ ...next, at: 0 }];
    const after = this.#after!;
    this.#after = rest === "" ? null : { ...after, at: rest.length };
    return { text, origin: originOf(marks, rest === "" ? after : next) };
  }
}

function originOf(marks: readonly Mark[], after: Mark): Origin {
  const pointer = marks[0]!.origin.pointer;
  return {
    pointer,
    locate(offset) {
      if (offset >= after.at) return after.origin.locate(after.raw);
      let low = 0;
      let high = marks.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (marks[middle]!.at <= offset) low = middle;
        else high = middle - 1;
      }
      const mark = marks[low]!;
      return mark.origin.locate(mark.raw + (offset - mark.at));
    },
  };
}

export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
