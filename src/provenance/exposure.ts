import type { Exposure, Stratum } from "../model/exposure.js";
import type { UtteranceMeta } from "../model/utterance.js";
import { countUnits, noUnits, tokensOf, type UnitCounts } from "./token-estimate.js";

type Mutable = { -readonly [K in keyof Stratum]: Stratum[K] };

const HAN = /\p{Unified_Ideograph}/gu;
const MAY_HOLD_HAN = /[\u2e80-\uffff]/;

type StratumId = Pick<Stratum, "role" | "channel" | "model">;

const keyOf = (s: StratumId): string => `${s.role}\n${s.channel}\n${s.model ?? ""}`;

/** Counts the text of one utterance, as it comes. */
export interface TextCounter {
  text(text: string): void;
  /** Text that was measured without being decoded; it holds no ideograph. */
  measured(units: Partial<UnitCounts>): void;
  /** What was counted; text that is measured elsewhere is added to it. */
  readonly units: UnitCounts;
}

/** Counts what is examined, as it comes. */
export interface ExposureCounter {
  session(): void;
  /** @param timestamp if it is not that of `meta` */
  utterance(meta: UtteranceMeta, timestamp?: string): TextCounter;
  total(): Exposure;
}

export const NO_EXPOSURE: Exposure = {
  sessions: 0,
  utterances: 0,
  characters: 0,
  tokens: 0,
  first: null,
  last: null,
  strata: [],
};

/** Times as logged; what lies between them is not known. */
type Span = Pick<Exposure, "first" | "last">;

/** Order of two times; equal instants are ordered by their words, so that it does not matter which came first. */
function compareTimes(a: string, b: string): number {
  const difference = Date.parse(a) - Date.parse(b);
  return difference !== 0 ? difference : a < b ? -1 : 1;
}

function joinSpans(a: Span, b: Span): Span {
  if (a.first === null || a.last === null) return b;
  if (b.first === null || b.last === null) return a;
  return {
    first: compareTimes(a.first, b.first) <= 0 ? a.first : b.first,
    last: compareTimes(a.last, b.last) >= 0 ? a.last : b.last,
  };
}

function sum(sessions: number, span: Span, strata: Iterable<Stratum>): Exposure {
  const sorted = [...strata].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const written = sorted.filter((s) => s.role === "assistant" || s.role === "unknown");
  const add = (field: "utterances" | "characters" | "tokens"): number =>
    written.reduce((n, s) => n + s[field], 0);
  return {
    sessions,
    utterances: add("utterances"),
    characters: add("characters"),
    tokens: add("tokens"),
    first: span.first,
    last: span.last,
    strata: sorted,
  };
}

/** Adds two exposures: commutative, associative, with `NO_EXPOSURE` as identity, up to rounding of `tokens`. */
export function mergeExposure(a: Exposure, b: Exposure): Exposure {
  const strata = new Map<string, Mutable>();
  for (const s of [...a.strata, ...b.strata]) {
    const known = strata.get(keyOf(s));
    if (known === undefined) {
      strata.set(keyOf(s), { ...s });
      continue;
    }
    known.utterances += s.utterances;
    known.characters += s.characters;
    known.han += s.han;
    known.tokens += s.tokens;
  }
  const { first, last } = joinSpans(a, b);
  return sum(a.sessions + b.sessions, { first, last }, strata.values());
}

/** Text of one role, channel and model. */
class StratumCounter implements TextCounter {
  readonly units = noUnits();
  utterances = 0;
  han = 0;

  text(text: string): void {
    countUnits(text, this.units);
    if (MAY_HOLD_HAN.test(text)) this.han += text.match(HAN)?.length ?? 0;
  }

  measured(units: Partial<UnitCounts>): void {
    for (const name in units) this.units[name as keyof UnitCounts] += units[name as keyof UnitCounts]!;
  }
}

export function createExposureCounter(): ExposureCounter {
  const strata = new Map<string, { readonly id: StratumId; readonly counter: StratumCounter }>();
  let sessions = 0;
  let span: Span = { first: null, last: null };
  /** The utterances of a record have one time. */
  let seen = "";
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;

  function see(timestamp: string): void {
    const time = Date.parse(timestamp);
    // Strictly between the known ends nothing changes, and most times are later than all before.
    if (Number.isNaN(time) || (time > from && time < to)) return;
    span = joinSpans(span, { first: timestamp, last: timestamp });
    from = Math.min(from, time);
    to = Math.max(to, time);
  }

  function stratum(meta: UtteranceMeta): StratumCounter {
    const id = { role: meta.role, channel: meta.channel, model: meta.model ?? null };
    const key = keyOf(id);
    let found = strata.get(key);
    if (found === undefined) {
      found = { id, counter: new StratumCounter() };
      strata.set(key, found);
    }
    return found.counter;
  }

  return {
    session() {
      sessions++;
    },
    utterance(meta, timestamp = meta.timestamp) {
      const counter = stratum(meta);
      if (meta.part !== undefined && meta.part !== 0) return counter;
      counter.utterances++;
      if (timestamp !== undefined && timestamp !== seen) {
        seen = timestamp;
        see(timestamp);
      }
      return counter;
    },
    total() {
      const counted = [...strata.values()].map(({ id, counter }) => ({
        ...id,
        utterances: counter.utterances,
        characters: Object.values(counter.units).reduce((sum, units) => sum + units, 0),
        han: counter.han,
        tokens: Math.round(tokensOf(counter.units)),
      }));
      return sum(sessions, span, counted);
    },
  };
}
