import type { Diagnostic } from "./diagnostic.js";
import type { Exposure } from "./exposure.js";
import type { Finding, Reason } from "./finding.js";
import type { Acceptance } from "./finding-filter.js";
import type { ScanStats } from "./scan-stats.js";

export interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly note: number;
  readonly explained: Partial<Record<Reason, number>>;
  /** Unexplained findings that a filter held back, by the reason it gave. */
  readonly accepted: Partial<Record<Acceptance, number>>;
}

export interface Summary {
  /** False when a diagnostic says that part of the input was not examined. */
  readonly complete: boolean;
  readonly sources: number;
  readonly bytes: number;
  readonly counts: Counts;
  readonly exposure: Exposure;
  readonly elapsedMs: number;
  /** Absent unless it was asked for. */
  readonly stats?: ScanStats;
}

/** What a scan tells, in order: `begin`, then per source its findings and diagnostics and an `end`, then `summary`. */
export type ScanEvent =
  | { readonly type: "begin"; readonly options: Readonly<Record<string, unknown>> }
  | ({ readonly type: "finding" } & Finding)
  | ({ readonly type: "diagnostic" } & Diagnostic)
  | {
      readonly type: "end";
      readonly uri: string;
      readonly format: string | null;
      readonly bytes: number;
      readonly exposure: Exposure;
    }
  | { readonly type: "progress"; readonly sourcesDone: number; readonly bytes: number; readonly uri: string }
  | ({ readonly type: "summary" } & Summary);
