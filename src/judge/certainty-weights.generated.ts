// Written by scripts/fit-certainty.mjs from the tuned part of the corpora. Do not edit.
import type { CertaintyFeature } from "./certainty-features.js";

/** Decibans per unit of each feature. */
export const CERTAINTY_WEIGHTS: Readonly<Record<CertaintyFeature, number>> = {
  base: 5.6,
  "touches-letter": 4.2,
  "chinese-evidence": 0.9,
  length: 0,
  sentence: 0,
  response: 0,
  "language-was-said": 1,
  "nothing-was-due": -5,
  "writer-unknown": -4,
  "language-undetermined": 0,
  "han-is-native-here": 0,
  "between-delimiters": -6.4,
  "among-other-runs": -4,
  "chinese-was-spoken-of": -3.8,
  "chinese-was-read": -1.9,
  "in-string-or-quote": -2.2,
  "beside-capitals": -0.4,
  "broken-bytes": -5.2,
};
