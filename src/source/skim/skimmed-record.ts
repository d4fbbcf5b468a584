import type { Elided, Skimmed, UnitsByClass } from "../../model/skim.js";
import { FIELD, FIELDS } from "./elision-table.js";
import { decodeRaw, type RawBytes, tailOf } from "./raw-string.js";

/** The walker's memory, and how often it was used: what stands in it belongs to one record at a time. */
export interface RecordBytes extends RawBytes {
  serial: number;
}

/** Length of U+FDD0 or U+FDD1 as an escape. */
const ESCAPE = 6;

/** A skeleton as the walker left it. */
export class SkimmedRecord implements Skimmed {
  readonly text: string;
  readonly elided: readonly Elided[];
  readonly #table: Uint32Array;
  /** Address of the record's first byte. */
  readonly #start: number;
  /** Whether a byte of the skeleton is a unit. */
  readonly #isAscii: boolean;

  /** @param surplus raw bytes of the record minus UTF-16 units of its raw text */
  constructor(
    bytes: RecordBytes,
    table: Uint32Array,
    start: number,
    output: number,
    length: number,
    surplus: number,
  ) {
    this.#table = table;
    this.#start = start;
    const { memory } = bytes;
    const elided: Elided[] = [];
    let inside = 0;
    for (let at = 0; at < table.length; at += FIELDS) {
      inside += table[at + FIELD.surplus]!;
      elided.push(new ElidedStretch(bytes, table, at, output));
    }
    this.elided = elided;
    this.#isAscii = inside === surplus;
    this.text = this.#isAscii
      ? memory.toString("latin1", output, output + length)
      : memory.toString("utf8", output, output + length);
  }

  place(offset: number): { readonly units: number; readonly bytes: number } {
    const table = this.#table;
    // Skeleton and record behind the last marker that begins before the offset.
    let unit = 0;
    let rawUnits = 0;
    let rawBytes = 0;
    let left = 0;
    for (let at = 0; at < table.length; at += FIELDS) {
      const begins = table[at + FIELD.marker]! - (table[at + FIELD.surplusBefore]! - left);
      if (offset < begins) break;
      const fromBytes = table[at + FIELD.from]! - this.#start;
      const fromUnits = fromBytes - table[at + FIELD.surplusBefore]!;
      if (offset < begins + table[at + FIELD.markerLength]!) return { units: fromUnits, bytes: fromBytes };
      left += table[at + FIELD.surplus]!;
      unit = begins + table[at + FIELD.markerLength]!;
      rawBytes = table[at + FIELD.to]! - this.#start;
      rawUnits = rawBytes - table[at + FIELD.surplusBefore]! - table[at + FIELD.surplus]!;
    }
    const units = offset - unit;
    return { units: rawUnits + units, bytes: rawBytes + this.#bytesBetween(unit, offset) };
  }

  #bytesBetween(from: number, to: number): number {
    if (this.#isAscii) return to - from;
    const cut = isLow(this.text.charCodeAt(to)) && isHigh(this.text.charCodeAt(to - 1)) ? to - 1 : to;
    return Buffer.byteLength(this.text.slice(from, cut));
  }
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** One entry of the table. */
class ElidedStretch implements Elided {
  readonly marker: string;
  readonly #bytes: RecordBytes;
  readonly #serial: number;
  readonly #table: Uint32Array;
  readonly #at: number;

  constructor(bytes: RecordBytes, table: Uint32Array, at: number, output: number) {
    this.#bytes = bytes;
    this.#serial = bytes.serial;
    this.#table = table;
    this.#at = at;
    const from = output + table[at + FIELD.marker]!;
    const digits = bytes.memory.toString(
      "latin1",
      from + ESCAPE,
      from + table[at + FIELD.markerLength]! - ESCAPE,
    );
    this.marker = `\ufdd0${digits}\ufdd1`;
  }

  get units(): UnitsByClass {
    const field = (index: number): number => this.#table[this.#at + FIELD.units + index]!;
    return { ascii: field(0), latin: field(1), cyrillic: field(2), hangul: field(3), other: field(4) };
  }

  get namesChinese(): boolean {
    return this.#table[this.#at + FIELD.names] === 1;
  }

  read(): string {
    return decodeRaw(this.#present(), this.#table[this.#at + FIELD.from]!, this.#table[this.#at + FIELD.to]!);
  }

  tail(units: number): string {
    const bytes = this.#present();
    const to = this.#table[this.#at + FIELD.to]!;
    return decodeRaw(bytes, tailOf(bytes, this.#table[this.#at + FIELD.from]!, to, units), to);
  }

  #present(): RawBytes {
    if (this.#bytes.serial !== this.#serial)
      throw new Error("The record of this stretch is no longer there.");
    return this.#bytes;
  }
}
