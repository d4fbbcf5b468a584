import type { Format } from "../formats.js";
import type { ScanEvent } from "../model/scan-event.js";
import type { ScanOptions } from "../scan-options.js";

/** The library functions and the clock, given by tests; the real ones are loaded only when a command needs them. */
export interface Deps {
  readonly scan?: (inputs: readonly string[], options?: ScanOptions) => AsyncIterable<ScanEvent>;
  readonly listFormats?: () => readonly Format[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}
