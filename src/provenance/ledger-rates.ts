import type { LedgerCell, LedgerSession, SessionLedger } from "../model/ledger.js";
import type { OnsetCount, RateInterval } from "../model/rate.js";
import { clopperPearsonOdds } from "./binomial-test.js";
import { dispersion } from "./dispersion.js";
import { type OnsetRate, onsetRate } from "./onset-rate.js";
import { garwoodInterval, jeffreysInterval } from "./rate-interval.js";
import { bootstrapSessions, type SessionBootstrap } from "./session-bootstrap.js";

const MILLION = 1e6;

/** What was counted in a set of sessions. */
export interface LedgerCount {
  /** Sessions in which a model wrote anything of the kind. */
  readonly sessions: number;
  /** Sessions with at least one unexplained switch. */
  readonly onsets: number;
  readonly findings: number;
  readonly utterances: number;
  readonly characters: number;
  readonly tokens: number;
}

/** Rates with their intervals. Exposure in millions of tokens. */
export interface LedgerRates extends LedgerCount {
  /** The kind: a model claim, a channel, a log format or a day; null where the log states none, and for all. */
  readonly name: string | null;
  /** Share of the sessions with an onset: Clopper and Pearson. */
  readonly ofSessions: RateInterval | null;
  /** Onsets per million tokens by the method that fits, which it names: the one to read. */
  readonly perMillion: OnsetRate | null;
  /** Onsets per million tokens: Garwood's exact interval, right where onsets are rare. */
  readonly exact: RateInterval | null;
  /** The same: Jeffreys'. */
  readonly jeffreys: RateInterval | null;
}

/** Switches, which come in clusters. */
export interface EventRates {
  /** Switches per million tokens, with an interval from whole sessions drawn at random; null when it says nothing. */
  readonly bootstrap: SessionBootstrap | null;
  /** How much more sessions vary than independent switches would; null when that is not known. */
  readonly varianceToMean: number | null;
}

export type LedgerKind = "model" | "channel" | "format" | "day";

const kindOf: Record<LedgerKind, (cell: LedgerCell, session: LedgerSession) => string | null> = {
  model: ({ model }) => model,
  channel: ({ channel }) => channel,
  format: (_, { format }) => format,
  day: ({ day }) => day,
};

/** What was counted in each session, as far as a test of cells wants it; sessions without such cells are left out. */
function countSessions(
  { sessions }: SessionLedger,
  wanted: (cell: LedgerCell, session: LedgerSession) => boolean,
): LedgerCount[] {
  return sessions.flatMap((session) => {
    const cells = session.cells.filter((cell) => wanted(cell, session));
    if (cells.length === 0) return [];
    const add = (field: "findings" | "utterances" | "characters" | "tokens"): number =>
      cells.reduce((sum, cell) => sum + cell[field], 0);
    const findings = add("findings");
    return {
      sessions: 1,
      onsets: findings > 0 ? 1 : 0,
      findings,
      utterances: add("utterances"),
      characters: add("characters"),
      tokens: add("tokens"),
    };
  });
}

function total(counts: readonly LedgerCount[]): LedgerCount {
  const add = (field: keyof LedgerCount): number => counts.reduce((sum, count) => sum + count[field], 0);
  return {
    sessions: add("sessions"),
    onsets: add("onsets"),
    findings: add("findings"),
    utterances: add("utterances"),
    characters: add("characters"),
    tokens: add("tokens"),
  };
}

/** Sessions with an onset over millions of tokens: what rates are compared by. */
export function onsetCount({ onsets, tokens }: LedgerCount): OnsetCount {
  return { onsets, exposure: tokens / MILLION };
}

/** Switches and millions of tokens, session by session. */
export function sessionEvents(ledger: SessionLedger): OnsetCount[] {
  return countSessions(ledger, () => true).map(({ findings, tokens }) => ({
    onsets: findings,
    exposure: tokens / MILLION,
  }));
}

function ratesOf(name: string | null, counts: readonly LedgerCount[]): LedgerRates {
  const sum = total(counts);
  const count = onsetCount(sum);
  return {
    name,
    ...sum,
    ofSessions: shareInterval(sum.onsets, sum.sessions),
    perMillion: onsetRate(counts.map(onsetCount), count),
    exact: garwoodInterval(count),
    jeffreys: jeffreysInterval(count),
  };
}

function shareInterval(x: number, n: number): RateInterval | null {
  if (n === 0) return null;
  const { low, high } = clopperPearsonOdds(x, n - x, 0.95);
  return {
    rate: x / n,
    low: low / (1 + low),
    high: high === Number.POSITIVE_INFINITY ? 1 : high / (1 + high),
    level: 0.95,
  };
}

/** The rates of all sessions together. */
export function totalRates(ledger: SessionLedger): LedgerRates {
  return ratesOf(
    null,
    countSessions(ledger, () => true),
  );
}

/** The rates of each model claim, channel, log format or day, sorted by name, what the log does not state last. */
export function ratesBy(ledger: SessionLedger, kind: LedgerKind): LedgerRates[] {
  const of = kindOf[kind];
  const names = new Set(ledger.sessions.flatMap((s) => s.cells.map((cell) => of(cell, s))));
  const sorted = [...names].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
  const byName = new Map<string | null, LedgerCount[]>(sorted.map((name) => [name, []]));
  for (const session of ledger.sessions) {
    const one = { ...ledger, sessions: [session] };
    for (const name of new Set(session.cells.map((cell) => of(cell, session))))
      byName.get(name)!.push(...countSessions(one, (cell) => of(cell, session) === name));
  }
  return [...byName].map(([name, counts]) => ratesOf(name, counts));
}

/** How switches cluster, and their rate with the clusters allowed for. */
export function eventRates(ledger: SessionLedger, seed: number): EventRates {
  const sessions = sessionEvents(ledger);
  return {
    bootstrap: bootstrapSessions(sessions, { seed }),
    varianceToMean: dispersion(sessions)?.varianceToMean ?? null,
  };
}
