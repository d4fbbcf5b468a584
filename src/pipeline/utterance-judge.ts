import {
  attributeHan,
  countScripts,
  findHanRuns,
  findSymbolRuns,
  hasHan,
  identifySurrounding,
  looksMojibake,
} from "../identify/index.js";
import { expectationOf, judgeRun } from "../judge/index.js";
import type { Expectation } from "../model/finding.js";
import type { HanRun } from "../model/run.js";
import type { Segment } from "../model/segment.js";
import type { UtteranceMeta } from "../model/utterance.js";
import { clauseAt, clauseEnds, createBlockTracker, openDelimiter, segmentLine, sentenceAt } from "../segment/index.js";
import type { JudgedRun } from "./judged-run.js";
import type { Line } from "./line-buffer.js";
import { nativeHan } from "./native-han.js";
import { ResponseHold } from "./response-hold.js";
import type { Session } from "./session.js";

/** How runs are judged. */
export interface JudgeSettings {
  /** ISO 639-3 codes, or `auto` to find out from the session. */
  readonly expect: readonly string[] | "auto";
  /** Findings less certain than this are notes. */
  readonly minCertainty: number;
  /** Judge at the end of a clause, not of a line: for live streams. */
  readonly eager: boolean;
}

const CONTEXT = 60;
const MAY_SWITCH: ReadonlySet<string> = new Set(["answer", "reasoning", "reasoning-summary", "summary"]);

/** Judges what one utterance of the model (or an unknown writer) says, line by line. */
export class UtteranceJudge {
  readonly #meta: UtteranceMeta;
  readonly #session: Session;
  readonly #settings: JudgeSettings;
  readonly #serial: number;
  readonly #file: string | null;
  readonly #tracker;
  readonly #hold: ResponseHold;
  #previousLine = "";
  #paragraphStart = true;
  /** Offset in the current line up to which all is judged. */
  #judged = 0;

  constructor(meta: UtteranceMeta, session: Session, settings: JudgeSettings, serial: number, file: string | null) {
    this.#meta = meta;
    this.#session = session;
    this.#settings = settings;
    this.#serial = serial;
    this.#file = file;
    this.#tracker = createBlockTracker(file === null ? {} : { name: file });
    this.#hold = new ResponseHold(meta.role === "assistant" && MAY_SWITCH.has(meta.channel), settings.eager);
  }

  /** A complete line. */
  line(line: Line): JudgedRun[] {
    const found = this.#judge(line, line.text.length);
    this.#tracker.line(line.text);
    const blank = line.text.trim() === "";
    this.#paragraphStart = blank;
    if (!blank) this.#previousLine = line.text.slice(0, 2000);
    this.#judged = 0;
    return found;
  }

  /** A line that is still growing: judges what its finished clauses settle. Only for eager settings. */
  growing(line: Line): JudgedRun[] {
    const found: JudgedRun[] = [];
    if (!hasHan(line.text)) return found;
    for (let end = clauseEnds(line.text, this.#judged + 1); end >= 0; end = clauseEnds(line.text, end + 1)) {
      const prefix: Line = { ...line, text: line.text.slice(0, end) };
      if (!hasHan(prefix.text.slice(this.#judged))) continue;
      if (openDelimiter(prefix.text, this.#tracker.state, end)) continue;
      if (this.#expectation(prefix.text).languages.length === 0) continue;
      found.push(...this.#judge(prefix, end));
      this.#judged = end;
    }
    return found;
  }

  end(): JudgedRun[] {
    const found = this.#hold.end();
    for (const { run } of found) this.#session.context.remember(run.text, this.#serial);
    return found;
  }

  #expectation(line: string): Expectation {
    const pool = this.#session.speakerPool(this.#meta).language();
    const known = pool.language !== "und" ? pool : pool.script !== "" ? { ...pool, language: `und-${pool.script}` } : null;
    const matrix = known?.language ?? matrixOfFirstLine(line);
    return expectationOf(this.#session.context, this.#settings.expect, matrix);
  }

  #judge(line: Line, end: number): JudgedRun[] {
    const from = this.#judged;
    const { text } = line;
    if (!/[^\x00-\xff]/.test(text)) return this.#plain(line, from, end);
    const segments = segmentLine(text, this.#tracker.state);
    const runs = [...findHanRuns(text, segments), ...findSymbolRuns(text)].filter((r) => r.end > from && r.end <= end);
    const expected = this.#expectation(text);
    const judged = runs.filter((r) => r.start >= from).map((run) => this.#judgeRun(line, run, segments, expected));
    const drifts = judged.filter((j) => j.verdict.explanation === null);
    const explained = judged.filter((j) => j.verdict.explanation !== null);
    this.#learn(line, segments, drifts, explained);
    const otherLetters = lettersOutside(text, segments, runs, from, end);
    const settled = this.#hold.take({ text: text.slice(from, end), start: line.start + from, otherLetters, drifts });
    return [...explained, ...settled].sort((a, b) => a.start - b.start);
  }

  /** A line that can hold no Han. */
  #plain(line: Line, from: number, end: number): JudgedRun[] {
    this.#session.speakerPool(this.#meta).add(line.text);
    if (!this.#hold.open) return [];
    const otherLetters = line.text.slice(from, end).match(/\p{L}/gu)?.length ?? 0;
    const inFence = this.#tracker.state.fence !== undefined;
    return this.#hold.take({
      text: line.text.slice(from, end),
      start: line.start + from,
      otherLetters: inFence ? 0 : otherLetters,
      drifts: [],
    });
  }
}
