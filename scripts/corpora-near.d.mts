import type { Session } from "./corpora-score.mjs";

export interface NearPair {
  readonly first: Session;
  readonly second: Session;
  readonly similarity: number;
}

export const NEAR: number;
export function fiveGrams(session: Session): Set<string>;
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number;
export function nearPairs(sessions: readonly Session[], least?: number): NearPair[];
