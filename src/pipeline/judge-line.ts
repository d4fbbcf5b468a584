import { attributeHan, countScripts, findHanRuns, findSymbolRuns, looksMojibake } from "../identify/index.js";
import { judgeRun, type SessionContext } from "../judge/index.js";
import type { Expectation } from "../model/finding.js";
import type { Attribution, HanRun } from "../model/run.js";
import type { Segment } from "../model/segment.js";
import type { UtteranceMeta } from "../model/utterance.js";
import { clauseAt, type Structure, sentenceAt } from "../segment/index.js";
import type { JudgedRun } from "./judged-run.js";
import type { Line } from "./line-buffer.js";
import { nativeHan } from "./native-han.js";
import { windowAround } from "./run-window.js";

/** What the judging of a line depends on beside the line. */
export interface LineContext {
  readonly meta: UtteranceMeta;
  readonly session: SessionContext;
  readonly expected: Expectation;
  /** What the speaker wrote so far, ISO 639-3, or null. */
  readonly matrix: string | null;
  readonly utteranceScripts: Readonly<Record<string, number>>;
  /** Serial number of the utterance, or of the line in text of unknown writer. */
  readonly place: number;
  readonly file: string | null;
  readonly structure: Structure;
  readonly previousLine: string;
  readonly paragraphStart: boolean;
  readonly minCertainty: number;
  /** What goes on of a run that began before is a run of its own, instead of a part of what is told. */
  readonly eachPart: boolean;
}

/** Judges the runs that lie in `[from, end)` of a line; runs that began before `from` are judged already. */
export function judgeLine(
  line: Line,
  segments: readonly Segment[],
  from: number,
  end: number,
  context: LineContext,
): JudgedRun[] {
  const inReach = (run: { start: number; end: number }): boolean => run.start >= from && run.end <= end;
  const runs = findHanRuns(line.text, segments);
  const judged = (context.eachPart ? runs.map((run) => restOf(run, from)) : runs)
    .filter(inReach)
    .map((run) => judgeOne(line, run, context));
  const chineseDue = context.expected.languages.some((l) => l === "cmn" || l === "jpn" || l === "kor");
  if (chineseDue || context.matrix === "jpn" || context.matrix === "kor") return judged;
  const symbols = findSymbolRuns(line.text, segments)
    .filter(inReach)
    .map((run) => symbolRun(line, run, context));
  return [...judged, ...symbols];
}

/** The part of a run from an offset on, from its first ideograph; a run without one there as it is. */
function restOf(run: HanRun, from: number): HanRun {
  if (run.start >= from || run.end <= from) return run;
  const rest = run.text.slice(from - run.start);
  const first = rest.search(/\p{Script=Han}/u);
  if (first < 0) return run;
  const text = rest.slice(first);
  return { ...run, text, start: from + first, han: text.match(/\p{Script=Han}/gu)?.length ?? 0 };
}

function judgeOne(line: Line, run: HanRun, context: LineContext): JudgedRun {
  const near = windowAround(line.text, run);
  const clause = clauseAt(near.line, near.run.start);
  const sentence = sentenceAt(near.line, near.run.start);
  const native = nativeHan(
    near.line.slice(sentence.start, Math.max(sentence.end, near.run.end)),
    context.expected,
    context.matrix,
    context.session,
  );
  const attribution = attributeHan(near.run, {
    line: near.line,
    clause,
    native,
    utterance: context.utteranceScripts,
  });
  const mojibake = looksMojibake(near.run.text, near.line, near.run.start);
  const keys = context.structure.keysOf(line.text);
  const column = context.structure.columnOf(line.text, run.start);
  const input = { ...context, keys, column, ...near, attribution, clause, sentence, mojibake, native };
  return place(line, run, attribution, context, judgeRun(input, context.minCertainty));
}

const SYMBOL: Attribution = { language: "und", script: "Zsym", confidence: 1, evidence: [] };

function symbolRun(line: Line, run: HanRun, context: LineContext): JudgedRun {
  const explanation = { reason: "symbol", detail: {} } as const;
  return place(line, run, SYMBOL, context, {
    level: "word",
    certainty: 0.01,
    certaintyParts: [],
    severity: "note",
    explanation,
  });
}

const SHOWN = 60;

function place(
  line: Line,
  run: HanRun,
  attribution: Attribution,
  { meta, session, expected }: LineContext,
  verdict: JudgedRun["verdict"],
): JudgedRun {
  const { text } = line;
  const before = text.slice(Math.max(0, run.start - SHOWN), run.start);
  const after = text.slice(run.end, run.end + SHOWN);
  return {
    meta,
    turn: session.turn,
    run,
    attribution,
    expected,
    verdict,
    start: line.start + run.start,
    end: line.start + run.end,
    ...line.locate(run.start, run.end),
    before: /^[\udc00-\udfff]/.test(before) ? before.slice(1) : before,
    after: /[\ud800-\udbff]$/.test(after) ? after.slice(0, -1) : after,
  };
}

/** Letters of prose outside Han runs in `[from, end)`: what else an utterance says. */
export function otherLetters(
  text: string,
  segments: readonly Segment[],
  judged: readonly JudgedRun[],
  from: number,
  end: number,
): number {
  const runs = judged.map(({ run }) => run).sort((a, b) => a.start - b.start);
  let rest = "";
  for (const { kind, start, end: stop, fence } of segments) {
    if (fence !== undefined || kind === "link" || kind === "code" || kind === "data") continue;
    let at = Math.max(from, start);
    const limit = Math.min(end, stop);
    for (const run of runs) {
      if (run.end <= at || run.start >= limit) continue;
      rest += ` ${text.slice(at, run.start)}`;
      at = run.end;
    }
    rest += ` ${text.slice(at, limit)}`;
  }
  return Object.entries(countScripts(rest)).reduce(
    (n, [script, count]) => (script === "Hani" || script === "none" ? n : n + count),
    0,
  );
}
