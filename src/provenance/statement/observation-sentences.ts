import { garwoodInterval } from "../rate-interval.js";
import { counted, number, percent, rate, tokens } from "./format.js";
import type { Labels } from "./labels.js";
import type { Sentence, StatementEvidence } from "./statement.js";
import type { ObservedText } from "./statement-input.js";

const MILLION = 1e6;

/**
 * The rate of sessions with an onset, per million tokens, with its interval: exact over tokens, or from whole sessions
 * where onsets are common. Null without text.
 */
export const rateOf = ({ sessionsWithOnset, tokens: n, sessionRate }: ObservedText, level: number) =>
  sessionRate ?? garwoodInterval({ onsets: sessionsWithOnset, exposure: n / MILLION }, level);

/** What was found in how much text. A count never stands without its exposure. */
export function observationSentences(evidence: StatementEvidence, labels: Labels): Sentence[] {
  const said = (id: string, text: string): Sentence => ({ id, section: "observed", text });
  const { observed, controls, controlRates } = evidence;
  return [
    said("exposure", found(observed, evidence.rate)),
    ...(observed.sessionsWithOnset === 0 && evidence.rate !== null ? [said("zero", zero(observed))] : []),
    ...controls.map((control, i) =>
      said(
        `control:${i + 1}`,
        `${capital(labels.control(control.name))}: ${counts(control, controlRates[i] ?? null)}.`,
      ),
    ),
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const interval = ({ low, high, level }: NonNullable<StatementEvidence["rate"]>): string =>
  `${percent(level)} exact interval ${rate(low)}–${rate(high)}`;

function found(observed: ObservedText, of: StatementEvidence["rate"]): string {
  const text = `${tokens(observed.tokens)} output tokens (${counted(observed.sessions, "session")})`;
  if (of === null) return `In ${text} there was nothing to examine, so nothing can be said of it.`;
  if (observed.sessionsWithOnset === 0) {
    return (
      `In ${text} no session with unexplained Chinese was found. ` +
      `Rates above ${rate(of.high)} per million tokens are excluded (${interval(of)}).`
    );
  }
  const sessions = counted(observed.sessionsWithOnset, "session");
  return `In ${text} we found ${sessions} with unexplained Chinese: ${perMillion(observed, of, " tokens")}.`;
}

function counts(control: ObservedText, of: StatementEvidence["rate"]): string {
  const text = `${number(control.sessionsWithOnset)} of ${counted(control.sessions, "session")}, ${tokens(control.tokens)} tokens`;
  return of === null ? `${text}, which weighs nothing` : `${text}, ${perMillion(control, of)}`;
}

/** Where onsets are common, the words say that the figure comes from whole sessions. */
function perMillion(
  { sessionRate }: ObservedText,
  of: NonNullable<StatementEvidence["rate"]>,
  unit = "",
): string {
  if (sessionRate === undefined) return `${rate(of.rate)} per million${unit} (${interval(of)})`;
  const level = `${percent(of.level)} interval by whole sessions`;
  if (of.high === Number.POSITIVE_INFINITY)
    return `at least ${rate(of.low)} per million${unit} (lower end of the ${level}; all have some, so there is no upper end)`;
  return `${rate(of.rate)} per million${unit} (${level}, since many have some, ${rate(of.low)}–${rate(of.high)})`;
}

/** Zero is not absence: the rate at which a text of this length is clean as often as not, exp(−rate · N) = 1/2. */
function zero(observed: ObservedText): string {
  const half = (Math.LN2 / observed.tokens) * MILLION;
  return `Zero is not absence: a source with ${rate(half)} per million tokens leaves every second text of this length clean.`;
}
