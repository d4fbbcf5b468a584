import type { Score, Session } from "./corpora-score.mjs";

export interface Counts {
  readonly sessions: number;
  readonly drifts: number;
  readonly found: number;
  readonly findings: number;
  readonly right: number;
  readonly explained: number;
  readonly alarmed: number;
}

export type DimensionName = "all" | "language" | "level" | "length" | "channel" | "reason";

export interface Row extends Counts {
  readonly dimension: DimensionName;
  readonly key: string;
}

export const DIMENSIONS: Readonly<Record<DimensionName, object>>;
export const OTHERS: "others";
export function lengthClass(text: string): string | null;
export function groups(
  sessions: readonly Session[],
  name: DimensionName,
  least: number,
): { readonly key: string; readonly holds: ReadonlySet<string> }[];
export function sessionCounts(score: Score, name: DimensionName, holds: ReadonlySet<string>): Counts;
export function breakdown(scores: readonly Score[], name: DimensionName, least: number): Row[];
