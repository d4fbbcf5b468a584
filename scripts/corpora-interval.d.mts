export interface Interval {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

export interface DifferenceInterval {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

export const TWO_SIDED_95: number;
export const ONE_SIDED_95: number;
export function wilson(part: number, whole: number, z?: number): Interval | null;
export function differenceInterval(
  first: readonly [number, number],
  second: readonly [number, number],
  z?: number,
): DifferenceInterval | null;
export function signTest(worse: number, better: number): number;
