import { type ExplanationRule, explain } from "../run-in-context.js";

const CERTAIN = 0.8;

/** `mojibake`: the run is wrongly decoded bytes. */
export const mojibake: ExplanationRule = ({ mojibake: { score, reason } }) =>
  score >= CERTAIN ? explain("mojibake", { score, how: reason }) : null;
