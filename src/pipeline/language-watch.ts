import { plainLanguage, type Verification, verifyLanguage } from "../identify/index.js";
import { judgeLanguage, type OtherLanguages, rememberReported } from "../judge/index.js";
import type { Expectation, Level } from "../model/finding.js";
import type { HanRun } from "../model/run.js";
import type { Segment } from "../model/segment.js";
import type { UtteranceMeta } from "../model/utterance.js";
import type { JudgedRun } from "./judged-run.js";
import type { Line } from "./line-buffer.js";
import { isProse, proseOf, unitsOf } from "./prose-units.js";

/** What the watch of one utterance depends on. */
export interface WatchContext {
  readonly meta: UtteranceMeta;
  readonly session: OtherLanguages;
  readonly file: string | null;
  readonly minCertainty: number;
  /** Report at the end of a line what may become a whole response: for live streams. */
  readonly eager: boolean;
  /** False where no response level can be (tool arguments, text of unknown writer). */
  readonly whole: boolean;
  /** A repetition of what was reported is reported again. */
  readonly everyRun: boolean;
}

/** A line that is not in a language that was due. */
interface ForeignLine {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
  readonly segment: Segment;
  readonly prose: string;
  readonly found: Verification;
  readonly expected: Expectation;
  readonly turn: number;
  readonly place: number;
}

/** Share of the judged letters that makes a response one in another language. */
const RESPONSE_SHARE = 0.8;
/** Letters in a language that was due which settle that a response did not switch as a whole. */
const DUE_LETTERS = 80;
/** A response is shown to at most this many UTF-16 units. */
const SHOWN = 1000;
/** Lines held at once; more settle it. */
const MOST_HELD = 200;

/** So many letters that are of no one language (half of a line in another script, say) are no part of a switched response. */
const MIXED_LETTERS = 40;
/** A language of a script that many share, guessed from little: only its script is sure. */
function scriptOnly(language: string): string {
  if (language.startsWith("und-") || ["cmn", "jpn", "kor", "tha", "ell", "heb"].includes(language))
    return language;
  if (["rus", "ukr", "bul", "bel", "srp", "kaz"].includes(language)) return "und-Cyrl";
  if (["arb", "pes", "urd"].includes(language)) return "und-Arab";
  return language === "hin" || language === "mar" ? "und-Deva" : "und-Latn";
}

/** Watches one utterance for lines in a language that was not due, Chinese aside: Han runs are judged one by one. */
export class LanguageWatch {
  readonly #context: WatchContext;
  #held: ForeignLine[] = [];
  #foreign = 0;
  #dueLetters = 0;
  #settled: boolean;
  #announced = false;

  constructor(context: WatchContext) {
    this.#context = context;
    this.#settled = !context.whole;
  }

