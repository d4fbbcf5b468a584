import type { Origin, RawRecord } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { valueAt } from "./guards.js";
import { walkString } from "./json-locator.js";
import { type JsonPath, jsonPointer } from "./json-pointer.js";

/** A delta that was read, and what it takes to tell one that differs from it in its text alone. */
export interface RepeatedDelta {
  /** Where the text stands in the record. */
  readonly text: JsonPath;
  /** Strings and whole numbers that may differ too. Nothing is told of them. @defaultValue none */
  readonly free?: readonly JsonPath[];
  /**
   * What reading the whole record would tell. Right as long as nothing else was read in between.
   *
   * @param text never empty
   * @param free what stands at the places of `free`, in their order; undefined for those that are not there
   */
  tell(text: string, origin: Origin, free: readonly (string | undefined)[]): readonly ReaderEvent[];
}

/** A place in a template: quoted for a string. `path` ends in a key that occurs once in the record. */
interface Hole {
  readonly start: number;
  readonly end: number;
  readonly path: JsonPath;
  readonly quoted: boolean;
  /** Which of the free places it is; -1 for the text. */
  readonly index: number;
}

/** Longer deltas are read in full, in UTF-16 units: then that costs little beside their text. */
const LONGEST = 4096;
const CONTROL = /[\x00-\x1f]/;
const NUMBER = /(?:0|[1-9]\d{0,14})(?!\d)/y;

/**
 * The text of a record of JSON with holes for the text of its delta and for what else may differ. Streams repeat the
 * same record thousands of times around a word; one that fits need not be parsed.
 */
export class DeltaTemplate {
  readonly #delta: RepeatedDelta;
  /** What stands before each hole, and behind the last. */
  readonly #fixed: readonly string[];
  readonly #holes: readonly Hole[];
  readonly #pointer: string;

  private constructor(record: string, delta: RepeatedDelta, holes: readonly Hole[]) {
    this.#delta = delta;
    this.#holes = holes;
    this.#fixed = [...holes, null].map((hole, index) =>
      record.slice(index === 0 ? 0 : holes[index - 1]!.end, hole?.start),
    );
    this.#pointer = jsonPointer(delta.text);
  }

  /** @returns null where the places are not found for certain by their keys */
  static of(record: string, delta: RepeatedDelta): DeltaTemplate | null {
    const holes: Hole[] = [];
    for (const [at, path] of [delta.text, ...(delta.free ?? [])].entries()) {
      if (at > 0 && !record.includes(JSON.stringify(path.at(-1)))) continue;
      const hole = holeAt(record, path, at - 1);
      if (hole === null) return null;
      holes.push(hole);
    }
    if (!holes[0]!.quoted) return null;
    holes.sort((a, b) => a.start - b.start);
    return standsThere(record, holes) ? new DeltaTemplate(record, delta, holes) : null;
  }

  /** What a record tells that fits; null for any other. */
  tell(record: RawRecord): readonly ReaderEvent[] | null {
    const { text } = record;
    const free: (string | undefined)[] = [];
    let said = "";
    let quote = 0;
    let at = 0;
    for (let each = 0; each < this.#holes.length; each++) {
      const fixed = this.#fixed[each]!;
      if (!text.startsWith(fixed, at)) return null;
      const start = at + fixed.length;
      const { quoted, index } = this.#holes[each]!;
      at = quoted ? stringEnd(text, start) : numberEnd(text, start);
      if (at < 0) return null;
      const raw = text.slice(start, at);
      const value = quoted ? decode(raw) : raw;
      if (value === null) return null;
      if (index >= 0) free[index] = value;
      else {
        said = value;
        quote = start - 1;
      }
    }
    const last = this.#fixed.at(-1)!;
    if (text.length !== at + last.length || !text.endsWith(last) || said.length > LONGEST) return null;
    return said === "" ? null : this.#delta.tell(said, this.#origin(record, quote), free);
  }

  #origin(record: RawRecord, quote: number): Origin {
    let walk: ((offset: number) => number) | null = null;
    return {
      pointer: this.#pointer,
      locate(offset) {
        walk ??= walkString(record.text, quote);
        return record.position(walk(offset));
      },
    };
  }
}

/** The value behind the last key of a path, where that key occurs once in the record. */
function holeAt(record: string, path: JsonPath, index: number): Hole | null {
  const key = JSON.stringify(path.at(-1));
  const at = record.indexOf(key);
  if (at < 0 || record.indexOf(key, at + 1) >= 0) return null;
  const colon = /\s*:\s*/y;
  colon.lastIndex = at + key.length;
  if (!colon.test(record)) return null;
  const quoted = record.charAt(colon.lastIndex) === '"';
  const start = quoted ? colon.lastIndex + 1 : colon.lastIndex;
  const end = quoted ? stringEnd(record, start) : numberEnd(record, start);
  return end < 0 ? null : { start, end, path, quoted, index };
}

/** Whether other values in the holes are found at their paths. */
function standsThere(record: string, holes: readonly Hole[]): boolean {
  let other = "";
  let from = 0;
  for (const [index, { start, end, quoted }] of holes.entries()) {
    other += record.slice(from, start) + (quoted ? `delta-${index}` : `${1000 + index}`);
    from = end;
  }
  try {
    const value: unknown = JSON.parse(other + record.slice(from));
    return holes.every(
      ({ path, quoted }, index) => valueAt(value, path) === (quoted ? `delta-${index}` : 1000 + index),
    );
  } catch {
    return false;
  }
}

/** Where the string ends that begins at an offset, its opening quotation mark not counted; -1 when it does not. */
function stringEnd(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at;
    while (before > from && text.charCodeAt(before - 1) === 0x5c) before--;
    if ((at - before) % 2 === 0) return at;
  }
  return -1;
}

function numberEnd(text: string, from: number): number {
  NUMBER.lastIndex = from;
  return NUMBER.test(text) ? NUMBER.lastIndex : -1;
}

/** The text of a JSON string without its quotation marks; null where it is none. */
function decode(raw: string): string | null {
  if (CONTROL.test(raw)) return null;
  if (!raw.includes("\\")) return raw;
  try {
    return JSON.parse(`"${raw}"`);
  } catch {
    return null;
  }
}
