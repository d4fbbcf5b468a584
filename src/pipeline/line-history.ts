import { countScripts, type LanguagePool, POOL_REACH } from "../identify/index.js";
import type { CleanLines } from "../model/lines.js";
import { type BlockState, LineTrail, type Structure } from "../segment/index.js";
import { lastLines } from "./clean-lines.js";

/** Script counts of an utterance are taken from its first so many UTF-16 units. */
const COUNTED = 4096;
/** Kept of the line before, in UTF-16 units. */
const LINE_KEPT = 2000;
const ONLY_LATIN_1 = /^[\x00-\xff]*$/;

/** What the lines of an utterance so far say about the next one. */
export class LineHistory {
  /** Letters by script, of the utterance's beginning. */
  readonly scripts: Record<string, number> = {};
  /** Lines so far; a very long one counts as several. */
  lines = 0;
  /** The last line that is not blank. */
  previousLine = "";
  /** Whether the next line begins a paragraph. */
  paragraphStart = true;
  readonly #trail: LineTrail;
  readonly #pool: LanguagePool;
  #counted = 0;

  /** @param pool takes what the speaker writes */
  constructor(pool: LanguagePool, file: string | null) {
    this.#pool = pool;
    this.#trail = new LineTrail(file === null ? {} : { name: file });
  }

  get state(): BlockState {
    return this.#trail.state;
  }

  get structure(): Structure {
    return this.#trail.structure;
  }

  /** Whether lines can be taken by the dozen: the first ones say more than the others. */
  get begun(): boolean {
    return this.#counted >= COUNTED;
  }

  /** @param own the line without what is in a language that was not due */
  add(text: string, own: string): void {
    this.#pool.add(own);
    if (!this.begun && !ONLY_LATIN_1.test(own)) {
      for (const [script, n] of Object.entries(countScripts(own)))
        this.scripts[script] = (this.scripts[script] ?? 0) + n;
    }
    this.#counted += own.length;
    this.lines++;
    const blank = text.trim() === "";
    this.paragraphStart = blank;
    if (!blank) this.previousLine = text.slice(0, LINE_KEPT);
    this.#trail.line(text);
  }

  /** The same for lines that hold no run, once the utterance has begun. */
  pass(lines: CleanLines): void {
    const { text, spans } = lines;
    let units = -1;
    for (let at = 0; at < spans.length; at += 2) {
      const length = spans[at + 1]! - spans[at]!;
      if (length > 0) units += length + 1;
    }
    if (units > 0) this.#pool.add(lastLines(lines, POOL_REACH), units);
    this.lines += spans.length / 2;
    let at = spans.length - 2;
    const said = (): string => text.slice(spans[at], Math.min(spans[at + 1]!, spans[at]! + LINE_KEPT));
    this.paragraphStart = isBlank(lines, at);
    while (at >= 0 && isBlank(lines, at)) at -= 2;
    if (at >= 0) this.previousLine = said();
    this.#trail.lines(lines);
  }
}

const isBlank = ({ text, spans }: CleanLines, at: number): boolean =>
  text.slice(spans[at], spans[at + 1]).trim() === "";
