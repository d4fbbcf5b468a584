import type { Measure, PartFigures } from "./corpora-accuracy.mjs";
import type { DimensionName } from "./corpora-breakdown.mjs";
import type { Score } from "./corpora-score.mjs";

export interface Change {
  readonly dimension: DimensionName;
  readonly key: string;
  readonly measure: Measure;
  readonly before: number;
  readonly after: number;
  readonly verdict: "worse" | "better" | "noise";
  /** Sessions that became worse and better; only in a paired comparison. */
  readonly worse?: number;
  readonly better?: number;
}

export interface Comparison {
  readonly basis: "paired" | "intervals";
  readonly sameFiles: boolean;
  readonly changes: readonly Change[];
}

export function comparePart(
  committed: PartFigures,
  fresh: PartFigures,
  scores: readonly Score[],
  system: string,
): Comparison;
