import { type RecordKeeper, SourceRecords } from "../known-records.js";
import type { ScanEvent } from "../model/scan-event.js";
import { ScanMeter } from "../scan-meter.js";
import { ContainerDeclined, type SourceScan, scanSource } from "../scan-source.js";
import type { Source } from "../source/index.js";
import type { SettingsBySource } from "../source-settings.js";
import { HeardComments } from "./heard-comments.js";
import type { Part } from "./messages.js";

/** What is told together: messages cost time, and what waits costs memory. */
const MAX_EVENTS = 64;
const MAX_ASKED = 4096;
const MAX_PARTS = 64;
/** Milliseconds after which what was found is told anyway. */
const PATIENCE_MS = 100;
/** Before a source of so many bytes is begun, what was found before it is told: should it end the thread, that is safe. */
const LARGE_BYTES = 1 << 20;

/** What the sources of a unit have in common. */
export interface UnitContext {
  readonly bySource: Pick<SettingsBySource, "of">;
  readonly skimmer: SourceScan["skimmer"];
  readonly shapes: NonNullable<SourceScan["shapes"]>;
  readonly signal: SourceScan["signal"];
  readonly inlineIgnores: boolean;
  readonly stats: boolean;
}

/** Scans sources one after the other, each as if it were alone: whether it is, is found out when its turn comes. */
export class UnitScan {
  readonly #sources: readonly Source[];
  readonly #context: UnitContext;
  readonly #skipped = new Set<number>();
  #parts: Part[] = [];
  #told = performance.now();

  constructor(sources: readonly Source[], context: UnitContext) {
    this.#sources = sources;
    this.#context = context;
  }

  /** A source need not be scanned to its end. */
  skip(index: number): void {
    this.#skipped.add(index);
  }

  /** @param first the source to begin with */
  async *parts(first = 0): AsyncGenerator<readonly Part[]> {
    for (let index = first; index < this.#sources.length; index++) {
      if (this.#context.signal?.aborted) break;
      if (this.#skipped.has(index)) continue;
      const source = this.#sources[index]!;
      if (this.#parts.length > 0 && (source.size ?? 0) >= LARGE_BYTES) yield this.#take();
      yield* this.#source(source, index);
    }
    if (this.#parts.length > 0) yield this.#take();
  }

  async *#source(source: Source, index: number): AsyncGenerator<readonly Part[]> {
    const found = new Found(index, this.#context.inlineIgnores, this.#context.stats);
    try {
      for await (const event of scanSource(source, this.#options(source, index, found))) {
        found.events.push(event);
        if (!found.isFull && !this.#isDue) continue;
        this.#parts.push(found.part("open"));
        yield this.#take();
      }
      this.#parts.push(found.part("done"));
    } catch (error) {
      if (!(error instanceof ContainerDeclined)) throw error;
      this.#parts.push(found.part("declined"));
    }
    if (this.#parts.length >= MAX_PARTS || this.#events >= MAX_EVENTS || this.#isDue) yield this.#take();
  }

  get #events(): number {
    return this.#parts.reduce((sum, { events }) => sum + events.length, 0);
  }

  #options(source: Source, index: number, found: Found): SourceScan {
    const { bySource, skimmer, shapes, signal } = this.#context;
    const { settings, forced } = bySource.of(source.path);
    const skipped = this.#skipped;
    return {
      settings: found.comments === null ? settings : { ...settings, ignores: found.comments },
      forced,
      signal: {
        get aborted() {
          return signal?.aborted === true || skipped.has(index);
        },
      },
      records: found.records,
      skimmer,
      shapes,
      meter: found.meter,
      containers: false,
    };
  }

  get #isDue(): boolean {
    return performance.now() - this.#told > PATIENCE_MS;
  }

  #take(): readonly Part[] {
    const parts = this.#parts;
    this.#parts = [];
    this.#told = performance.now();
    return parts;
  }
}

/** What was found in one source since the last time it was told. */
class Found {
  readonly comments: HeardComments | null;
  readonly meter: ScanMeter | undefined;
  readonly #index: number;
  events: ScanEvent[] = [];
  #asked: number[] = [];

  constructor(index: number, inlineIgnores: boolean, stats: boolean) {
    this.#index = index;
    this.comments = inlineIgnores ? new HeardComments() : null;
    this.meter = stats ? new ScanMeter() : undefined;
  }

  /** Writes down what is asked, and answers that nobody else held it. */
  get records(): RecordKeeper {
    const note = (hash: number): boolean => {
      this.#asked.push(hash);
      return false;
    };
    return { turn: async () => () => {}, source: () => new SourceRecords(note) };
  }

  get isFull(): boolean {
    return (
      this.events.length + (this.comments?.waiting ?? 0) >= MAX_EVENTS || this.#asked.length >= MAX_ASKED
    );
  }

  part(state: Part["state"]): Part {
    const part: Part = {
      index: this.#index,
      asked: Float64Array.from(this.#asked),
      comments: this.comments?.take() ?? [],
      events: this.events,
      stats: state === "open" ? null : (this.meter?.exact() ?? null),
      state,
    };
    this.events = [];
    this.#asked = [];
    return part;
  }
}
