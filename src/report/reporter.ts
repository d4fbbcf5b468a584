import type { Finding } from "../model/finding.js";
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

/** The page of a rule, as `langdrift explain` prints it. */
export interface RulePage {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  readonly text: string;
  readonly markdown: string;
}

/** What a reporter is given by its caller; it reads neither the environment nor the process's streams. */
export interface ReportContext {
  /** Takes text at once; the caller waits for a slow destination between two events. */
  write(text: string): void;
  readonly tool: { readonly name: string; readonly version: string; readonly homepage?: string | undefined };
  /** The folder that relative sources are named from; absolute. */
  readonly cwd: string;
  /** Reads the pages of all rules; called by formats that carry them. */
  rulePages(): readonly RulePage[];
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
  /** A finding that is counted but, by `--max-findings`, not to be listed. */
  omitted?(finding: Finding): void;
  /** Called once, also after a scan that broke off. */
  end(summary: ReportSummary, exitCode: number): void;
  /** After the end: Markdown for the summary page of a CI step, if the format has one. */
  stepSummary?(): string;
}

/** Makes a reporter of one format. */
export type ReporterFactory = (context: ReportContext) => Reporter;
