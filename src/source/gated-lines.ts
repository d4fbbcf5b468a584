import type { RecordGate } from "../model/recall.js";
import type { Skimmer } from "./skim/skimmer.js";

const LINE_FEED = 0x0a;

/** Lines of JSON on their way to the reader: those that a gate takes are dealt with and never become records. */
export class GatedLines {
  readonly #skimmer: Skimmer;
  readonly #gate: RecordGate;
  /** Where in the bytes the lines begin that were put into the skimmer's input, and where they end. */
  #from = 0;
  #to = 0;
  /** Lines that were passed by the last call. */
  lines = 0;

  constructor(skimmer: Skimmer, gate: RecordGate) {
    this.#skimmer = skimmer;
    this.#gate = gate;
  }

  /** New bytes come. */
  begin(): void {
    if (this.#skimmer.user === this) this.#skimmer.user = null;
  }

  /**
   * Passes the lines that the gate takes, up to the first that must be read.
   *
   * @param from where in `bytes` a line begins
   * @param start bytes of the source before `bytes`
   * @returns where in `bytes` the first line begins that was not taken
   */
  pass(bytes: Buffer, from: number, start: number): number {
    const { survey } = this.#skimmer;
    this.lines = 0;
    let at = from;
    for (;;) {
      if (this.#isLoaded(at)) {
        // The line before was given out.
        if (survey.present && survey.start < start + at) survey.next();
      } else if (!this.#load(bytes, at, start)) return at;
      while (survey.present) {
        if (survey.shape === 0 || !this.#gate.take(survey)) return at;
        at += survey.length + 1;
        this.lines++;
        survey.next();
      }
    }
  }

  /** Where in the skimmer's input the line at `from` stands; -1 when it is not there. */
  place(from: number): number {
    return this.#isLoaded(from) ? from - this.#from : -1;
  }

  #isLoaded(at: number): boolean {
    return this.#skimmer.user === this && at >= this.#from && at < this.#to;
  }

  /** Puts whole lines into the skimmer's input. @returns false when there is none, or when it does not fit */
  #load(bytes: Buffer, from: number, start: number): boolean {
    const { input, survey } = this.#skimmer;
    const end = Math.min(bytes.length, from + input.length);
    const to = from < end ? bytes.lastIndexOf(LINE_FEED, end - 1) + 1 : 0;
    if (to <= from) return false;
    this.#skimmer.put(bytes.subarray(from, to), this);
    this.#from = from;
    this.#to = to;
    survey.begin(to - from, start + from, this.#gate.members);
    return true;
  }
}
