import { ConfigError, LangdriftError } from "../errors.js";
import type { Finding, Severity } from "../model/finding.js";
import type { MonitorOptions, OutputChannel } from "../monitor.js";
import { didYouMean } from "../suggestion.js";

/**
 * What to do when a drift is found.
 * - `report`: call `onDrift`, no more
 * - `annotate`: put the drift beside the text (metadata, a custom event), never into it
 * - `redact`: replace the run in what was not given out yet; holds back the open clause for it
 * - `retry`: ask again with a reminder where nothing was given out yet, else as `abort`
 * - `abort`: cancel the request and throw a `DriftError`
 */
export type PolicyAction = "report" | "annotate" | "abort" | "retry" | "redact";

/** One action for every channel, or one by channel; a channel without one takes `default`, and that is `report`. */
export type PolicyActions =
  | PolicyAction
  | (Partial<Record<OutputChannel, PolicyAction>> & { readonly default?: PolicyAction });

/** What to watch for, and what follows. */
export interface DriftPolicy extends MonitorOptions {
  /** @defaultValue `report` */
  readonly action?: PolicyActions;
  /** Lowest severity that counts: what is below it is not told and changes nothing. @defaultValue `warning` */
  readonly failOn?: Severity;
  /** Called for every drift that counts, before anything is done about it. What it throws reaches the consumer. */
  readonly onDrift?: (drift: Finding) => void;
  /** How many times at most a request is made again. @defaultValue 1 */
  readonly retries?: number;
  /** What is added to the request that is made again. @defaultValue a sentence that names the languages that are due */
  readonly reminder?: (drift: Finding) => string;
  /** What stands in place of a run. @defaultValue `[redacted]` */
  readonly redactWith?: (drift: Finding) => string;
}

/** A policy whose options were checked, with the defaults filled in. */
export interface CheckedPolicy {
  readonly monitor: MonitorOptions;
  readonly retries: number;
  actionFor(channel: OutputChannel): PolicyAction;
  counts(drift: Finding): boolean;
  tell(drift: Finding): void;
  reminder(drift: Finding): string;
  redactWith(drift: Finding): string;
}

/** A response was given up because of a drift. `code` is `drift`. */
export class DriftError extends LangdriftError {
  override readonly name: string = "DriftError";
  /** The drift that decided it. */
  readonly drift: Finding;
  /** Every drift of this response that counted, in the order in which they were found. */
  readonly drifts: readonly Finding[];
  /** What the policy wants; `retry` says that the caller may ask again. */
  readonly action: "abort" | "retry";

  constructor(drift: Finding, drifts: readonly Finding[], action: "abort" | "retry") {
    super("drift", `the model's ${drift.channel} drifted into ${drift.run.language} (${drift.rule})`);
    this.drift = drift;
    this.drifts = drifts;
    this.action = action;
  }
}

/** The `DriftError` behind an error: itself, or what an SDK's helper wrapped as its `cause`. Null for other errors. */
export function driftOf(error: unknown): DriftError | null {
  let one = error;
  for (let depth = 0; depth < 8 && one instanceof Error; depth++) {
    if (one instanceof DriftError) return one;
    one = one.cause;
  }
  return null;
}

const ACTIONS: readonly PolicyAction[] = ["report", "annotate", "redact", "retry", "abort"];
const SEVERITIES: readonly Severity[] = ["note", "warning", "error"];
const PLACES = ["default", "answer", "reasoning", "reasoning-summary", "tool-input", "summary", "title"];

/** The stronger of two actions: abort, retry, redact, annotate, report. */
export function stronger(a: PolicyAction | null, b: PolicyAction | null): PolicyAction | null {
  const rank = (one: PolicyAction | null): number => (one === null ? -1 : ACTIONS.indexOf(one));
  return rank(a) >= rank(b) ? a : b;
}

/** @throws ConfigError for an action, channel, severity or number of retries that there is not */
export function checkPolicy(policy: DriftPolicy): CheckedPolicy {
  const { action, failOn = "warning", retries = 1, reminder, redactWith, onDrift, ...options } = policy;
  const actions = actionsOf(action);
  oneOf("failOn", failOn, SEVERITIES);
  if (!Number.isInteger(retries) || retries < 0) {
    throw new ConfigError(`retries must be a whole number from 0 on, not ${retries}`);
  }
  return {
    monitor: everyRun(Object.values(actions)) ? { ...options, everyRun: true } : options,
    retries,
    actionFor: (channel) => actions[channel] ?? actions.default ?? "report",
    counts: (drift) => SEVERITIES.indexOf(drift.severity) >= SEVERITIES.indexOf(failOn),
    tell: (drift) => onDrift?.(drift),
    reminder: reminder ?? defaultReminder,
    redactWith: redactWith ?? (() => "[redacted]"),
  };
}

/**
 * Asks again while the policy wants it: calls `request` with no reminder, and after a `DriftError` whose action is
 * `retry` with one, at most `retries` more times. For streams, whose text may have been shown when a drift is found:
 * only the caller knows how to take it back.
 * @throws DriftError of the last attempt, or what `request` throws otherwise
 */
export async function retryOnDrift<T>(
  policy: DriftPolicy,
  request: (reminder: string | null, attempt: number) => Promise<T>,
): Promise<T> {
  const checked = checkPolicy(policy);
  let reminder: string | null = null;
  for (let attempt = 0; ; attempt++) {
    try {
      return await request(reminder, attempt);
    } catch (error) {
      if (!(error instanceof DriftError) || error.action !== "retry" || attempt >= checked.retries)
        throw error;
      reminder = checked.reminder(error.drift);
    }
  }
}

function actionsOf(
  action: DriftPolicy["action"] = "report",
): Partial<Record<OutputChannel | "default", PolicyAction>> {
  const actions = typeof action === "string" ? { default: action } : action;
  for (const [place, one] of Object.entries(actions)) {
    oneOf("action: the channel", place, PLACES);
    oneOf("action", one, ACTIONS);
  }
  return { default: "report", ...actions };
}

/** What is replaced, or only reported on one channel, must not excuse what follows or comes again on another. */
const everyRun = (actions: readonly PolicyAction[]): boolean =>
  actions.includes("redact") || new Set(actions).size > 1;

function oneOf(option: string, given: string, known: readonly string[]): void {
  if (known.includes(given)) return;
  throw new ConfigError(`${option} "${given}" is none of ${known.join(", ")}.${didYouMean(given, known)}`);
}

function defaultReminder(drift: Finding): string {
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const due = drift.expected.languages
    .filter((code) => !code.startsWith("und"))
    .map((code) => names.of(code));
  const language = due.length === 0 ? "the language of this conversation" : due.join(" or ");
  return `Write everything in ${language}: reasoning, answer and tool arguments. Do not switch to another language.`;
}
