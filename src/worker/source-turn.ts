import type { IgnoreLines, InlineIgnores } from "../inline-ignores.js";
import { type Claim, type KnownRecords, type RecordKeeper, SourceRecords } from "../known-records.js";
import type { ScanEvent } from "../model/scan-event.js";
import type { ScanMeter } from "../scan-meter.js";
import type { Source } from "../source/index.js";
import type { Part } from "./messages.js";

/** What the sources of a scan share in the main thread. */
export interface Shared {
  readonly records: KnownRecords;
  readonly ignores?: InlineIgnores;
  readonly meter: ScanMeter | undefined;
  /** Scans a source here. */
  scan(source: Source, records: RecordKeeper): AsyncIterable<ScanEvent>;
}

/**
 * A source whose turn has come, and which was scanned as if it were alone. What it asked about its records is asked
 * again, now that it is known what the sources before it held. As long as none of them held one, all that was found
 * is right; else it is scanned once more.
 */
export class SourceTurn {
  readonly #source: Source;
  readonly #shared: Shared;
  readonly #claim: Claim;
  /** Events that were told, progress aside. */
  #told = 0;
  #comments: IgnoreLines | null = null;
  #isRepeated = false;

  constructor(source: Source, shared: Shared) {
    this.#source = source;
    this.#shared = shared;
    this.#claim = shared.records.claimant(source.path);
  }

  /** Whether it was scanned once more. */
  get isRepeated(): boolean {
    return this.#isRepeated;
  }

  /** @param skip says that no more parts of the source are wanted */
  async *take(part: Part, skip: () => void): AsyncGenerator<ScanEvent> {
    if (this.#isRepeated) return;
    if (part.state === "declined" || part.asked.some(this.#claim)) {
      this.#isRepeated = true;
      skip();
      yield* this.#again();
      return;
    }
    this.#heed(part);
    if (part.stats !== null) this.#shared.meter?.add(part.stats);
    for (const event of part.events) {
      if (event.type !== "progress") this.#told++;
      yield event;
    }
  }

  #heed({ comments }: Part): void {
    if (comments.length === 0) return;
    this.#comments ??= this.#shared.ignores?.source(this.#source.uri, "plain") ?? null;
    // What is wrong with one is among the events.
    for (const line of comments) this.#comments?.line(line);
  }

  /** What has been told is left out; it comes again, since records that were claimed then are the source's own. */
  async *#again(): AsyncGenerator<ScanEvent> {
    let told = this.#told;
    const records = { turn: async () => () => {}, source: () => new SourceRecords(this.#claim) };
    for await (const event of this.#shared.scan(this.#source, records)) {
      if (event.type === "progress" || told-- <= 0) yield event;
    }
  }
}
