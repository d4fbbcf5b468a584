import type { Machine } from "../discovery/folders.js";
import type { Format } from "../formats.js";
import type { ObserveSource } from "../model/observer.js";
import type { ScanEvent } from "../model/scan-event.js";
import type { observedScan } from "../scan.js";
import type { ScanOptions } from "../scan-options.js";
import type { Input } from "../source/index.js";
import type { WatchOptions } from "../watch.js";

/** The library functions and the clock, given by tests; the real ones are loaded only when a command needs them. */
export interface Deps {
  readonly scan?: (
    inputs: readonly Input[],
    options: ScanOptions,
    observe?: ObserveSource,
  ) => AsyncIterable<ScanEvent>;
  /** The same for the commands that count sessions. */
  readonly observedScan?: typeof observedScan;
  readonly watch?: (inputs: readonly Input[], options?: WatchOptions) => AsyncIterable<ScanEvent>;
  /** Where sessions of agents are looked for. */
  readonly machine?: Machine;
  readonly listFormats?: () => readonly Format[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}
