import type { RawRecord } from "../model/location.js";
import type { ScanEvent } from "../model/scan-event.js";
import type { ScanStats } from "../model/scan-stats.js";
import type { ScanOptions } from "../scan-options.js";

/** The options that say how a source is scanned: data alone, so that another thread can be given them. */
export type PlainOptions = Pick<
  ScanOptions,
  | "as"
  | "channels"
  | "cwd"
  | "decode"
  | "everyPlace"
  | "expect"
  | "flag"
  | "inlineIgnores"
  | "minCertainty"
  | "models"
  | "roles"
  | "since"
  | "sources"
  | "stats"
>;

/** A file, as another thread can open it. */
export interface PlainSource {
  readonly path: string;
  readonly uri: string;
  readonly size: number;
}

/** A line that ignore comments are taken from, or that one of them speaks of. */
export type CommentLine = Pick<RawRecord, "text" | "line">;

/** What was found in a stretch of a source that was scanned as if it were alone. */
export interface Part {
  /** Which source of its unit. */
  readonly index: number;
  /**
   * Hashes of the records that were asked about, in order, none twice in a row. All that was asked before an event is
   * in its part or an earlier one.
   */
  readonly asked: Float64Array;
  readonly comments: readonly CommentLine[];
  readonly events: readonly ScanEvent[];
  /** What was measured in the source, with its last part. */
  readonly stats: ScanStats | null;
  /** `done`: nothing more comes of the source; `declined`: it is to be scanned in the main thread. */
  readonly state: "open" | "done" | "declined";
}

/** Parts that were found together, and how to have no more of a source of theirs. */
export interface FoundParts {
  readonly parts: readonly Part[];
  skip(index: number): void;
}

/** To a thread. */
export type Order =
  | { readonly type: "unit"; readonly serial: number; readonly sources: readonly PlainSource[] }
  /** Parts were taken: as many may be sent again. */
  | { readonly type: "taken" }
  /** A source of a unit, which may be over by now, need not be scanned to its end. */
  | { readonly type: "skip"; readonly serial: number; readonly index: number }
  | { readonly type: "abort" };

/** From a thread. */
export type Answer =
  | { readonly type: "ready" }
  | { readonly type: "parts"; readonly parts: readonly Part[] }
  | { readonly type: "done" };
