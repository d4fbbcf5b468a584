import type { LedgerRates } from "./provenance/ledger-rates.js";
import { figure, range } from "./report/text-table.js";

/** Which rates are told by whole sessions, and why. */
export const BY_SESSIONS =
  "By whole sessions, since a tenth of them or more have Chinese: long ones would have had it more than once.";
/** Marks such rates in a table. */
export const BY_SESSIONS_MARK = "*";

export const isBySessions = ({ perMillion }: LedgerRates): boolean => perMillion?.method === "sessions";

/** The head of a table of rates, after which `rateCells` fill the last two columns. */
export const RATE_HEAD = ["", "sessions", "tokens", "with onset", "per M tokens", "95 % exact"] as const;

/** The rate and its interval, marked when it is told by whole sessions. */
export function rateCells(row: LedgerRates): readonly [rate: string, interval: string] {
  const { perMillion } = row;
  if (perMillion === null) return ["-", "-"];
  const mark = isBySessions(row) ? ` ${BY_SESSIONS_MARK}` : "";
  return [figure(perMillion.rate), `${range(perMillion)}${mark}`];
}
