import { createRateMonitor } from "./rate-monitor.js";

/** What a monitor of sessions that grow has seen. */
export interface RiskReading {
  /** The evidence against the baseline; 1/alpha gives the alarm. */
  readonly e: number;
  readonly alarm: boolean;
  /** Tokens at risk: those of each session up to its first onset. */
  readonly tokens: number;
  readonly onsets: number;
}

/** Watches a rate over sessions while they grow. */
export interface RiskMonitor {
  /** Text without an onset, of a session that has had none. */
  clean(tokens: number): void;
  /** The first onset of a session, in a piece of so many tokens. */
  onset(tokens: number): RiskReading;
}

/**
 * A rate monitor for sessions whose end is not known: each is at risk until its first onset and counts no longer after it,
 * as in the analysis of survival, so that clusters count once. First onsets are then a counting process whose intensity is
 * the rate times the text at risk, for which `unit: "event"` holds however they cluster within sessions. The evidence may
 * begin anew after each onset (`change: "any"`), so that a long clean past does not hide a change.
 *
 * @param baseline onsets per million tokens that are no cause for alarm
 * @param alpha the greatest probability of an alarm, ever, at or below the baseline
 * @throws RangeError when the baseline is not above 0 or alpha not between 0 and 1
 */
export function createRiskMonitor(baseline: number, alpha: number): RiskMonitor {
  const monitor = createRateMonitor({ baseline, alpha, unit: "event", change: "any" });
  let clean = 0;
  return {
    clean(tokens) {
      clean += tokens;
    },
    onset(tokens) {
      // One step from onset to onset: a step that began just before one, because of it, would count it too high.
      const { e, alarm, sessions, tokens: atRisk } = monitor.add({ tokens: clean + tokens, onset: 1 });
      clean = 0;
      return { e, alarm, tokens: atRisk, onsets: sessions };
    },
  };
}
