import type { Elided, ElidedParts, UnitsByClass } from "../../model/skim.js";
import { FIELD, FIELDS } from "../skim/elision-table.js";
import type { Skeleton } from "../skim/skim-window.js";
import { NumberTable } from "./number-table.js";
import { decodeRaw, HEAD_BYTES, type RawEnds, rawEnds, TAIL_BYTES } from "./stretch-ends.js";

/** Reads bytes of the source again; null where that cannot be done. Offsets count from its start, decompressed. */
export type ReadAgain = (offset: number, length: number) => Buffer | null;

// Columns: the marker in the skeleton; the bytes and raw UTF-16 units by which record and skeleton differ behind it; the
// bytes of the stretch; its units by class; whether it may name Chinese; how much of its ends counts.
const COLUMNS = 13;
const BEGIN = 0;
const END = 1;
const SHIFT_BYTES = 2;
const SHIFT_UNITS = 3;
const BYTES = 4;
const UNITS = 5;
const NAMES = 10;
const HEAD = 11;
const TAIL = 12;

const ESCAPE_BYTES = 6;

/** What was left out of one record that was walked in windows: sizes and places of it all, and the ends of what is kept. */
export class StretchTable implements ElidedParts {
  readonly #rows = new NumberTable(COLUMNS);
  /** Row by the number of the marker: equal stretches share one. */
  readonly #byMarker = new Map<number, number>();
  readonly #kept = new Map<number, RawEnds>();
  readonly #readAgain: ReadAgain | null;
  readonly #start: number;
  /** Bytes that may still be kept: of any stretch, and of those that may name Chinese. */
  #left: number;
  #leftNamed: number;
  #keptBytes = 0;

  /**
   * @param start of the record in the source
   * @param budget bytes that are kept of stretches where they cannot be read again, and as many of those that may name Chinese
   */
  constructor(start: number, readAgain: ReadAgain | null, budget: number) {
    this.#start = start;
    // A packed file has other bytes than what was read of it.
    this.#readAgain = readAgain?.(start, 1) == null ? null : readAgain;
    this.#left = budget;
    this.#leftNamed = budget;
  }

