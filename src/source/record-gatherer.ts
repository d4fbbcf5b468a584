import { ByteBuffer } from "./byte-buffer.js";
import { LARGE_RECORDS, type LargeRecords, LargeSkim } from "./large/large-skim.js";
import type { ReadAgain } from "./large/stretch-table.js";
import type { SkimWindow } from "./skim/skim-window.js";
import type { Skimmer } from "./skim/skimmer.js";

/** How records are made smaller than they are. */
export interface Skimming extends LongRecords {
  /** Null where every record is decoded as a whole. */
  readonly skimmer: Skimmer | null;
}

interface LongRecords {
  /** Default {@link LARGE_RECORDS}. */
  readonly large?: LargeRecords | undefined;
  readonly readAgain?: ReadAgain | undefined;
}

interface Windows extends LongRecords {
  readonly window: SkimWindow;
}

/** Gathers a record that goes on behind the bytes at hand: as a whole, or in windows when it is too long for that. */
export class RecordGatherer {
  /** Bytes of a record that is gathered as a whole. */
  readonly most: number;
  readonly #limit: number;
  readonly #windows: Windows | null;
  readonly #settings: LargeRecords;
  readonly #pending = new ByteBuffer();
  #start = 0;
  #large: LargeSkim | null = null;

  /** @param limit bytes that are kept of a record; @param windows null where long records are not walked */
  constructor(limit: number, windows: Windows | null) {
    this.#limit = limit;
    this.#windows = windows;
    this.#settings = windows?.large ?? LARGE_RECORDS;
    this.most = windows === null ? limit : Math.min(this.#settings.longest, limit);
  }

  get isEmpty(): boolean {
    return this.#pending.length === 0 && this.#large === null;
  }

  /** Of the record in the source, in bytes. */
  get start(): number {
    return this.#start;
  }

  /** The record where it is walked in windows, else null. */
  get large(): LargeSkim | null {
    return this.#large;
  }

  /** The record, or its skeleton so far. */
  get bytes(): Buffer {
    return this.#large?.skeleton ?? this.#pending.view();
  }

  /**
   * @param start where the bytes stand in the source
   * @returns false when there are more than can be kept: they are then no longer taken
   */
  append(bytes: Uint8Array, start: number): boolean {
    if (this.isEmpty) this.#start = start;
    const room = this.most - this.#pending.length;
    if (this.#large === null && bytes.length > room && this.#windows !== null) this.#goOver(this.#windows);
    if (this.#large !== null) return this.#walk(this.#large, bytes);
    this.#pending.append(bytes.subarray(0, room));
    return bytes.length <= room;
  }

  /** Nothing more comes of the record. */
  end(): void {
    this.#large?.end();
  }

  clear(): void {
    this.#pending.clear();
    this.#large = null;
  }

  #goOver({ window, readAgain }: Windows): void {
    this.#large = new LargeSkim(window, this.#start, this.#settings, readAgain ?? null);
    this.#large.push(this.#pending.view());
    this.#pending.clear();
  }

  /** Looks now and then at how much is kept. */
  #walk(large: LargeSkim, bytes: Uint8Array): boolean {
    const { window } = this.#settings;
    for (let at = 0; at < bytes.length; at += window) {
      large.push(bytes.subarray(at, at + window));
      if (large.skeleton.length > this.#limit) return false;
    }
    return true;
  }
}
