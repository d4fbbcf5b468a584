/**
 * Onsets counted over an exposure. An onset is a session (or an event, where a text says so) with an unexplained switch.
 * The exposure is in any one unit, the same throughout a calculation: usually millions of tokens, else calls or messages.
 */
export interface OnsetCount {
  /** A whole number, at least 0. */
  readonly onsets: number;
  /** At least 0. */
  readonly exposure: number;
}

/** A rate per unit of exposure, with an interval. */
export interface RateInterval {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  /** Confidence or credibility, between 0 and 1. */
  readonly level: number;
}

/** A rate that has risen above what its user calls no cause for alarm. */
export interface RateAlarm {
  /** As the log claims; null when it names none. */
  readonly model: string | null;
  /** Sessions in which it wrote while it was watched, clean until then, and those among them with a first switch since. */
  readonly sessions: number;
  readonly onsets: number;
  /** Estimated tokens of these sessions, each up to its first switch. */
  readonly tokens: number;
  /** The rate that is no cause for alarm, in sessions with an onset per million tokens. */
  readonly above: number;
  readonly alpha: number;
  /** The evidence against that rate: an e-value, 1 when there is none. */
  readonly e: number;
}
