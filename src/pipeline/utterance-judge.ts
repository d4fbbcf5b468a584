import { firstHan, hasHan, identifySurrounding, type LanguagePool } from "../identify/index.js";
import { expectationOf, OWN_TEXT } from "../judge/index.js";
import type { Expectation, Reason } from "../model/finding.js";
import type { CleanLines } from "../model/lines.js";
import type { UtteranceMeta } from "../model/utterance.js";
import { clauseEnds, openDelimiter, segmentLine } from "../segment/index.js";
import { judgeLine, otherLetters } from "./judge-line.js";
import type { JudgedRun } from "./judged-run.js";
import { LanguageWatch } from "./language-watch.js";
import type { Line } from "./line-buffer.js";
import { LineHistory } from "./line-history.js";
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
  /** A run is no repeat because it was found before. @defaultValue false */
  readonly everyPlace?: boolean;
  /** Every run is told by itself: none stands for a whole response, and a repetition is a drift again. */
  readonly everyRun?: boolean;
}

/** Channels on which a whole utterance can be in the wrong language; the strings of a tool call are parts of one. */
const WHOLE: ReadonlySet<string> = new Set(["answer", "reasoning", "reasoning-summary", "summary", "title"]);
/** Text that was due once may be taken up again: it counts as read. */
const DUE: ReadonlySet<Reason> = new Set(["requested", "user-language", "expected", "data"]);
const ONLY_LATIN_1 = /^[\x00-\xff]*$/;

/** Judges what one utterance of the model (or of an unknown writer) says, line by line. */
export class UtteranceJudge {
  readonly #meta: UtteranceMeta;
  readonly #session: Session;
  readonly #settings: JudgeSettings;
  readonly #serial: number;
  readonly #file: string | null;
  readonly #history: LineHistory;
  readonly #hold: ResponseHold;
  readonly #everyPlace: boolean;
  readonly #watch: LanguageWatch | null;
  readonly #pool: LanguagePool;
  /** Offset in the current line up to which all is judged. */
  #judged = 0;
  /** Offset in the current line of the last clause end that was looked at. */
  #tried = 0;
  /** Drifts of the current line, kept out of the matrix language. */
  #lineDrifts: string[] = [];

  constructor(
    meta: UtteranceMeta,
    session: Session,
    settings: JudgeSettings,
    serial: number,
    file: string | null,
  ) {
    this.#meta = meta;
    this.#session = session;
    this.#settings = settings;
    this.#serial = serial;
    this.#file = file;
    this.#pool = session.speakerPool(meta);
    this.#history = new LineHistory(this.#pool, file);
    const { eager, minCertainty, everyRun = false } = settings;
    const everyPlace = everyRun || settings.everyPlace === true;
    const whole = meta.role === "assistant" && WHOLE.has(meta.channel) && !everyRun;
    this.#everyPlace = everyPlace;
    this.#hold = new ResponseHold(whole, eager, minCertainty);
    this.#watch =
      session.others === null
        ? null
        : new LanguageWatch({ meta, session: session.others, file, minCertainty, eager, everyPlace, whole });
  }

