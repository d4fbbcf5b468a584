import type { Row } from "./corpora-breakdown.mjs";
import type { Claim, Reliability } from "./corpora-calibration.mjs";
import type { Score, Session } from "./corpora-score.mjs";

export type Measure = "recall" | "precision" | "falseAlarms";
export type Share = readonly [rate: number, low: number, high: number];
export type FigureRow = Row & { readonly system: string } & { readonly [M in Measure]: Share | null };

export interface Slip {
  readonly missed: readonly number[];
  readonly flagged: readonly number[];
  readonly wrong: readonly (string | undefined)[];
}

export interface PartFigures {
  readonly corpora: {
    readonly sha256: string;
    readonly sessions: number;
    readonly drift: number;
    readonly explained: number;
  };
  readonly rows: readonly FigureRow[];
  readonly kept: Readonly<Record<string, string>>;
  readonly certainty: Reliability | null;
  readonly slips?: Readonly<Record<string, Slip>>;
}

export interface Figures {
  readonly format: number;
  readonly parts: Readonly<Record<string, PartFigures>>;
}

export const MEASURES: Readonly<
  Record<Measure, { readonly part: string; readonly whole: string; readonly good: boolean }>
>;
export function slipsOf(scores: readonly Score[]): Record<string, Slip>;
export function scoresFrom(sessions: readonly Session[], slips: Readonly<Record<string, Slip>>): Score[];
export function partFigures(made: {
  readonly part: string;
  readonly sha256: string;
  readonly systems: readonly (readonly [string, readonly Score[]])[];
  readonly claims: readonly Claim[];
  readonly skipped: readonly string[];
  readonly committed?: PartFigures | undefined;
}): PartFigures;
export function figuresText(figures: Figures): string;
