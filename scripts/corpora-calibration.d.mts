export interface Claim {
  readonly certainty: number;
  readonly right: boolean;
}

export interface Bin {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
  readonly right: number;
  readonly certainty: number;
}

export interface Reliability {
  readonly count: number;
  readonly right: number;
  readonly brier: number;
  readonly baseRateBrier: number;
  readonly error: number;
  readonly bins: readonly Bin[];
}

export function reliability(claims: readonly Claim[], edges?: readonly number[]): Reliability | null;