  /** UTF-16 units at the start of a growing line in which nothing will be found any more. */
  settled(text: string): number {
    if (this.#watch !== null) return 0;
    const next = firstHan(text.slice(this.#judged));
    return next < 0 ? text.length : this.#judged + next;
  }

  /** Judges what is left of a line that is complete. */
  line(line: Line): JudgedRun[] {
    // The clauses of a line that came at once are settled as if it had grown: any cut gives the same.
    const found = this.#settings.eager ? this.growing(line) : [];
    found.push(...this.#judge(line, line.text.length));
    if (this.#watch !== null) found.push(...this.#watchLine(this.#watch, line));
    this.#history.add(line.text, without(line.text, this.#lineDrifts));
    this.#judged = 0;
    this.#tried = 0;
    this.#lineDrifts = [];
    // A live stream tells things when they settle, wherever they stand.
    return this.#settings.eager ? found : found.sort((a, b) => a.start - b.start);
  }

  /**
   * Takes complete lines in which nothing can be a run.
   *
   * @returns false when each of them matters by itself: nothing was done then
   */
  pass(lines: CleanLines): boolean {
    if (this.#watch !== null || this.#hold.open || !this.#history.begun) return false;
    this.#history.pass(lines);
    return true;
  }

  /** Judges what the finished clauses of a growing line settle. Only for eager settings. */
  growing(line: Line): JudgedRun[] {
    const found: JudgedRun[] = [];
    if (ONLY_LATIN_1.test(line.text)) return found;
    for (let end = this.#nextClause(line); end >= 0; end = this.#nextClause(line)) {
      this.#tried = end;
      const prefix: Line = { ...line, text: line.text.slice(0, end) };
      if (!hasHan(prefix.text.slice(this.#judged))) continue;
      if (openDelimiter(prefix.text, this.#history.state, end)) continue;
      // Nothing says yet what language is due: the rest of the line may.
      if (this.#expectation(prefix.text).languages.length === 0) continue;
      found.push(...this.#judge(prefix, end));
      this.#judged = end;
    }
    return found;
  }

  #nextClause(line: Line): number {
    return clauseEnds(line.text, this.#tried + 1);
  }

  /** The utterance has ended. */
  end(): JudgedRun[] {
    return [...this.#hold.end(), ...(this.#watch?.end() ?? [])].sort((a, b) => a.start - b.start);
  }

  #watchLine(watch: LanguageWatch, line: Line): JudgedRun[] {
    const segments = segmentLine(line.text, this.#history.state);
    const expected = this.#expectation(line.text);
    const { judged, foreign } = watch.line(
      line,
      segments,
      expected,
      this.#session.context.turn,
      this.#place(),
    );
    if (foreign) this.#lineDrifts = [line.text];
    return judged;
  }

  #matrix(line: string): string | null {
    const pooled = this.#pool.language();
    const { language, script } = pooled.script === "" ? identifySurrounding(line) : pooled;
    if (language !== "und") return language;
    return script === "" ? null : `und-${script}`;
  }

  #expectation(line: string): Expectation {
    return expectationOf(this.#session.context, this.#settings.expect, this.#matrix(line));
  }

  #judge(line: Line, end: number): JudgedRun[] {
    const from = this.#judged;
    const { text } = line;
    const part = { text: text.slice(from, end), start: line.start + from };
    if (ONLY_LATIN_1.test(text)) {
      if (!this.#hold.open) return [];
      const letters = this.#history.state.fence === null ? (part.text.match(/\p{L}/gu)?.length ?? 0) : 0;
      return this.#hold.take({ ...part, otherLetters: letters, drifts: [] });
    }
    const segments = segmentLine(text, this.#history.state);
    const judged = judgeLine(line, segments, from, end, {
      meta: this.#meta,
      session: this.#session.context,
      expected: this.#expectation(text),
      matrix: this.#matrix(text),
      utteranceScripts: this.#history.scripts,
      place: this.#place(),
      file: this.#file,
      structure: this.#history.structure,
      previousLine: this.#history.previousLine,
      paragraphStart: this.#history.paragraphStart,
      minCertainty: this.#settings.minCertainty,
      eachPart: this.#settings.everyRun === true,
    });
    const drifts = judged.filter((j) => j.verdict.explanation === null);
    this.#learn(judged);
    const letters = otherLetters(text, segments, judged, from, end);
    const settled = this.#hold.take({ ...part, otherLetters: letters, drifts });
    const explained = judged.filter((j) => j.verdict.explanation !== null);
    return [...explained, ...settled].sort((a, b) => a.start - b.start);
  }

  /** Copies within one answer are drifts of their own; a plain file is one utterance, so there lines are told apart. */
  #place(): number {
    return this.#meta.role === "unknown" ? this.#history.lines : this.#serial;
  }

  #learn(judged: readonly JudgedRun[]): void {
    const { context } = this.#session;
    for (const { run, verdict } of judged) {
      if (verdict.explanation === null) {
        if (!this.#everyPlace) context.remember(run.text, this.#place());
        this.#lineDrifts.push(run.text);
      } else if (verdict.explanation.detail.document === "paragraph") context.chineseParagraphs++;
      if (verdict.explanation !== null && DUE.has(verdict.explanation.reason))
        context.read.add(run.text, OWN_TEXT);
    }
  }
}

/** A text without some of its parts, given in their order; what is not found from there on is passed over. */
function without(text: string, parts: readonly string[]): string {
  let left = "";
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) continue;
    left += `${text.slice(from, at)} `;
    from = at + part.length;
  }
  return left + text.slice(from);
}
