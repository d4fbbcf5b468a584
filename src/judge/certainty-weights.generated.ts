// Written by scripts/fit-certainty.mjs from the tuned part of the corpora. Do not edit.
import type { CertaintyFeature } from "./certainty-features.js";

/** Decibans per unit of each feature. */
export const CERTAINTY_WEIGHTS: Readonly<Record<CertaintyFeature, number>> = {
  base: 7,
  "touches-letter": 4.2,
  "chinese-evidence": 1,
  length: 0,
  sentence: 0,
  response: 0,
  "language-was-said": 1,
  "nothing-was-due": -5,
  "writer-unknown": -4,
  "language-undetermined": 0,
  "han-is-native-here": -1.2,
  "between-delimiters": -5.4,
  "among-other-runs": -15.4,
  "chinese-was-spoken-of": -3.1,
  "chinese-was-read": -1.6,
  "in-string-or-quote": -0.2,
  "beside-capitals": -1.3,
  "broken-bytes": -4.7,
};
