import type { Exposure, Stratum } from "../model/exposure.js";
import type { Reason } from "../model/finding.js";
import type { ScanEvent, Summary } from "../model/scan-event.js";
import type { ReportSummary } from "./reporter.js";

/** Sums what a listener saw of a scan, also of one that broke off before its summary. */
export interface Tally {
  see(event: ScanEvent): void;
  /** Whether the scan itself reached its summary. */
  readonly finished: boolean;
  /** What that summary says; false without one. */
  readonly complete: boolean;
  /** Sources that were opened. */
  readonly sources: number;
  /** `verdict` says what the caller found out about completeness. */
  summary(verdict: {
    readonly complete: boolean;
    readonly interrupted: boolean;
    readonly omitted: number;
    readonly problems: number;
    readonly elapsedMs: number;
  }): ReportSummary;
}

function stratumKey({ role, channel, model }: Stratum): string {
  return JSON.stringify([role, channel, model]);
}

function mergeStrata(strata: Map<string, Stratum>, added: readonly Stratum[]): void {
  for (const one of added) {
    const key = stratumKey(one);
    const sum = strata.get(key);
    strata.set(
      key,
      sum === undefined
        ? one
        : {
            ...sum,
            utterances: sum.utterances + one.utterances,
            characters: sum.characters + one.characters,
            han: sum.han + one.han,
            tokens: sum.tokens + one.tokens,
          },
    );
  }
}

/** Starts a tally of one scan. */
export function createTally(): Tally {
  const sessions = new Set<string>();
  const languages = new Set<string>();
  const strata = new Map<string, Stratum>();
  const counts = { error: 0, warning: 0, note: 0 };
  const explained: Partial<Record<Reason, number>> = {};
  const total = { sessions: 0, utterances: 0, characters: 0, tokens: 0 };
  const size = { sources: 0, bytes: 0 };
  let own: Summary | undefined;

  function addSource(exposure: Exposure, bytes: number): void {
    size.sources += 1;
    size.bytes += bytes;
    total.sessions += exposure.sessions;
    total.utterances += exposure.utterances;
    total.characters += exposure.characters;
    total.tokens += exposure.tokens;
    mergeStrata(strata, exposure.strata);
  }

  function partialSummary(elapsedMs: number): Summary {
    const sorted = [...strata].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stratum]) => stratum);
    const exposure = { ...total, strata: sorted };
    return { complete: false, ...size, counts: { ...counts, explained }, exposure, elapsedMs };
  }

  return {
    get finished() {
      return own !== undefined;
    },
    get complete() {
      return own?.complete ?? false;
    },
    get sources() {
      return own?.sources ?? size.sources;
    },
    see(event) {
      if (event.type === "finding" && event.explanation !== null) {
        const { reason } = event.explanation;
        explained[reason] = (explained[reason] ?? 0) + 1;
      } else if (event.type === "finding") {
        counts[event.severity] += 1;
        sessions.add(JSON.stringify([event.location.uri, event.session]));
        languages.add(event.run.language);
      } else if (event.type === "end") {
        addSource(event.exposure, event.bytes);
      } else if (event.type === "summary") {
        own = event;
      }
    },
    summary: ({ elapsedMs, ...verdict }) => ({
      ...(own ?? partialSummary(elapsedMs)),
      ...verdict,
      driftedSessions: sessions.size,
      driftedLanguages: [...languages].sort(),
    }),
  };
}
