import { FIELD, FIELDS } from "./elision-table.js";
import type { SkimExports } from "./module.js";

/** What the walker made of a stretch of JSON: valid until anything else is skimmed. */
export interface Skeleton {
  readonly bytes: Buffer;
  /** Numbers of four bytes, {@link FIELDS} for each elision (see wasm/elide.ts); places are addresses. */
  readonly table: Uint32Array;
}

/** Kept free before and behind the window: the walker looks a little further. */
const MARGIN = 64;
/** Of a string whose beginning is looked at. */
const HEAD = 64;
/** Shorter stretches hold nothing that could be left out. */
const MIN = 512;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** The walker's memory as a window on a record that is longer than it. Offsets are those of {@link bytes}. */
export class SkimWindow {
  /** What {@link fill} put there: to be walked before anything else is skimmed. */
  readonly bytes: Buffer;
  readonly #walker: SkimExports;
  readonly #memory: Buffer;
  readonly #table: Uint32Array;
  readonly #first: number;
  readonly #begin: () => void;

  /** @param begin is called before the memory is used: what was skimmed before is gone */
  constructor(walker: SkimExports, begin: () => void) {
    const { buffer } = walker.memory;
    this.#walker = walker;
    this.#begin = begin;
    this.#memory = Buffer.from(buffer);
    this.#table = new Uint32Array(buffer, walker.TABLE.value);
    this.#first = walker.INPUT.value + MARGIN;
    this.bytes = Buffer.from(buffer, this.#first, walker.INPUT_SIZE.value - 2 * MARGIN);
  }

  /** Puts bytes into the window. Nothing that was skimmed or surveyed before is there any more. */
  fill(bytes: Uint8Array): void {
    this.#begin();
    this.bytes.set(bytes);
  }

  /** Where the last string of the first `length` bytes begins and ends (its quotes); -1 where there is none. */
  lastString(length: number): { readonly opened: number; readonly closed: number } {
    this.#walker.findStrings(this.#first, length);
    return {
      opened: this.#offset(this.#walker.lastOpened()),
      closed: this.#offset(this.#walker.lastClosed()),
    };
  }

  /** The quote before `length` that ends the string in which the window begins; -1 when it goes on. */
  closing(length: number): number {
    return this.#offset(this.#walker.closing(this.#first, length));
  }

  /** Whether a string that begins at an offset may lose its middle as far as its beginning shows. */
  startsPlain(from: number): boolean {
    return this.#walker.startsPlain(this.#first + from, this.#first + from + HEAD) !== 0;
  }

  /** The first place from `at` on where the string that begins at `from`, or before it, can be cut. */
  boundary(at: number, from: number): number {
    return this.#walker.boundary(this.#first + at, this.#first + from) - this.#first;
  }

  /** Walks what stands outside of strings and whole strings. @returns null where nothing is left out */
  walk(from: number, to: number): Skeleton | null {
    if (to - from < MIN) return null;
    this.#begin();
    const count = this.#walker.skim(this.#first + from, to - from);
    if (count <= 0) return null;
    const { value } = this.#walker.OUTPUT;
    return {
      bytes: this.#memory.subarray(value, value + this.#walker.written()),
      table: this.#table.subarray(0, count * FIELDS),
    };
  }

  /** Walks a part of a string as if it were a string: without its quotes in the skeleton. */
  walkInside(from: number, to: number): Skeleton | null {
    if (to - from < MIN) return null;
    const memory = this.#memory;
    const before = this.#first + from - 1;
    const behind = this.#first + to;
    const kept = [memory[before]!, memory[behind]!, memory[behind + 1]!] as const;
    memory[before] = QUOTE;
    memory[behind] = QUOTE;
    // No key: that would be followed by a colon.
    memory[behind + 1] = COMMA;
    const walked = this.walk(from - 1, to + 1);
    [memory[before], memory[behind], memory[behind + 1]] = kept;
    if (walked === null) return null;
    const table = walked.table.slice();
    for (let at = FIELD.marker; at < table.length; at += FIELDS) table[at]! -= 1;
    return { bytes: walked.bytes.subarray(1, -1), table };
  }

  /** The bytes of memory between two addresses of a table. */
  raw(from: number, to: number): Buffer {
    return this.#memory.subarray(from, to);
  }

  #offset(address: number): number {
    return address === 0 ? -1 : address - this.#first;
  }
}
