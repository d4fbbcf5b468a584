import type { ScanEvent } from "../model/scan-event.js";
import type { ScanOptions } from "../scan-options.js";
import { runOrdered, type Source } from "../source/index.js";
import type { SettingsBySource } from "../source-settings.js";
import { plainOptions } from "./plain-options.js";
import { type Threading, type Unit, unitsOf } from "./plan.js";
import type { UnitContext } from "./scan-unit.js";
import { type Shared, SourceTurn } from "./source-turn.js";
import { ThreadPool, type UnitParts } from "./thread-pool.js";

/** Messages of units that are not their turn yet, all together. */
const ROOM = 64;

/** How sources are scanned in several threads. */
export interface ThreadedScan {
  /** The present one among them. */
  readonly threads: number;
  readonly threading: Threading;
  readonly bySource: SettingsBySource;
  readonly skimmer: UnitContext["skimmer"];
  readonly shapes: UnitContext["shapes"];
  readonly shared: Shared;
}

/**
 * Scans sources in several threads. The events are those of scanning one after another, in the same order: every source
 * is scanned as if it were alone, and when its turn comes it is looked whether an earlier one held records of it.
 *
 * @returns null where another thread cannot be given the options
 */
export function threadedScan(
  sources: readonly Source[],
  options: ScanOptions,
  scan: ThreadedScan,
): AsyncIterable<ScanEvent> | null {
  const plain = plainOptions(options);
  if (plain === null) return null;
  const { threads, threading, bySource, skimmer, shapes, shared } = scan;
  // Overrides are asked in the end whether they matched a source.
  for (const { path } of sources) bySource.of(path);
  const here: UnitContext = {
    bySource,
    skimmer,
    shapes,
    signal: options.signal,
    inlineIgnores: shared.ignores !== undefined,
    stats: shared.meter !== undefined,
  };
  const pool = new ThreadPool(threads, plain, here, threading);
  return eventsInTurn(unitsOf(sources, threading), threads, pool, shared, options.signal);
}

async function* eventsInTurn(
  units: readonly Unit[],
  threads: number,
  pool: ThreadPool,
  shared: Shared,
  signal: AbortSignal | undefined,
): AsyncGenerator<ScanEvent> {
  const abort = (): void => pool.abort();
  signal?.addEventListener("abort", abort, { once: true });
  const yields = new Yield();
  const run = (unit: Unit): AsyncIterable<UnitParts> =>
    unit.anywhere && yields.isWorthIt ? pool.run(unit) : untouched(unit);
  let present: Unit | null = null;
  let turns: readonly SourceTurn[] = [];
  try {
    for await (const { unit, parts, skip } of runOrdered(units, threads, run, ROOM)) {
      if (unit !== present) {
        if (present?.anywhere === true) yields.add(present, turns);
        turns = unit.sources.map((source) => new SourceTurn(source, shared));
      }
      present = unit;
      for (const part of parts) yield* turns[part.index]!.take(part, () => skip(part.index));
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    await pool.close();
  }
}

/** How much of what was scanned ahead was of use. */
class Yield {
  #kept = 0;
  #repeated = 0;

  add({ sources }: Unit, turns: readonly SourceTurn[]): void {
    for (const [index, { size }] of sources.entries()) {
      if (turns[index]!.isRepeated) this.#repeated += size ?? 0;
      else this.#kept += size ?? 0;
    }
  }

  /** False among files that are copies of each other for the most part: one thread is as fast there. */
  get isWorthIt(): boolean {
    return this.#repeated <= this.#kept;
  }
}

/** A unit that is scanned when its turn has come. */
async function* untouched(unit: Unit): AsyncGenerator<UnitParts> {
  const declined = {
    asked: new Float64Array(),
    comments: [],
    events: [],
    stats: null,
    state: "declined",
  } as const;
  yield { unit, parts: unit.sources.map((_, index) => ({ ...declined, index })), skip: () => {} };
}
