import type { Prediction, Session } from "./corpora-score.mjs";

export type Predictor = (session: Session) => Prediction[];

export function hanBaseline(least: number): Predictor;
export function lineBaseline(isChinese: (line: string) => boolean): Predictor;
export function ratioBaseline(share: number): Predictor;
export function spanBaseline(
  chineseSpans: (line: string) => readonly { readonly start: number; readonly end: number }[],
): Predictor;
