import type { Segment } from "./segment.js";

/** ISO 639-3. `und` when nothing tells Chinese from Japanese. */
export type HanLanguage = "cmn" | "jpn" | "kor" | "und";
/** ISO 15924: simplified, traditional, Han of either, scripts that hold Han natively, or symbols without ideographs. */
export type HanScript = "Hans" | "Hant" | "Hani" | "Jpan" | "Kore" | "Zsym";

/** A maximal stretch of Han within one line of an utterance. Offsets are UTF-16 units within the line. */
export interface HanRun {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Number of ideographs, in code points. */
  readonly han: number;
  readonly segment: Segment;
}

/** One named reason behind an attribution, with its weight in decibans (10 log10 of a likelihood ratio). */
export interface AttributionEvidence {
  readonly name: string;
  readonly weight: number;
  /** The characters or word that carried it, if any. */
  readonly detail?: string;
}

/** Which language a Han run is in, and why. */
export interface Attribution {
  readonly language: HanLanguage;
  readonly script: HanScript;
  /** Probability of `language` given the evidence, 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly AttributionEvidence[];
}
