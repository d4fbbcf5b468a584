import type { ScanStats } from "./model/scan-stats.js";

type Stage = keyof ScanStats["ms"];

/** Measures what a scan does, over all its sources. */
export class ScanMeter {
  readonly #ms: Record<Stage, number> = { read: 0, split: 0, interpret: 0, judge: 0 };
  bytes = 0;
  decodedBytes = 0;
  records = 0;
  skimmedRecords = 0;
  recalledRecords = 0;

  /** Runs something that belongs to a stage. */
  time<T>(stage: Stage, run: () => T): T {
    const started = performance.now();
    try {
      return run();
    } finally {
      this.#ms[stage] += performance.now() - started;
    }
  }

  /** Items that a stage makes one by one. */
  *steps<T>(stage: Stage, items: Iterable<T>): Generator<T> {
    const iterator = items[Symbol.iterator]();
    for (;;) {
      const step = this.time(stage, () => iterator.next());
      if (step.done === true) return;
      yield step.value;
    }
  }

  /** Chunks that are waited for. */
  async *chunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const iterator = chunks[Symbol.asyncIterator]();
    try {
      for (;;) {
        const started = performance.now();
        const step = await iterator.next();
        this.#ms.read += performance.now() - started;
        if (step.done === true) return;
        this.bytes += step.value.length;
        yield step.value;
      }
    } finally {
      await iterator.return?.();
    }
  }

  stats(): ScanStats {
    const { bytes, decodedBytes, records, skimmedRecords, recalledRecords } = this;
    const ms = Object.fromEntries(Object.entries(this.#ms).map(([stage, time]) => [stage, Math.round(time)]));
    return { bytes, decodedBytes, records, skimmedRecords, recalledRecords, ms: ms as ScanStats["ms"] };
  }
}
