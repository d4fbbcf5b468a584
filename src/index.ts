export { type AllowEntry, createAllowList } from "./allow-list.js";
export {
  type Baseline,
  type BaselineEntry,
  type PrunedBaseline,
  pruneBaseline,
} from "./baseline/baseline.js";
export { type BaselineFile, loadBaseline, readBaseline } from "./baseline/baseline-file.js";
export { type BaselineFilterOptions, createBaselineFilter } from "./baseline/baseline-filter.js";
export { formatBaseline, parseBaseline } from "./baseline/baseline-text.js";
export { type Recorded, type RecordOptions, recordBaseline } from "./baseline/record-baseline.js";
export {
  type CompareOptions,
  compareSummaries,
  type SummaryComparison,
} from "./compare-summaries.js";
export type { DisguiseName } from "./decode/index.js";
export { discover, type FoundAgent } from "./discover.js";
export { ConfigError, LangdriftError } from "./errors.js";
export { type Format, listFormats } from "./formats.js";
export { type Change, type ChangeOptions, openChange } from "./git/change.js";
export { type CommitOptions, openCommitMessage, openCommits } from "./git/commits.js";
export type { Diagnostic, DiagnosticCode } from "./model/diagnostic.js";
export type { Exposure, Stratum } from "./model/exposure.js";
export type { Expectation, Explanation, Finding, Level, Reason, Rule, Severity } from "./model/finding.js";
export type { Acceptance, FindingFilter } from "./model/finding-filter.js";
export type { LedgerCell, LedgerSession, SessionLedger, TokenUnit } from "./model/ledger.js";
export type { Location } from "./model/location.js";
export type { OnsetCount, RateAlarm, RateInterval } from "./model/rate.js";
export type { AttributionEvidence } from "./model/run.js";
export type { Counts, ScanEvent, Summary } from "./model/scan-event.js";
export type { Channel, Role } from "./model/utterance.js";
export {
  createMonitor,
  type Monitor,
  type MonitorOptions,
  type MonitorSummary,
  type OutputChannel,
  type OutputPlace,
} from "./monitor.js";
export { createMonitorStream, type MonitorStream } from "./monitor-stream.js";
export type { RateComparison } from "./provenance/compare-rates.js";
export { mergeExposure, NO_EXPOSURE } from "./provenance/exposure.js";
export { LedgerError, type LedgerErrorCode } from "./provenance/ledger-error.js";
export { readLedger as parseSummary, writeLedger as formatSummary } from "./provenance/ledger-file.js";
export type { LedgerCount, LedgerRates } from "./provenance/ledger-rates.js";
export type { SessionPermutation } from "./provenance/permute-sessions.js";
export {
  createRateMonitor,
  type RateMonitor,
  type RateMonitorOptions,
  type RateMonitorReading,
  type RateMonitorState,
  resumeRateMonitor,
} from "./provenance/rate-monitor.js";
export type { RateAlarmOptions } from "./rate-alarms.js";
export { scan } from "./scan.js";
export type { JudgeOptions, ScanOptions } from "./scan-options.js";
export { type ScanTextOptions, scanText, type TextResult } from "./scan-text.js";
export type { Input, Place, Source } from "./source/index.js";
export type { SourceOverride } from "./source-settings.js";
export { collectSummary, mergeSummaries, type SummaryOptions } from "./summaries.js";
export { type WatchOptions, watch } from "./watch.js";
