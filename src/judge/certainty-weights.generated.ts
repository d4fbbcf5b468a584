// Written by scripts/fit-certainty.mjs from the tuned part of the corpora. Do not edit.
import type { CertaintyFeature } from "./certainty-features.js";

/** Decibans per unit of each feature. */
export const CERTAINTY_WEIGHTS: Readonly<Record<CertaintyFeature, number>> = {
  base: 6.5,
  "touches-letter": 9.3,
  "chinese-evidence": 0.6,
  length: 0,
  sentence: 0,
  response: 0,
  "language-was-said": 1,
  "nothing-was-due": -5,
  "writer-unknown": -4,
  "language-undetermined": -3.2,
  "han-is-native-here": 0,
  "between-delimiters": -4,
  "among-other-runs": -4,
  "chinese-was-spoken-of": -3.7,
  "chinese-was-read": 0,
  "in-string-or-quote": -5,
  "beside-capitals": 0,
  "broken-bytes": -5.1,
};
