import type { ScanEvent } from "../model/scan-event.js";
import { NO_EXPOSURE } from "../provenance/exposure.js";
import type { Source } from "../source/index.js";
import { diagnosticEvent } from "../source-machine.js";
import type { FoundParts, Part, PlainOptions } from "./messages.js";
import type { Threading, Unit } from "./plan.js";
import { ScanThread, ThreadEnded } from "./scan-thread.js";
import { type UnitContext, UnitScan } from "./scan-unit.js";

/** Parts of a unit. */
export interface UnitParts extends FoundParts {
  readonly unit: Unit;
}

/** Scans units in several threads, of which the present one is the first. */
export class ThreadPool {
  readonly #options: PlainOptions;
  readonly #here: UnitContext;
  readonly #entry: URL | undefined;
  readonly #threads = new Set<ScanThread>();
  readonly #idle: (ScanThread | "here")[] = ["here"];
  #unborn: number;
  #closed = false;

  /** @param threads the present one among them */
  constructor(threads: number, options: PlainOptions, here: UnitContext, { entry }: Threading) {
    this.#unborn = threads - 1;
    this.#options = options;
    this.#here = here;
    this.#entry = entry;
  }

  /** Scans a unit where there is room. To be called for no more units at a time than there are threads. */
  async *run(unit: Unit): AsyncGenerator<UnitParts> {
    const place = this.#idle.shift() ?? this.#start();
    if (place === "here") yield* this.#scanHere(unit);
    else yield* this.#scanThere(unit, place);
    if (place === "here" || !place.ended) this.#idle.push(place);
  }

  abort(): void {
    for (const thread of this.#threads) thread.abort();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#threads].map((thread) => thread.close()));
  }

  #start(): ScanThread | "here" {
    if (this.#unborn === 0) return "here";
    this.#unborn--;
    try {
      const thread = new ScanThread(this.#options, this.#entry);
      this.#threads.add(thread);
      return thread;
    } catch {
      // Where threads are forbidden, one does it all.
      return "here";
    }
  }

  async *#scanHere(unit: Unit, first = 0): AsyncGenerator<UnitParts> {
    const scan = new UnitScan(unit.sources, this.#here);
    for await (const parts of scan.parts(first)) yield { unit, parts, skip: (index) => scan.skip(index) };
  }

  /** What is left of the unit is scanned here when the thread ends, but for the source that it ended in. */
  async *#scanThere(unit: Unit, thread: ScanThread): AsyncGenerator<UnitParts> {
    let next = 0;
    try {
      for await (const found of thread.run(unit.sources)) {
        const { index, state } = found.parts.at(-1)!;
        next = state === "open" ? index : index + 1;
        yield { unit, ...found };
      }
    } catch (error) {
      if (this.#closed || !(error instanceof ThreadEnded)) throw error;
      if (error.started && next < unit.sources.length) {
        yield { unit, parts: [lostPart(next, unit.sources[next]!, error.message)], skip: () => {} };
        next++;
      }
      yield* this.#scanHere(unit, next);
    }
  }
}

/** What is told of a source whose thread has ended. */
function lostPart(index: number, { uri }: Source, reason: string): Part {
  const message = `The thread that scanned this source ended (${reason}): the rest of it was not examined, and what was is not in the totals.`;
  const events: ScanEvent[] = [
    diagnosticEvent({ code: "internal", severity: "error", message, partial: true, location: { uri } }),
    { type: "end", uri, format: null, bytes: 0, exposure: NO_EXPOSURE },
  ];
  return { index, asked: new Float64Array(), comments: [], events, stats: null, state: "done" };
}
