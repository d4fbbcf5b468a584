import type { ScanEvent, Summary } from "../model/scan-event.js";

/** A scan's summary with what only its listener knows. */
export interface ReportSummary extends Summary {
  /** Sessions with at least one unexplained finding. */
  readonly driftedSessions: number;
  /** Languages of the unexplained findings, ISO 639-3, sorted. */
  readonly driftedLanguages: readonly string[];
  /** Findings that were found and counted but not listed (`--max-findings`). */
  readonly omitted: number;
  /** Diagnostics that make the scan incomplete. */
  readonly problems: number;
  /** True when the user stopped the scan. */
  readonly interrupted: boolean;
}

/** What a reporter is given by its caller; it reads neither the environment nor the process's streams. */
export interface ReportContext {
  /** Takes text at once; the caller waits for a slow destination between two events. */
  write(text: string): void;
  readonly tool: { readonly name: string; readonly version: string };
  readonly color: boolean;
  /** Terminal cells in a line. */
  readonly width: number;
  /** Findings only, no closing summary, for formats meant for people. */
  readonly quiet: boolean;
  /** Whether explained findings were asked for. */
  readonly explain: boolean;
}

/** Words a scan in one format. It decides nothing about a finding. `progress` and `summary` events say nothing to it. */
export interface Reporter {
  begin?(event: Extract<ScanEvent, { type: "begin" }>): void;
  event(event: ScanEvent): void;
  /** Called once, also after a scan that broke off. */
  end(summary: ReportSummary, exitCode: number): void;
}

/** Makes a reporter of one format. */
export type ReporterFactory = (context: ReportContext) => Reporter;