  /**
   * Takes a complete line and gives what is settled.
   * @returns also whether the line itself is foreign, so that it is kept out of the matrix language
   */
  line(
    line: Line,
    segments: readonly Segment[],
    expected: Expectation,
    turn: number,
    place: number,
  ): { readonly judged: JudgedRun[]; readonly foreign: boolean } {
    const own = segments.filter(isProse);
    const first = own[0];
    if (first === undefined || /^\s*>/.test(line.text)) return { judged: [], foreign: false };
    const judged: JudgedRun[] = [];
    let foreign = false;
    for (const { start, end } of unitsOf(line.text, first.start, own.at(-1)!.end)) {
      const prose = proseOf(line.text, own, start, end);
      const due = this.#due(expected);
      const found = verifyLanguage(prose, due.languages);
      if (found.status === "other") {
        foreign = true;
        judged.push(
          ...this.#takeForeign({
            line,
            start,
            end,
            segment: first,
            prose,
            found,
            expected: due,
            turn,
            place,
          }),
        );
        continue;
      }
      this.#learn(prose, found.letters);
      if (found.status === "due" || found.letters >= MIXED_LETTERS) {
        judged.push(...this.#takeDue(found.letters));
      }
    }
    return { judged, foreign };
  }

  /** What is due, by plain prose only: a language guessed from a few words must not make others foreign. */
  #due(expected: Expectation): Expectation {
    const { session } = this.#context;
    if (expected.basis === "config" || expected.basis === "instruction") return expected;
    if (expected.basis === "matrix") return { ...expected, languages: session.matrix() };
    const written = [...session.written];
    return { ...expected, languages: written.length > 0 ? written : expected.languages.map(scriptOnly) };
  }

  #learn(prose: string, letters: number): void {
    const language = plainLanguage(prose);
    if (language !== null) this.#context.session.wrote(language, letters);
  }

  /** The utterance has ended. */
  end(): JudgedRun[] {
    const share = this.#foreign / Math.max(1, this.#foreign + this.#dueLetters);
    const languages = new Set(this.#held.map(({ found }) => found.language));
    if (this.#announced || share < RESPONSE_SHARE || languages.size > 1) return this.#release();
    return this.#asResponse();
  }

  #takeDue(letters: number): JudgedRun[] {
    this.#dueLetters += letters;
    if (this.#settled || this.#dueLetters < DUE_LETTERS + this.#foreign / 4) return [];
    this.#settled = true;
    return this.#release();
  }

  #takeForeign(one: ForeignLine): JudgedRun[] {
    const verdict = this.#judge(one, "sentence");
    if (verdict.verdict.explanation !== null) return [verdict];
    if (!this.#context.everyRun) rememberReported(this.#context.session, one.prose, one.place);
    this.#foreign += one.found.letters;
    if (this.#settled) return [verdict];
    this.#held.push(one);
    if (this.#context.eager) return this.#announce();
    if (this.#held.length <= MOST_HELD) return [];
    this.#announced = true;
    return this.#asResponse();
  }

  /** A live stream gives the first line at once; the rest belongs to it while nothing else is written. */
  #announce(): JudgedRun[] {
    if (this.#announced) {
      this.#held = [];
      return [];
    }
    if (this.#foreign < RESPONSE_SHARE * (this.#foreign + this.#dueLetters)) return this.#release();
    this.#announced = true;
    return this.#asResponse();
  }

  #release(): JudgedRun[] {
    const held = this.#held;
    this.#held = [];
    return held.map((one) => this.#judge(one, "sentence"));
  }

  #asResponse(): JudgedRun[] {
    const [first] = this.#held;
    if (first === undefined) return [];
    const shown = this.#held.filter(
      ({ line, end }) => line.start + end - first.line.start - first.start <= SHOWN,
    );
    const last = shown.at(-1) ?? first;
    const letters = this.#held.reduce((sum, { found }) => sum + found.letters, 0);
    const text = shown.map(({ line, start, end }) => line.text.slice(start, end)).join("\n");
    this.#held = [];
    const whole = this.#judge({ ...first, found: { ...first.found, letters } }, "response");
    const { to } = last.line.locate(last.start, last.end);
    return [{ ...whole, run: { ...whole.run, text }, end: last.line.start + last.end, to }];
  }

  #judge(one: ForeignLine, level: Level): JudgedRun {
    const { line, start, end, segment, prose, found, expected, turn, place } = one;
    const { meta, session, file, minCertainty } = this.#context;
    const { language, letters, margin, script } = found;
    const asked = { language, text: prose, letters, margin, expected, file, place };
    const run: HanRun = { start, end, text: line.text.slice(start, end), han: 0, segment };
    const evidence = [{ name: "ahead-of-every-due-language", weight: Math.round(100 * margin) / 10 }];
    return {
      meta,
      turn,
      run,
      attribution: { language, script, confidence: 1, evidence },
      expected,
      verdict: judgeLanguage(asked, level, session, minCertainty),
      start: line.start + start,
      end: line.start + end,
      ...line.locate(start, end),
      before: "",
      after: "",
    };
  }
}
