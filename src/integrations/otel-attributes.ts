import type { Finding, Severity } from "../model/finding.js";

/** Values of attributes that are written. */
export type AttributeValue = string | number | boolean | string[];

/** Attributes of a span or an event. */
export type Attributes = Record<string, AttributeValue>;

const SEVERITIES = ["error", "warning", "note"] as const satisfies readonly Severity[];

/** `langdrift.*` attributes of a span whose output was examined; nothing of its text. */
export function spanAttributes(drifts: readonly Finding[], characters: number): Attributes {
  const examined = { "langdrift.drift.count": drifts.length, "langdrift.examined.characters": characters };
  const worst = SEVERITIES.find((severity) => drifts.some((drift) => drift.severity === severity));
  if (worst === undefined) return examined;
  const distinct = (of: (drift: Finding) => string): string[] => [...new Set(drifts.map(of))].sort();
  return {
    ...examined,
    "langdrift.drift.severity": worst,
    "langdrift.drift.certainty": Math.max(...drifts.map(({ certainty }) => certainty)),
    "langdrift.drift.rules": distinct(({ rule }) => rule),
    "langdrift.drift.languages": distinct(({ run }) => run.language),
    "langdrift.drift.channels": distinct(({ channel }) => channel),
  };
}

/**
 * Attributes of the event of one drift.
 * @param content whether text of the output may stand in them; the fingerprint counts as text, since the hash of a short
 * word can be guessed, and so does the pointer, which holds keys of tool arguments
 */
export function eventAttributes(drift: Finding, content: boolean): Attributes {
  const { run, location, context } = drift;
  return {
    "langdrift.rule": drift.rule,
    "langdrift.level": drift.level,
    "langdrift.severity": drift.severity,
    "langdrift.certainty": drift.certainty,
    "langdrift.channel": drift.channel,
    "langdrift.run.language": run.language,
    "langdrift.run.script": run.script,
    "langdrift.run.han": run.han,
    "langdrift.run.start": location.start,
    "langdrift.run.end": location.end,
    "langdrift.expected.languages": [...drift.expected.languages],
    "langdrift.expected.basis": drift.expected.basis,
    ...(content
      ? {
          "langdrift.run.text": run.text,
          "langdrift.context.before": context.before,
          "langdrift.context.after": context.after,
          "langdrift.location.pointer": location.pointer ?? "",
          "langdrift.fingerprint": drift.fingerprint,
        }
      : {}),
  };
}
