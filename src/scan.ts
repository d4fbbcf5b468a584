import { fileFilter } from "./file-filter.js";
import { gating } from "./finding-gate.js";
import { KnownRecords } from "./known-records.js";
import type { Diagnostic } from "./model/diagnostic.js";
import type { ObserveSource } from "./model/observer.js";
import type { ScanEvent } from "./model/scan-event.js";
import { ScanMeter } from "./scan-meter.js";
import type { ScanOptions } from "./scan-options.js";
import { scanSource } from "./scan-source.js";
import { ScanTally } from "./scan-tally.js";
import { sharedShapes, sharedSkimmer } from "./shared-by-sources.js";
import { type Input, listSources, runOrdered } from "./source/index.js";
import { settingsBySource } from "./source-settings.js";

const DEFAULT_JOBS = 4;

/**
 * Scans files, folders, globs and standard input (`-`).
 *
 * Events come as things are found, sources in the order of `inputs` whatever `jobs` is; nothing that the data holds
 * makes it throw. Ending the iteration early stops the reading.
 *
 * @param inputs paths, folders, globs or `-`
 * @throws ConfigError (on the first step) for options that do not fit
 * @example
 * for await (const event of scan(["logs"], { expect: ["en"] })) {
 *   if (event.type === "finding") console.log(event.location.uri, event.location.line, event.run.text);
 * }
 */
export function scan(inputs: readonly Input[], options: ScanOptions = {}): AsyncGenerator<ScanEvent> {
  return observedScan(inputs, options);
}

/** `scan`, and watched: `observe` is asked for an observer of every source. For wiring within this package. */
export async function* observedScan(
  inputs: readonly Input[],
  options: ScanOptions,
  observe?: ObserveSource,
): AsyncGenerator<ScanEvent> {
  const started = performance.now();
  const bySource = settingsBySource(options);
  const { expect, flag, minCertainty } = bySource.common.settings;
  yield {
    type: "begin",
    options: { inputs: inputs.map(named), expect, flag, minCertainty, as: options.as ?? null },
  };

  const tally = new ScanTally();
  const { gate, ignores, unused } = gating(options, bySource);
  const accept = fileFilter(options);
  const { sources, diagnostics } = await listSources(inputs, {
    cwd: options.cwd ?? process.cwd(),
    ...(accept === undefined ? {} : { accept }),
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
  });
  for (const event of diagnostics.map(asEvent)) {
    tally.add(event);
    yield event;
  }
  const jobs = options.jobs ?? DEFAULT_JOBS;
  const records = new KnownRecords();
  const skimmer = sharedSkimmer();
  const shapes = sharedShapes();
  const meter = options.stats === true ? new ScanMeter() : undefined;
  const run = runOrdered(sources, jobs, (source) => {
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
  });
  for await (const event of run) {
    if (!gate.passes(event)) continue;
    tally.add(event);
    if (event.type === "progress") {
      if (options.progress) yield { ...event, sourcesDone: tally.sources };
    } else if (event.type !== "finding" || event.explanation === null || options.explain) yield event;
    if (options.signal?.aborted) break;
  }
  if (options.signal?.aborted) tally.complete = false;
  else yield* unused();
  const summary = tally.summary(Math.round(performance.now() - started), gate.accepted);
  yield meter === undefined ? summary : { ...summary, stats: meter.stats() };
}

/** How the begin of a scan names an input. */
const named = (input: Input): unknown => (typeof input !== "string" && "open" in input ? input.uri : input);

const asEvent = (diagnostic: Diagnostic): ScanEvent => ({ type: "diagnostic", ...diagnostic });
