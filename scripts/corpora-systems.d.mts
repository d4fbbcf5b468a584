import type { scan as Scan } from "../src/scan.js";
import type { Predictor } from "./corpora-baselines.mjs";
import type { Claim } from "./corpora-calibration.mjs";
import type { CorpusFile } from "./corpora-files.mjs";
import type { Score, Session } from "./corpora-score.mjs";

export const OWN: "langdrift";
export const SYSTEMS: readonly string[];
export const PLAIN_BASELINES: Readonly<Record<string, Predictor>>;
export function loadBaselines(): Promise<{
  readonly predictors: ReadonlyMap<string, Predictor>;
  readonly skipped: readonly string[];
}>;
export function scoreBaseline(predict: Predictor, sessions: readonly Session[]): Score[];
export function scoreLibrary(
  scan: typeof Scan,
  files: readonly CorpusFile[],
): Promise<{ readonly scores: readonly Score[]; readonly claims: readonly Claim[] }>;
