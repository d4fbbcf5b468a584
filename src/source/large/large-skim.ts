import { ByteBuffer } from "../byte-buffer.js";
import type { Skeleton, SkimWindow } from "../skim/skim-window.js";
import { type ReadAgain, StretchTable } from "./stretch-table.js";
import { cutBefore } from "./string-cut.js";

/** How records that are longer than the skimmer's memory are walked. Bytes. */
export interface LargeRecords {
  /** Longer records are walked in windows. */
  readonly longest: number;
  /** A string that fills a window is walked in parts. At least 2 KiB, at most 1 MiB. */
  readonly window: number;
  /** Kept of what is left out of a record, where it cannot be read again; as much again of what may name Chinese. */
  readonly kept: number;
}

export const LARGE_RECORDS: LargeRecords = { longest: 1 << 22, window: 1 << 20, kept: 4 << 20 };

/** A part of a giant string that cannot be left out is looked at again in parts of this many bytes. */
const PART = 64 * 1024;
const QUOTE = Buffer.from('"');
const SPACE = 0x20;

/**
 * Makes the skeleton of a record that is never in memory as a whole. Strings that fit into a window are treated as in
 * shorter records. Each part of a longer one is treated as if it were a string: those that hold something of interest
 * stay, the others lose their middles. One that begins like JSON stays whole.
 */
export class LargeSkim {
  readonly stretches: StretchTable;
  /** Of the record in the source. */
  readonly start: number;
  readonly #window: SkimWindow;
  readonly #size: number;
  /** What is not walked yet. */
  readonly #pending = new ByteBuffer();
  readonly #skeleton = new ByteBuffer();
  /** Bytes of the record so far. */
  length = 0;
  /** Bytes walked of the string that goes on; -1 outside of strings. */
  #inString = -1;
  /** Whether its parts can be left out, and the row of the last that was. */
  #plain = true;
  #lastPart = -1;

  constructor(window: SkimWindow, start: number, settings: LargeRecords, readAgain: ReadAgain | null) {
    this.start = start;
    this.#window = window;
    this.#size = settings.window;
    this.stretches = new StretchTable(start, readAgain, settings.kept);
  }

  /** The skeleton of what was walked so far. Valid until the next call of another function. */
  get skeleton(): Buffer {
    return this.#skeleton.view();
  }

  push(bytes: Uint8Array): void {
    this.length += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const room = this.#size - this.#pending.length;
      this.#pending.append(bytes.subarray(at, at + room));
      at += room;
      if (this.#pending.length === this.#size) this.#walk(false);
    }
  }

  /** Walks what is left. */
  end(): void {
    while (this.#pending.length > 0) this.#walk(true);
  }

  /** @param last whether the record ends with the window */
  #walk(last: boolean): void {
    const { bytes } = this.#window;
    const { length } = this.#pending;
    this.#window.fill(this.#pending.view());
    const done = this.#inString < 0 ? this.#outside(length, last) : this.#inside(length, last);
    this.#pending.clear();
    this.#pending.append(bytes.subarray(done, length));
  }

  /** The window begins outside of strings. @returns the bytes that are done */
  #outside(length: number, last: boolean): number {
    const { opened, closed } = this.#window.lastString(length);
    const goesOn = opened >= 0 && closed < 0;
    if (goesOn && opened === 0) {
      this.#skeleton.append(QUOTE);
      this.#inString = 0;
      this.#lastPart = -1;
      return 1;
    }
    // Whether it is a key shows behind it.
    const unsure = !last && opened > 0 && closed >= 0 && this.#isBlank(closed + 1, length);
    const end = goesOn || unsure ? opened : length;
    this.#append(this.#window.walk(0, end), 0, end, 0);
    return end;
  }

  /** The window begins inside a string. @returns the bytes that are done */
  #inside(length: number, last: boolean): number {
    if (this.#inString === 0) this.#plain = this.#window.startsPlain(0);
    const quote = this.#window.closing(length);
    const end = quote >= 0 ? quote : last ? length : cutBefore(this.#window, length);
    if (this.#plain) this.#part(end);
    else this.#copy(0, end);
    this.#inString += end;
    if (quote < 0) return end;
    this.#skeleton.append(QUOTE);
    this.#inString = -1;
    return end + 1;
  }

  /** A part of a giant string, in smaller ones where it cannot be left out as a whole. */
  #part(end: number): void {
    const whole = this.#window.walkInside(0, end);
    if (whole !== null || end <= PART) {
      this.#append(whole, 0, end, this.#inString);
      return;
    }
    for (let from = 0; from < end; ) {
      const to = from + 2 * PART < end ? cutBefore(this.#window, from + PART, from) : end;
      this.#append(this.#window.walkInside(from, to), from, to, this.#inString + from);
      from = to;
    }
  }

  /** @param before bytes of the same string that came before */
  #append(skeleton: Skeleton | null, from: number, to: number, before: number): void {
    if (skeleton === null) {
      this.#copy(from, to);
      return;
    }
    this.stretches.dropTail(before > 0 ? this.#lastPart : -1);
    const raw = (begin: number, end: number) => this.#window.raw(begin, end);
    this.#lastPart = this.stretches.add(skeleton, this.#skeleton.length, before, raw);
    this.#skeleton.append(skeleton.bytes);
  }

  #copy(from: number, to: number): void {
    this.#skeleton.append(this.#window.bytes.subarray(from, to));
  }

  #isBlank(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.#window.bytes[at]! > SPACE) return false;
    return true;
  }
}
