import type { Location } from "./location.js";
import type { AttributionEvidence } from "./run.js";
import type { SegmentKind } from "./segment.js";
import type { Channel, Role } from "./utterance.js";

export type Level = "response" | "sentence" | "word";
export type Severity = "error" | "warning" | "note";
export type Rule = "response-switch" | "sentence-switch" | "word-switch";

/**
 * The named benign reasons. `expected`: Chinese was due, by configuration or because the speaker's text is in Chinese
 * (a stream that starts in Chinese, a bilingual document).
 */
export type Reason =
  | "user-language"
  | "requested"
  | "echo"
  | "quoted"
  | "data"
  | "name"
  | "japanese"
  | "korean"
  | "mojibake"
  | "symbol"
  | "repeat"
  | "expected";

/** Why a run is not a drift. `detail` holds what a reader needs to check it (the instruction, the source of the echo …). */
export interface Explanation {
  readonly reason: Reason;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** One part of a certainty. */
export interface CertaintyPart {
  readonly name: string;
  /** Value of the feature: 1 for what holds or does not, else as the feature says. */
  readonly value: number;
  /** Decibans (10 times the decimal logarithm of odds) that it adds for an unexplained drift. */
  readonly weight: number;
}

/** The languages that were due, and who says so. */
export interface Expectation {
  /** ISO 639-3 codes; a script alone is written `und-Latn`. Empty when nothing is known yet. */
  readonly languages: readonly string[];
  readonly basis: "config" | "instruction" | "user" | "matrix";
}

/** A judged run, complete: reporters word it and decide nothing. */
export interface Finding {
  readonly rule: Rule;
  readonly level: Level;
  readonly severity: Severity;
  /** 0 to 1: the share of findings like this one that are right, as far as the corpora tell. */
  readonly certainty: number;
  /** What the certainty is the sum of; empty for an explained run. */
  readonly certaintyParts: readonly CertaintyPart[];
  readonly run: {
    readonly text: string;
    readonly language: string;
    readonly script: string;
    /** Ideographs, in code points. */
    readonly han: number;
    readonly segment: SegmentKind;
    readonly evidence: readonly AttributionEvidence[];
  };
  readonly expected: Expectation;
  readonly explanation: Explanation | null;
  readonly format: string;
  readonly session: string;
  /** Number of user turns before it in its session. */
  readonly turn: number;
  readonly role: Role;
  readonly channel: Channel;
  readonly model: string | null;
  readonly timestamp: string | null;
  readonly agent: string | null;
  readonly location: Location;
  /** Up to 60 UTF-16 units of the line on either side, never split inside a surrogate pair. */
  readonly context: { readonly before: string; readonly after: string };
  /**
   * 40 hex digits. The first 24 depend on rule, reason, the normalised run and the letters near it, and are what a
   * baseline knows it by; the last 16 on the name of the source and the occurrence. Not on line numbers, time or redaction.
   */
  readonly fingerprint: string;
}
