// Written by scripts/fit-certainty.mjs from the tuned part of the corpora. Do not edit.
import type { CertaintyFeature } from "./certainty-features.js";

/** Decibans per unit of each feature. */
export const CERTAINTY_WEIGHTS: Readonly<Record<CertaintyFeature, number>> = {
  base: 7.8,
  "touches-letter": 3.7,
  "chinese-evidence": 0.6,
  length: 0,
  sentence: 0,
  response: 0,
  "language-was-said": 1,
  "nothing-was-due": -5,
  "writer-unknown": -4,
  "language-undetermined": 0,
  "han-is-native-here": -1.7,
  "between-delimiters": -3.2,
  "among-other-runs": -10.3,
  "chinese-was-spoken-of": 0,
  "chinese-was-read": -0.5,
  "in-string-or-quote": 0,
  "beside-capitals": 0,
  "broken-bytes": -4.7,
};
