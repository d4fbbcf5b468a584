import type { Diagnostic } from "./diagnostic.js";
import type { Finding } from "./finding.js";

/**
 * Why a finding is counted but not reported: it stands in a baseline, an entry of the configuration allows it, a comment
 * in the scanned text ignores it, or the change that is looked at did not add it.
 */
export type Acceptance = "baseline" | "allowed" | "ignored" | "unchanged";

/** Knows findings that are not to be reported. Asked about each unexplained finding once, in the order of the report. */
export interface FindingFilter {
  /** Why the finding is not reported, or null when this filter says nothing about it. */
  accept(finding: Finding): Acceptance | null;
  /** A source was examined, to its end or as far as it could be; `uri` as in the locations of its findings. */
  examined?(uri: string): void;
  /**
   * True when it tells the places of a run apart: a run that repeats one that is not reported is then no repeat, but is
   * asked about like any other.
   */
  readonly everyPlace?: boolean;
  /** After a scan that was not interrupted: what the filter holds that matched nothing, as `info` diagnostics. */
  unused?(): readonly Diagnostic[];
}
