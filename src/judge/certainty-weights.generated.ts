// Written by scripts/fit-certainty.mjs from the tuned part of the corpora. Do not edit.
import type { CertaintyFeature } from "./certainty-features.js";

/** Decibans per unit of each feature. */
export const CERTAINTY_WEIGHTS: Readonly<Record<CertaintyFeature, number>> = {
  base: 10,
  "touches-letter": 3.7,
  "chinese-evidence": 1.5,
  length: 1.4,
  sentence: 0,
  response: 3.7,
  "language-was-said": 1,
  "nothing-was-due": -5,
  "writer-unknown": -4,
  "language-undetermined": -4,
  "han-is-native-here": -0.6,
  "between-delimiters": -4,
  "among-other-runs": -4,
  "chinese-was-spoken-of": -8.3,
  "chinese-was-read": -4.9,
  "in-string-or-quote": 0,
  "beside-capitals": -1.3,
  "broken-bytes": -7.1,
};
