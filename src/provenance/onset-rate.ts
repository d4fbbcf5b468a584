import type { OnsetCount, RateInterval } from "../model/rate.js";
import { garwoodInterval } from "./rate-interval.js";
import { sessionRate } from "./session-rate.js";

/** A share of sessions with an onset from which counting each once hides a twentieth of the rate: −ln(1 − 0.1) / 0.1. */
export const MANY_AFFECTED = 0.1;
/** With fewer the share itself is not known to be high, and the Poisson interval spans a factor of seven and more. */
const FEWEST_AFFECTED = 5;

/** Onsets per million tokens by the method that fits, with its interval. */
export interface OnsetRate extends RateInterval {
  /**
   * `tokens`: onsets over tokens with Garwood's exact interval, for onsets that are rare. `sessions`: `sessionRate`, which
   * allows for sessions that would have had several; `rate` and `high` are infinite when every session has one.
   */
  readonly method: "tokens" | "sessions";
}

/** Whether a tenth of the sessions or more have an onset, and five at least. */
export const areOnsetsCommon = (onsets: number, sessions: number): boolean =>
  onsets >= FEWEST_AFFECTED && onsets >= MANY_AFFECTED * sessions;

/**
 * The rate to read: by sessions where onsets are common, else over tokens. Null without exposure.
 *
 * @param sessions one count a session; onsets above 1 count as 1
 * @param total of sessions with an onset, and of the exposure
 * @param level default 0.95
 */
export function onsetRate(
  sessions: readonly OnsetCount[],
  total: OnsetCount,
  level = 0.95,
): OnsetRate | null {
  const exposed = sessions.filter(({ exposure }) => exposure > 0);
  const onsets = exposed.filter((session) => session.onsets > 0).length;
  if (areOnsetsCommon(onsets, exposed.length)) {
    const found = sessionRate(exposed, level);
    return found && { ...found, method: "sessions" };
  }
  const found = garwoodInterval(total, level);
  return found && { ...found, method: "tokens" };
}
