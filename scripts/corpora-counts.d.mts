import type { Label, Session } from "./corpora-score.mjs";

export interface DriftShape {
  readonly drifts: number;
  readonly short: number;
  readonly middle: number;
  readonly long: number;
  readonly noSimplifiedOnly: number;
  readonly touching: number;
}

export function simplifiedOnlyTest(): (text: string) => boolean;
export function touches(session: Session, label: Label): boolean;
export function driftShape(sessions: readonly Session[]): DriftShape;
export function countTables(parts: Readonly<Record<string, readonly Session[]>>): string;