  /**
   * Adds what the walker left out of a part of the record.
   *
   * @param at where the skeleton of the part begins in that of the record
   * @param before bytes of the same string before the part: only what is near its beginning counts as its head
   * @param raw bytes between two addresses
   * @returns the last row
   */
  add(
    { bytes, table }: Skeleton,
    at: number,
    before: number,
    raw: (from: number, to: number) => Buffer,
  ): number {
    for (let field = 0; field < table.length; field += FIELDS) {
      const get = (index: number): number => table[field + index]!;
      const marker = get(FIELD.marker);
      const markerLength = get(FIELD.markerLength);
      const digits = bytes.toString("latin1", marker + ESCAPE_BYTES, marker + markerLength - ESCAPE_BYTES);
      const length = get(FIELD.to) - get(FIELD.from);
      const last = this.#rows.count - 1;
      const row = this.#rows.add();
      const set = (column: number, value: number): void => this.#rows.set(row, column, value);
      set(BEGIN, at + marker);
      set(END, at + marker + markerLength);
      set(SHIFT_BYTES, this.#rows.get(last, SHIFT_BYTES) + length - markerLength);
      set(SHIFT_UNITS, this.#rows.get(last, SHIFT_UNITS) + length - (get(FIELD.surplus) | 0) - markerLength);
      set(BYTES, length);
      for (let kind = 0; kind < 5; kind++) set(UNITS + kind, get(FIELD.units + kind));
      set(NAMES, get(FIELD.names));
      set(HEAD, Math.max(0, HEAD_BYTES - before));
      set(TAIL, TAIL_BYTES);
      const known = this.#byMarker.get(Number(digits));
      if (known === undefined) {
        this.#byMarker.set(Number(digits), row);
        this.#keep(row, (from, to) => raw(get(FIELD.from) + from, get(FIELD.from) + to));
      } else if (get(FIELD.names) === 1) this.#rows.set(known, NAMES, 1);
    }
    return this.#rows.count - 1;
  }

  /** The string of a stretch goes on: what counts of its end stands further behind. */
  dropTail(row: number): void {
    if (row < 0 || this.#rows.get(row, HEAD) > 0) return;
    this.#rows.set(row, TAIL, 0);
    const kept = this.#kept.get(row);
    if (kept === undefined) return;
    this.#kept.delete(row);
    this.#left += kept.tail.length;
    this.#keptBytes -= kept.tail.length;
  }

  get memory(): number {
    return this.#rows.bytes + this.#keptBytes;
  }

  find(marker: string): Elided | null {
    const row = this.#byMarker.get(Number(marker.slice(1, -1)));
    return row === undefined ? null : new Stretch(this, row, marker);
  }

  /** By how much the record is ahead of the skeleton at one of its bytes; inside a marker, where the stretch begins. */
  shift(at: number): { readonly at: number; readonly bytes: number; readonly units: number } {
    const rows = this.#rows;
    const row = rows.last(BEGIN, at);
    if (row < 0) return { at, bytes: 0, units: 0 };
    const inside = at < rows.get(row, END);
    const from = inside ? row - 1 : row;
    return {
      at: inside ? rows.get(row, BEGIN) : at,
      bytes: rows.get(from, SHIFT_BYTES),
      units: rows.get(from, SHIFT_UNITS),
    };
  }

  units(row: number): UnitsByClass {
    const get = (kind: number): number => this.#rows.get(row, UNITS + kind);
    return { ascii: get(0), latin: get(1), cyrillic: get(2), hangul: get(3), other: get(4) };
  }

  namesChinese(row: number): boolean {
    return this.#rows.get(row, NAMES) === 1;
  }

  /** What is kept of a stretch, or can be read again. */
  ends(row: number): RawEnds {
    return this.#kept.get(row) ?? this.#endsOf(row, (from, to) => this.#again(row, from, to));
  }

  #again(row: number, from: number, to: number): Buffer | null {
    const begin = this.#start + this.#rows.get(row, BEGIN) + this.#rows.get(row - 1, SHIFT_BYTES);
    return this.#readAgain?.(begin + from, to - from) ?? null;
  }

  #endsOf(row: number, read: (from: number, to: number) => Buffer | null): RawEnds {
    const get = (column: number): number => this.#rows.get(row, column);
    return rawEnds(get(BYTES), get(HEAD), get(TAIL), read);
  }

  #keep(row: number, read: (from: number, to: number) => Buffer): void {
    if (this.#readAgain !== null) return;
    const most = Math.min(this.#rows.get(row, BYTES), this.#rows.get(row, HEAD) + TAIL_BYTES);
    if (this.#left >= most) this.#left -= most;
    else if (this.namesChinese(row) && this.#leftNamed >= most) this.#leftNamed -= most;
    else return;
    this.#keptBytes += most;
    this.#kept.set(
      row,
      this.#endsOf(row, (from, to) => Buffer.from(read(from, to))),
    );
  }
}

/** One row of a table. */
class Stretch implements Elided {
  readonly lasts = true;
  readonly marker: string;
  readonly units: UnitsByClass;
  readonly namesChinese: boolean;
  readonly #table: StretchTable;
  readonly #row: number;
  #ends: { readonly head: string; readonly missing: number; readonly tail: string } | null = null;

  constructor(table: StretchTable, row: number, marker: string) {
    this.#table = table;
    this.#row = row;
    this.marker = marker;
    this.units = table.units(row);
    this.namesChinese = table.namesChinese(row);
  }

  get ends(): { readonly head: string; readonly missing: number; readonly tail: string } {
    if (this.#ends === null) {
      const { head, tail, all } = this.#table.ends(this.#row);
      const texts = { head: decodeRaw(head), tail: decodeRaw(tail) };
      const { ascii, latin, cyrillic, hangul, other } = this.units;
      const units = ascii + latin + cyrillic + hangul + other;
      const missing = all ? 0 : Math.max(0, units - texts.head.length - texts.tail.length);
      this.#ends = { ...texts, missing };
    }
    return this.#ends;
  }

  read(): string {
    return this.ends.head + this.ends.tail;
  }

  tail(units: number): string {
    const { head, missing, tail } = this.ends;
    return missing > 0 && tail.length > 0 ? tail : head.slice(-units) + tail;
  }
}
