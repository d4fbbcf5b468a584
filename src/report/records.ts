import type { Diagnostic } from "../model/diagnostic.js";
import type { Exposure } from "../model/exposure.js";
import type { Finding } from "../model/finding.js";
import type { ScanEvent, Summary } from "../model/scan-event.js";

/** Version of the machine contract: a new field leaves it alone, a renamed or removed one raises it. */
export const CONTRACT_VERSION = 1;

/** Legal in JSON as they stand, but a terminal obeys or hides them: C1 controls, delete, format characters, separators. */
const ESCAPED = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

/** One line of JSON that is safe to show. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(ESCAPED, escapeUnits);
}

/** First record of a stream. */
export function beginRecord(
  event: Extract<ScanEvent, { type: "begin" }>,
  tool: { readonly name: string; readonly version: string },
): object {
  return {
    type: "begin",
    version: CONTRACT_VERSION,
    tool: { name: tool.name, version: tool.version },
    options: event.options,
  };
}

const rounded = (value: number): number => Math.round(100 * value) / 100;

/** A finding in the words of the contract: fields are chosen one by one, so that inner ones never slip out. */
export function findingRecord(finding: Finding): object {
  const { run, expected, explanation, location, context } = finding;
  return {
    type: "finding",
    rule: finding.rule,
    level: finding.level,
    severity: finding.severity,
    certainty: finding.certainty,
    certaintyParts: finding.certaintyParts.map(({ name, value, weight }) => ({
      name,
      value: rounded(value),
      weight: rounded(weight),
    })),
    run: {
      text: run.text,
      language: run.language,
      script: run.script,
      han: run.han,
      segment: run.segment,
      evidence: run.evidence,
    },
    expected: { languages: expected.languages, basis: expected.basis },
    explanation: explanation === null ? null : { reason: explanation.reason, detail: explanation.detail },
    format: finding.format,
    session: finding.session,
    turn: finding.turn,
    role: finding.role,
    channel: finding.channel,
    model: finding.model,
    timestamp: finding.timestamp,
    location: {
      uri: location.uri,
      line: location.line,
      column: location.column,
      endLine: location.endLine,
      endColumn: location.endColumn,
      byteOffset: location.byteOffset,
      byteLength: location.byteLength,
      pointer: location.pointer,
      start: location.start,
      end: location.end,
    },
    context: { before: context.before, after: context.after },
    fingerprint: finding.fingerprint,
  };
}

/** `location` is null when a diagnostic is about no source; its inner fields are absent where unknown. */
export function diagnosticRecord(diagnostic: Diagnostic): object {
  const { code, severity, message, location, rate } = diagnostic;
  const place =
    location === undefined
      ? null
      : {
          uri: location.uri,
          line: location.line,
          column: location.column,
          byteOffset: location.byteOffset,
          byteLength: location.byteLength,
        };
  return { type: "diagnostic", severity, code, message, location: place, ...(rate && { rate }) };
}

function exposureRecord(exposure: Exposure): object {
  return {
    sessions: exposure.sessions,
    utterances: exposure.utterances,
    characters: exposure.characters,
    tokens: exposure.tokens,
    first: exposure.first,
    last: exposure.last,
    strata: exposure.strata.map((stratum) => ({
      role: stratum.role,
      channel: stratum.channel,
      model: stratum.model,
      utterances: stratum.utterances,
      characters: stratum.characters,
      han: stratum.han,
      tokens: stratum.tokens,
    })),
  };
}

/** One per source, after its findings. */
export function endRecord(event: Extract<ScanEvent, { type: "end" }>): object {
  return { type: "end", uri: event.uri, format: event.format, exposure: exposureRecord(event.exposure) };
}

/** Last record of a stream. */
export function summaryRecord(summary: Summary, exitCode: number): object {
  const { error, warning, note, explained, accepted } = summary.counts;
  return {
    type: "summary",
    complete: summary.complete,
    exitCode,
    counts: { error, warning, note, explained, accepted },
    exposure: exposureRecord(summary.exposure),
    elapsedMs: summary.elapsedMs,
    ...(summary.stats === undefined ? {} : { stats: summary.stats }),
  };
}
