import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "./errors.js";
import { fileFilter } from "./file-filter.js";
import { gating } from "./finding-gate.js";
import { KnownRecords } from "./known-records.js";
import type { ScanEvent } from "./model/scan-event.js";
import { createRateAlarms, type RateAlarmOptions, type RateAlarms } from "./rate-alarms.js";
import type { ScanOptions } from "./scan-options.js";
import type { SourceScan } from "./scan-source.js";
import { ScanTally } from "./scan-tally.js";
import { sharedSkimmer } from "./shared-by-sources.js";
import { type Input, type ListOptions, listSources } from "./source/index.js";
import { type SourceSettings, settingsBySource } from "./source-settings.js";
import { checkFlagsChinese } from "./summaries.js";
import { WatchedFile } from "./watch-file.js";

/** Milliseconds between two looks at the files that have changed lately. */
const LOOK_MS = 200;
/** The least time between two looks at all files and for new ones. */
const LIST_MS = 800;
/** Listing everything takes at most this share of the time. */
const LIST_SHARE = 0.05;
/** A file that has not changed for this long is looked at only with all the others. */
const QUIET_MS = 60_000;
/** Files that have changed lately are kept open, so many at most. */
const MAX_ACTIVE = 128;

/** Options of `watch`: those of `scan`, and when to raise an alarm. */
export interface WatchOptions extends ScanOptions {
  /**
   * Watches the rate of sessions with unexplained Chinese, for each model that the logs state. An alarm is a diagnostic
   * with the code `rate-alarm`; it changes no severity, count or completeness. @defaultValue none
   */
  readonly alarm?: RateAlarmOptions;
}

/**
 * Scans what is there and goes on as files grow and appear, until it is aborted. Events are those of `scan`; the `end`
 * of each source and the summary come when it is over.
 *
 * @param inputs paths, folders or globs; folders and globs are searched for new files
 * @param options as for `scan`; `signal` ends it; `stdin`, `jobs` and `progress` mean nothing here
 * @throws ConfigError (on the first step) for options that do not fit, and for standard input
 */
export async function* watch(
  inputs: readonly Input[],
  options: WatchOptions = {},
): AsyncGenerator<ScanEvent> {
  const started = performance.now();
  const bySource = settingsBySource(options);
  if (inputs.includes("-")) {
    throw new ConfigError("`watch` follows files; `scan -` reads standard input as it comes.", "no-input");
  }
  if (options.alarm !== undefined) checkFlagsChinese(options);
  const alarms = options.alarm === undefined ? null : createRateAlarms(options.alarm);
  const { expect, flag, minCertainty } = bySource.common.settings;
  yield { type: "begin", options: { inputs, expect, flag, minCertainty, as: options.as ?? null } };

  const tally = new ScanTally();
  const { gate, ignores } = gating(options, bySource);
  const accept = fileFilter(options);
  const follower = new Follower(
    inputs,
    { cwd: options.cwd ?? process.cwd(), ...(accept === undefined ? {} : { accept }) },
    {
      signal: options.signal,
      records: new KnownRecords(),
      skimmer: sharedSkimmer(),
      observe: alarms?.observe,
      settingsOf: (path) => {
        const { settings, forced } = bySource.of(path);
        return { settings: { ...settings, ...ignores }, forced };
      },
      caughtUp: () => alarms?.live(),
    },
  );
  for await (const event of withAlarms(follower.events(), alarms)) {
    if (!gate.passes(event)) continue;
    tally.add(event);
    if (event.type !== "finding" || event.explanation === null || options.explain) yield event;
  }
  yield tally.summary(Math.round(performance.now() - started), gate.accepted);
}

/** Events with the alarms that they give rise to, at once or by the next of them. */
async function* withAlarms(
  events: AsyncIterable<ScanEvent>,
  alarms: RateAlarms | null,
): AsyncGenerator<ScanEvent> {
  for await (const event of events) {
    yield event;
    for (const alarm of alarms?.take() ?? []) yield { type: "diagnostic", ...alarm };
  }
}

interface FollowOptions extends Omit<SourceScan, keyof SourceSettings> {
  settingsOf(path: string): SourceSettings;
  /** Called each time that all files have been looked at. */
  caughtUp(): void;
}

/** Follows all files that the inputs name. */
class Follower {
  readonly #inputs: readonly Input[];
  readonly #listing: ListOptions;
  readonly #options: FollowOptions;
  readonly #files = new Map<string, WatchedFile>();
  readonly #problems = new Set<string>();

  constructor(inputs: readonly Input[], listing: ListOptions, options: FollowOptions) {
    this.#inputs = inputs;
    this.#listing = listing;
    this.#options = options;
  }

  async *events(): AsyncGenerator<ScanEvent> {
    const { signal } = this.#options;
    let listed = Number.NEGATIVE_INFINITY;
    let rest = LIST_MS;
    while (signal?.aborted !== true) {
      const now = performance.now();
      const all = now - listed >= rest;
      if (all) yield* this.#list();
      yield* this.#look(all, now);
      this.#options.caughtUp();
      if (all) {
        listed = performance.now();
        rest = Math.max(LIST_MS, (listed - now) / LIST_SHARE);
      }
      await sleep(LOOK_MS, undefined, signal === undefined ? {} : { signal }).catch(() => {});
    }
    for (const file of this.#files.values()) yield* file.end();
  }

  /** Takes up files that are new. What is wrong with an input is said once. */
  async *#list(): AsyncGenerator<ScanEvent> {
    const { sources, diagnostics } = await listSources(this.#inputs, this.#listing);
    for (const diagnostic of diagnostics) {
      const problem = `${diagnostic.code} ${diagnostic.message}`;
      if (this.#problems.has(problem)) continue;
      this.#problems.add(problem);
      // A folder that is still empty, or a file that will appear, is what watching is for.
      const waits = diagnostic.code === "no-match" || diagnostic.code === "not-found";
      yield {
        type: "diagnostic",
        ...diagnostic,
        ...(waits && { severity: "info", partial: false, message: `${diagnostic.message} Waiting for it.` }),
      };
    }
    for (const source of sources) {
      if (source.path === null || this.#files.has(source.path)) continue;
      this.#files.set(
        source.path,
        new WatchedFile(source, source.path, { ...this.#options, ...this.#options.settingsOf(source.path) }),
      );
    }
  }

  async *#look(all: boolean, now: number): AsyncGenerator<ScanEvent> {
    let active = 0;
    for (const file of this.#files.values()) {
      const quiet = now - file.changed > QUIET_MS || ++active > MAX_ACTIVE;
      if (quiet && !all) continue;
      for await (const event of file.look(now)) {
        yield event;
        if (this.#options.signal?.aborted === true) return;
      }
      if (quiet && file.changed !== now) await file.close();
    }
  }
}
