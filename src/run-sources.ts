import type { InlineIgnores } from "./inline-ignores.js";
import { KnownRecords, type RecordKeeper } from "./known-records.js";
import type { ObserveSource } from "./model/observer.js";
import type { ScanEvent } from "./model/scan-event.js";
import type { ScanMeter } from "./scan-meter.js";
import type { ScanOptions } from "./scan-options.js";
import { scanSource } from "./scan-source.js";
import { sharedShapes, sharedSkimmer } from "./shared-by-sources.js";
import { runOrdered, type Source } from "./source/index.js";
import type { SettingsBySource } from "./source-settings.js";
import { type Threading, threadsFor } from "./worker/plan.js";

const DEFAULT_JOBS = 4;

/** What the sources of a scan have in common. */
export interface ScanContext {
  readonly bySource: SettingsBySource;
  readonly ignores: { readonly ignores?: InlineIgnores };
  readonly meter: ScanMeter | undefined;
  readonly observe: ObserveSource | undefined;
  readonly threading: Threading;
}

/**
 * Scans sources side by side: in several threads where there is enough to read, else in one. The events are those of
 * scanning one after another.
 */
export async function* runSources(
  sources: readonly Source[],
  options: ScanOptions,
  context: ScanContext,
): AsyncGenerator<ScanEvent> {
  const { bySource, ignores, meter, observe, threading } = context;
  const jobs = options.jobs ?? DEFAULT_JOBS;
  const known = new KnownRecords();
  const skimmer = sharedSkimmer();
  const shapes = sharedShapes();
  const scan = (source: Source, records: RecordKeeper): AsyncIterable<ScanEvent> => {
    const { settings, forced } = bySource.of(source.path);
    return scanSource(source, {
      settings: { ...settings, ...ignores },
      forced,
      signal: options.signal,
      records,
      skimmer,
      shapes,
      meter,
      observe,
    });
  };
  // An observer is told of everything where it is, not where a thread is.
  const threads = observe === undefined ? threadsFor(sources, jobs, threading) : 1;
  if (threads > 1) {
    const { threadedScan } = await import("./worker/threaded-scan.js");
    const shared = { records: known, ...ignores, meter, scan };
    const common = { bySource, skimmer, shapes, shared };
    const events = threadedScan(sources, options, { threads, threading, ...common });
    if (events !== null) return yield* events;
  }
  yield* runOrdered(sources, jobs, (source) => scan(source, known));
}
