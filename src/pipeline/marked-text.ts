import { mayBeRun } from "../identify/index.js";
import type { Origin } from "../model/location.js";
import { type Elided, type ElidedParts, MARK } from "../model/skim.js";

/** Longest piece that is judged at once, in UTF-16 units. */
const PIECE = 64 * 1024;

/** Memory that parts of earlier records may take, in bytes: some readers tell a text when later records have come. */
const REMEMBERED = 32 << 20;

/** What was left out of the last records of a source that are too long for memory. */
export class LargeParts {
  #records: ElidedParts[] = [];

  get any(): boolean {
    return this.#records.length > 0;
  }

  add(parts: ElidedParts): void {
    let left = REMEMBERED;
    this.#records = [parts, ...this.#records].filter((each, index) => {
      left -= each.memory;
      return index === 0 || left >= 0;
    });
  }

  find(marker: string): Elided | null {
    for (const record of this.#records) {
      const found = record.find(marker);
      if (found !== null) return found;
    }
    return null;
  }
}

/** What is left of a text of which parts were left out, and where it stands in that text. */
export interface MarkedPart {
  readonly part: string | Elided;
  readonly origin: Origin;
}

/** A text of a record that is too long for memory, with its markers resolved; null when there are none in it. */
export function markedText(text: string, origin: Origin, elided: LargeParts): readonly MarkedPart[] | null {
  if (!text.includes(MARK)) return null;
  const parts: MarkedPart[] = [];
  let from = 0;
  for (const match of text.matchAll(/\ufdd0\d{1,16}\ufdd1/g)) {
    const part = elided.find(match[0]);
    // Whoever writes such characters into a log means nothing by them.
    if (part === null) continue;
    if (match.index > from) parts.push({ part: text.slice(from, match.index), origin: behind(origin, from) });
    parts.push({ part, origin: behind(origin, match.index) });
    from = match.index + match[0].length;
  }
  if (from === 0) return null;
  if (from < text.length) parts.push({ part: text.slice(from), origin: behind(origin, from) });
  return parts;
}

/** Whether something in what was not left out can be a run. */
export function holdsRun(parts: readonly MarkedPart[]): boolean {
  return parts.some(({ part }) => typeof part === "string" && mayBeRun(part));
}

/** A part in pieces that can be judged one by one, none of which ends inside a surrogate pair. */
export function* inPieces(text: string, origin: Origin): Generator<{ text: string; origin: Origin }> {
  for (let from = 0; from < text.length; ) {
    const cut = Math.min(from + PIECE, text.length);
    const to = cut < text.length && /[\ud800-\udbff]/.test(text[cut - 1]!) ? cut - 1 : cut;
    yield { text: text.slice(from, to), origin: behind(origin, from) };
    from = to;
  }
}

function behind(origin: Origin, start: number): Origin {
  return { pointer: origin.pointer, locate: (offset) => origin.locate(start + offset) };
}
