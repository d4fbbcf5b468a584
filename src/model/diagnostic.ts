import type { RateAlarm } from "./rate.js";

/** Stable names of what can go wrong with input. */
export type DiagnosticCode =
  | "not-found"
  | "unreadable"
  | "binary"
  | "empty"
  | "no-match"
  | "invalid-encoding"
  | "corrupt-compression"
  | "invalid-json"
  | "repaired-json"
  | "truncated-record"
  | "record-too-large"
  | "unknown-format"
  | "unknown-shape"
  | "copied-history"
  | "limit-reached"
  | "invalid-ignore"
  | "unused-entry"
  | "rate-alarm"
  | "internal";

/** Something a scan has to say about its input. Nothing is skipped without one. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** `error` and `warning` say that something was not examined when `partial` is set; `info` loses nothing. */
  readonly severity: "error" | "warning" | "info";
  /** One sentence: what happened and what was done about it. */
  readonly message: string;
  /** True when part of the input was not examined: the scan is then incomplete (exit code 2). */
  readonly partial: boolean;
  readonly location?: {
    readonly uri: string;
    readonly line?: number;
    readonly column?: number;
    readonly byteOffset?: number;
    readonly byteLength?: number;
  };
  /** The numbers of a `rate-alarm`. */
  readonly rate?: RateAlarm;
}
