import type { Diagnostic } from "./model/diagnostic.js";
import type { Exposure } from "./model/exposure.js";
import type { Counts, ScanEvent } from "./model/scan-event.js";
import { mergeExposure, NO_EXPOSURE } from "./provenance/exposure.js";
import { readerByName } from "./reader/registry.js";
import { pipelineSettings, type ScanOptions } from "./scan-options.js";
import { scanSource } from "./scan-source.js";
import { listSources, runOrdered } from "./source/index.js";

/** Adds up what the events of a scan say. */
class Tally {
  #counts = { error: 0, warning: 0, note: 0, explained: {} as Partial<Record<string, number>> };
  #exposure: Exposure = NO_EXPOSURE;
  complete = true;
  bytes = 0;
  sources = 0;

  add(event: ScanEvent): void {
    if (event.type === "finding") this.#addFinding(event);
    else if (event.type === "diagnostic") this.complete &&= !event.partial;
    else if (event.type === "end") {
      this.#exposure = mergeExposure(this.#exposure, event.exposure);
      this.bytes += event.bytes;
      this.sources++;
    }
  }

  #addFinding({ explanation, severity }: Extract<ScanEvent, { type: "finding" }>): void {
    if (explanation === null) this.#counts[severity]++;
    else this.#counts.explained[explanation.reason] = (this.#counts.explained[explanation.reason] ?? 0) + 1;
  }

  summary(elapsedMs: number): ScanEvent {
    const counts = this.#counts as Counts;
    const { complete, bytes, sources } = this;
    return { type: "summary", complete, sources, bytes, counts, exposure: this.#exposure, elapsedMs };
  }
}

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
export async function* scan(inputs: readonly string[], options: ScanOptions = {}): AsyncGenerator<ScanEvent> {
  const started = performance.now();
  const settings = pipelineSettings(options, false);
  const forced = options.as === undefined ? null : readerByName(options.as);
  const { expect, flag, minCertainty } = settings;
  yield { type: "begin", options: { inputs, expect, flag, minCertainty, as: options.as ?? null } };

  const tally = new Tally();
  const { sources, diagnostics } = await listSources(inputs, {
    cwd: options.cwd ?? process.cwd(),
    ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
  });
  for (const event of diagnostics.map(asEvent)) {
    tally.add(event);
    yield event;
  }
  const jobs = options.jobs ?? DEFAULT_JOBS;
  const run = runOrdered(sources, jobs, (source) =>
    scanSource(source, { settings, forced, signal: options.signal }),
  );
  for await (const event of run) {
    tally.add(event);
    if (event.type === "progress") {
      if (options.progress) yield { ...event, sourcesDone: tally.sources };
    } else if (event.type !== "finding" || event.explanation === null || options.explain) yield event;
    if (options.signal?.aborted) break;
  }
  if (options.signal?.aborted) tally.complete = false;
  yield tally.summary(Math.round(performance.now() - started));
}

const asEvent = (diagnostic: Diagnostic): ScanEvent => ({ type: "diagnostic", ...diagnostic });
