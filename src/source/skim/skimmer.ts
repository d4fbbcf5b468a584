import type { SkimMarks, Skimmed } from "../../model/skim.js";
import { instantiate, type SkimExports } from "./module.js";
import { SkimWindow } from "./skim-window.js";
import { type RecordBytes, SkimmedRecord } from "./skimmed-record.js";
import { Survey } from "./survey.js";

/**
 * Makes skeletons of records of JSON: the same text, in which the middle of each long string that holds nothing of
 * interest is replaced by a marker. What was left out is measured, and decoded only when it is asked for.
 *
 * A string loses its middle when it is a value of 512 bytes or more and holds no Han candidate, no mark (see
 * {@link SkimMarks}), none of `<|`, `◁`, a terminal's control character, a `\u` behind an escaped backslash or an escaped
 * letter, does not begin like JSON, and shows in its head whether it is text or base64. Keys stay whole.
 */
export interface Skimmer {
  /** Where a record can be put for {@link skimInput}, so that it need not be copied. 4 MiB. */
  readonly input: Buffer;
  /**
   * @returns null where nothing can be left out, and for a record that must be read whole: one that is longer than
   * `input`, is not valid UTF-8, holds a character from U+FDD0 to U+FDEF, or a string that is no JSON
   */
  skim(bytes: Uint8Array): Skimmed | null;
  /** As {@link skim}, for the `length` bytes at `from` of {@link input}. */
  skimInput(from: number, length: number): Skimmed | null;
  /** Puts lines into {@link input}, for {@link survey} and {@link skimInput}. `user` is whose they are. */
  put(lines: Uint8Array, user: object): void;
  /** Whose lines stand in the input; null when nobody's do any more. */
  user: object | null;
  /** Takes the shapes of the records in the input. */
  readonly survey: Survey;
  /** For records that are longer than {@link input}. */
  readonly window: SkimWindow;
}

/** Shorter records hold nothing that could be left out. */
const MIN_RECORD = 512;

/** @returns null where WebAssembly SIMD is missing */
export function createSkimmer(marks: SkimMarks): Skimmer | null {
  const walker = instantiate(marks);
  return walker === null ? null : new WasmSkimmer(walker);
}

class WasmSkimmer implements Skimmer {
  readonly input: Buffer;
  readonly survey: Survey;
  user: object | null = null;
  readonly window: SkimWindow;
  readonly #walker: SkimExports;
  readonly #bytes: RecordBytes;
  readonly #table: Uint32Array;
  readonly #entry: number;

  constructor(walker: SkimExports) {
    const { buffer } = walker.memory;
    this.#walker = walker;
    this.#entry = walker.ENTRY.value / 4;
    this.#table = new Uint32Array(buffer, walker.TABLE.value);
    this.#bytes = { memory: Buffer.from(buffer), serial: 0, boundary: walker.boundary };
    this.window = new SkimWindow(walker, () => {
      this.#bytes.serial += 1;
      this.user = null;
    });
    this.input = Buffer.from(buffer, walker.INPUT.value, walker.INPUT_SIZE.value);
    this.survey = new Survey(walker, this.#bytes);
  }

  put(lines: Uint8Array, user: object): void {
    this.#bytes.serial += 1;
    this.input.set(lines);
    this.user = user;
  }

  skim(bytes: Uint8Array): Skimmed | null {
    this.#bytes.serial += 1;
    if (bytes.length < MIN_RECORD || bytes.length > this.input.length) return null;
    this.input.set(bytes);
    this.user = null;
    return this.#walk(0, bytes.length);
  }

  skimInput(from: number, length: number): Skimmed | null {
    this.#bytes.serial += 1;
    if (length < MIN_RECORD || from < 0 || from + length > this.input.length) return null;
    return this.#walk(from, length);
  }

  #walk(from: number, length: number): Skimmed | null {
    const walker = this.#walker;
    const start = walker.INPUT.value + from;
    const count = walker.skim(start, length);
    if (count <= 0) return null;
    const table = this.#table.slice(0, count * this.#entry);
    const output = walker.OUTPUT.value;
    return new SkimmedRecord(this.#bytes, table, start, output, walker.written(), walker.surplus());
  }
}
