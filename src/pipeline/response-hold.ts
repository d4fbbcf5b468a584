import { asResponseVerdict } from "../judge/index.js";
import type { SegmentKind } from "../model/segment.js";
import type { JudgedRun } from "./judged-run.js";

/** A `response` run is shown to at most this many UTF-16 units; the rest of the utterance belongs to it unshown. */
const SHOWN = 1000;

/** So many runs settle that a response switched as a whole: nothing that is held may grow with the input. */
const MOST_HELD = 500;

/** Letters of other prose that settle that an utterance did not switch as a whole, beyond half the ideographs. */
const OTHER_LETTERS = 20;

/** What stands in code or data is no part of what an utterance says. */
const CODE: ReadonlySet<SegmentKind> = new Set(["code", "comment", "string", "data", "inline-code", "link"]);

/** A line of an utterance, or the part of one that has become settled. */
export interface Part {
  readonly text: string;
  /** UTF-16 offset in the utterance. */
  readonly start: number;
  /** Letters of prose outside Han. */
  readonly otherLetters: number;
  readonly drifts: readonly JudgedRun[];
}

/**
 * Decides whether an utterance is in the wrong language as a whole. Runs are held until other prose shows that it is
 * not, or the utterance ends; then one `response` drift stands for them all. An eager hold (live streams) gives the
 * first drift at once and keeps silent about the rest while nothing else is written.
 */
export class ResponseHold {
  #held: JudgedRun[] = [];
  #text = "";
  #textStart = 0;
  #other = 0;
  #han = 0;
  #mixed: boolean;
  #announced = false;
  readonly #eager: boolean;

  readonly #minCertainty: number;

  /**
   * @param possible false where no response level can be (tool arguments, text of unknown writer)
   * @param minCertainty a less certain response is a note
   */
  constructor(possible: boolean, eager: boolean, minCertainty: number) {
    this.#minCertainty = minCertainty;
    this.#mixed = !possible;
    this.#eager = eager;
  }

  /** True while the utterance may still be in the wrong language as a whole. */
  get open(): boolean {
    return !this.#mixed;
  }

  /** Takes the next part of the utterance with its unexplained drifts, and gives those that are settled. */
  take(part: Part): JudgedRun[] {
    if (this.#mixed) return [...part.drifts];
    const inCode = part.drifts.filter(
      ({ run }) => CODE.has(run.segment.kind) || run.segment.fence !== undefined,
    );
    if (inCode.length > 0) {
      const said = part.drifts.filter((drift) => !inCode.includes(drift));
      return [...inCode, ...this.take({ ...part, drifts: said })];
    }
    this.#other += part.otherLetters;
    for (const drift of part.drifts) this.#han += drift.run.han;
    this.#append(part);
    this.#held.push(...part.drifts);
    if (this.#other > this.#han / 2 + OTHER_LETTERS) {
      this.#mixed = true;
      return this.#announced ? [...part.drifts] : this.#release();
    }
    if (this.#eager || this.#announced) return this.#announce();
    if (this.#held.length <= MOST_HELD || !this.#whole()) return [];
    const response = this.end();
    this.#announced = true;
    return response;
  }

  #append({ text, start, drifts }: Part): void {
    if (this.#held.length === 0) {
      if (drifts.length === 0) return;
      this.#textStart = start;
      this.#text = text;
    } else if (this.#text.length <= SHOWN) {
      this.#text = this.#text.padEnd(start - this.#textStart, "\n") + text;
    }
  }

  /** Gives the first drift as the response; once that is done, the rest belongs to it. */
  #announce(): JudgedRun[] {
    const held = this.#release();
    const [first] = held;
    if (first === undefined || this.#announced) return [];
    this.#announced = this.#whole();
    return this.#announced ? [this.#asResponse(first, first.run.text, first)] : held;
  }

  end(): JudgedRun[] {
    if (!this.#whole()) return this.#release();
    const [first] = this.#held;
    if (first === undefined) return [];
    const last = this.#held.findLast((r) => r.end - first.start <= SHOWN) ?? first;
    const text = this.#text.slice(first.start - this.#textStart, last.end - this.#textStart);
    this.#held = [];
    return [this.#asResponse(first, text, last)];
  }

  #whole(): boolean {
    return this.#other <= this.#han / 2;
  }

  #asResponse(first: JudgedRun, text: string, last: JudgedRun): JudgedRun {
    const han = text.match(/\p{Script=Han}/gu)?.length ?? first.run.han;
    return {
      ...first,
      run: { ...first.run, text, han },
      verdict: asResponseVerdict(first.verdict, this.#minCertainty),
      end: last.end,
      to: last.to,
      after: last.after,
    };
  }

  #release(): JudgedRun[] {
    const held = this.#held;
    this.#held = [];
    this.#text = "";
    return held;
  }
}
