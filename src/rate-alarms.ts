import { ConfigError } from "./errors.js";
import type { Diagnostic } from "./model/diagnostic.js";
import type { ObserveSource, UtteranceObserver } from "./model/observer.js";
import type { RateAlarm } from "./model/rate.js";
import { isOnset, isWritten } from "./provenance/ledger-builder.js";
import { createRiskMonitor, type RiskMonitor } from "./provenance/risk-monitor.js";
import { estimateTokens } from "./provenance/token-estimate.js";
import { rateAlarmText } from "./rate-alarm-text.js";

/** When the rate of sessions with unexplained Chinese is cause for alarm. */
export interface RateAlarmOptions {
  /** Sessions with unexplained Chinese per million tokens that are still no cause for alarm, above 0. */
  readonly above: number;
  /** The greatest probability that a model whose rate is not above that ever gives an alarm. @defaultValue 0.01 */
  readonly alpha?: number;
}

/** Watches the rate of each model claim while sources grow. */
export interface RateAlarms {
  readonly observe: ObserveSource;
  /** Says that all that was there has been read: what comes from now on counts. */
  live(): void;
  /** Alarms since the last call, each told once for a model. */
  take(): Diagnostic[];
}

/** A log may claim any number of models; what later ones write is not watched. */
const MAX_MODELS = 1_000;

/** What one model wrote in one session. */
interface AtRisk {
  /** Tokens read so far, at most: a file that is read again holds them first. */
  known: number;
  /** Tokens of this reading. */
  read: number;
  /** It has had its onset, or had it before watching began. */
  out: boolean;
  /** It is among the sessions of its model. */
  counted: boolean;
}

/** One model claim. */
interface Watched {
  readonly monitor: RiskMonitor;
  sessions: number;
  told: boolean;
}

/** @throws ConfigError for a rate or probability that is none */
export function createRateAlarms({ above, alpha = 0.01 }: RateAlarmOptions): RateAlarms {
  if (!(above > 0 && above < Number.POSITIVE_INFINITY))
    throw new ConfigError("The rate of an alarm must be a number above 0, in sessions per million tokens.");
  if (!(alpha > 0 && alpha < 1))
    throw new ConfigError("The probability of a false alarm must lie between 0 and 1.");
  const models = new Map<string, Watched>();
  const alarms: Diagnostic[] = [];
  let live = false;

  function modelOf(claimed: string | undefined) {
    const key = JSON.stringify(claimed ?? null);
    const known = models.get(key);
    if (known !== undefined || models.size >= MAX_MODELS) return known;
    const created: Watched = { monitor: createRiskMonitor(above, alpha), sessions: 0, told: false };
    models.set(key, created);
    return created;
  }

  function watchUtterance(claimed: string | undefined, session: AtRisk): UtteranceObserver | null {
    const model = modelOf(claimed);
    if (model === undefined) return null;
    // Tokens of the last piece that came in while watching; what is found in it is told after it.
    let piece = 0;
    let isNew = false;
    return {
      text(text) {
        session.read += estimateTokens(text);
        const added = session.read - session.known;
        if (added <= 0) return;
        session.known = session.read;
        isNew = true;
        if (session.out) return;
        model.monitor.clean(piece);
        piece = live ? added : 0;
        if (!live || session.counted) return;
        session.counted = true;
        model.sessions++;
      },
      finding(finding) {
        if (!isOnset(finding) || session.out || !isNew) return;
        session.out = true;
        if (piece > 0) onset(claimed ?? null, model, piece);
        piece = 0;
      },
      end() {
        if (!session.out) model.monitor.clean(piece);
      },
    };
  }

  function onset(name: string | null, model: Watched, piece: number): void {
    const { e, alarm, tokens, onsets } = model.monitor.onset(piece);
    if (!alarm || model.told) return;
    model.told = true;
    const { sessions } = model;
    alarms.push(diagnosticOf({ model: name, sessions, onsets, tokens: Math.round(tokens), above, alpha, e }));
  }

  const sources = new Map<string, Map<string, AtRisk>>();
  return {
    observe({ path, uri }) {
      const place = path ?? uri;
      const sessions = sources.get(place) ?? new Map<string, AtRisk>();
      sources.set(place, sessions);
      for (const session of sessions.values()) session.read = 0;
      return {
        utterance(meta, told) {
          if (!told || !isWritten(meta)) return null;
          const key = JSON.stringify([meta.session, meta.model ?? null]);
          const session = sessions.get(key) ?? { known: 0, read: 0, out: false, counted: false };
          sessions.set(key, session);
          return watchUtterance(meta.model, session);
        },
      };
    },
    live() {
      live = true;
    },
    take: () => alarms.splice(0),
  };
}

function diagnosticOf(rate: RateAlarm): Diagnostic {
  return { code: "rate-alarm", severity: "warning", partial: false, message: rateAlarmText(rate), rate };
}
