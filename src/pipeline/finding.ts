import { ruleOf } from "../judge/index.js";
import type { Finding } from "../model/finding.js";
import type { JudgedRun } from "./judged-run.js";
import { sha256 } from "./sha256.js";

/** Words judged runs as findings of one source; counts occurrences, so that fingerprints need no line numbers. */
export class FindingMaker {
  readonly #uri: string;
  readonly #format: string;
  readonly #occurrences = new Map<string, number>();

  constructor(uri: string, format: string) {
    this.#uri = uri;
    this.#format = format;
  }

  make(judged: JudgedRun): Finding {
    const { meta, run, attribution, verdict, from, to } = judged;
    const rule = ruleOf(verdict.level);
    return {
      rule,
      level: verdict.level,
      severity: verdict.severity,
      certainty: verdict.certainty,
      certaintyParts: verdict.certaintyParts,
      run: {
        text: run.text,
        language: attribution.language,
        script: attribution.script,
        han: run.han,
        segment: run.segment.kind,
        evidence: attribution.evidence,
      },
      expected: judged.expected,
      explanation: verdict.explanation,
      format: this.#format,
      session: meta.session,
      turn: judged.turn,
      role: meta.role,
      channel: meta.channel,
      model: meta.model ?? null,
      timestamp: meta.timestamp ?? null,
      agent: meta.agent ?? null,
      location: {
        uri: this.#uri,
        line: from.line,
        column: from.column,
        endLine: to.line,
        endColumn: to.column,
        byteOffset: from.byteOffset,
        byteLength: to.byteOffset - from.byteOffset,
        pointer: judged.pointer,
        start: judged.start,
        end: judged.end,
      },
      context: { before: judged.before, after: judged.after },
      fingerprint: this.#fingerprint(rule, run.text),
    };
  }

  #fingerprint(rule: string, text: string): string {
    const identity = [rule, this.#uri, text.normalize("NFKC").replace(/\s+/gu, " ")].join("\u0000");
    const occurrence = this.#occurrences.get(identity) ?? 0;
    this.#occurrences.set(identity, occurrence + 1);
    return sha256(`${identity}\u0000${occurrence}`).slice(0, 32);
  }
}
