import { POOL_REACH } from "../identify/index.js";
import type { CleanLines } from "../model/lines.js";
import type { Origin } from "../model/location.js";
import type { UtteranceObserver } from "../model/observer.js";
import type { UtteranceMeta } from "../model/utterance.js";
import type { TextCounter } from "../provenance/exposure.js";
import { piecesOf } from "./clean-lines.js";
import { HeldText } from "./held-text.js";
import type { JudgedRun } from "./judged-run.js";
import { type Line, LineBuffer } from "./line-buffer.js";
import { createListener, type Listener } from "./listener.js";
import type { Session } from "./session.js";
import type { SkimmedText } from "./skimmed-text.js";
import { type JudgeSettings, UtteranceJudge } from "./utterance-judge.js";

/** What an utterance is looked at for. */
export interface UtterancePlan {
  readonly settings: JudgeSettings;
  /** Number of the utterance among those that are judged. */
  readonly serial: number;
  /** The file that its text belongs to, if that is known. */
  readonly file: string | null;
  /** Whether its findings are told. */
  readonly told: boolean;
  /** Counts its text as examined; null where it is not told. */
  readonly counter: TextCounter | null;
  readonly observer: UtteranceObserver | null;
  /** Whether text that cannot hold a run may be passed over: nobody else wants its lines. */
  readonly skims: boolean;
}

const PATH = /^[^\n]{1,400}\.[\p{L}\p{N}_-]{1,12}$|^[^\n\s]{0,300}[/\\][^\n\s]{0,300}$/u;

/** Whether somebody's words are judged, and not only listened to. */
export const isWritten = ({ role, channel }: UtteranceMeta): boolean =>
  (role === "assistant" && channel !== "event") || role === "unknown";

/** An utterance that goes on: its lines are listened to or judged, from the first that can hold a run. */
export class OpenUtterance {
  readonly meta: UtteranceMeta;
  readonly session: Session;
  readonly plan: UtterancePlan;
  readonly #lines = new LineBuffer();
  readonly #listener: Listener | null;
  readonly #written: boolean;
  #judge: UtteranceJudge | null = null;
  /** Its text as long as nothing in it can be a run; null from then on. */
  #held: HeldText | null;

  constructor(meta: UtteranceMeta, session: Session, plan: UtterancePlan) {
    this.meta = meta;
    this.session = session;
    this.plan = plan;
    this.#written = isWritten(meta);
    this.#listener = this.#written ? null : createListener(meta, session);
    this.#held = plan.skims ? new HeldText() : null;
  }

  /**
   * Adds a piece of text.
   *
   * @param others the utterances that are open beside it
   */
  text(text: string, origin: Origin, others: Iterable<OpenUtterance>): JudgedRun[] {
    const { counter, observer } = this.plan;
    counter?.text(text);
    observer?.text?.(text);
    if (this.#held === null) return this.#push(text, origin);
    if (!this.#held.push(text, origin)) return [];
    // What the speaker writes elsewhere at the same time says which language is due here.
    for (const other of others) if (other !== this && other.session === this.session) other.#release();
    return this.#release();
  }

  /** Adds a piece of which parts were only measured. Nothing in it can be a run. */
  skimmed(text: SkimmedText, origin: Origin): JudgedRun[] {
    const { counter } = this.plan;
    for (const part of text.parts) {
      if (typeof part === "string") counter?.text(part);
      else counter?.measured(part.units);
    }
    if (this.#held === null) return this.#pushSkimmed(text, origin);
    this.#held.skim(text, origin);
    return [];
  }

  /** Adds complete lines. Nothing in them can be a run. */
  lines(lines: CleanLines): JudgedRun[] {
    const { counter, skims } = this.plan;
    if (!skims) return [...piecesOf(lines)].flatMap(({ text, origin }) => this.text(text, origin, []));
    if (lines.ascii) counter?.measured({ ascii: lines.units });
    else for (const { text } of piecesOf(lines)) counter?.text(text);
    if (this.#held === null) return this.#pass(lines);
    return this.#held.lines(lines) ? this.#release() : [];
  }

  /** Decodes what was only measured, before its bytes are gone. */
  settle(): void {
    this.#held?.settle();
  }

  /** UTF-16 units in which nothing will be found any more. */
  settled(): number {
    if (this.#held !== null) return this.#held.units;
    const line = this.#lines.current();
    if (line === null) return this.#lines.length;
    return line.start + (this.#judge?.settled(line.text) ?? line.text.length);
  }

  end(): JudgedRun[] {
    const found: JudgedRun[] = [];
    if (this.#held !== null) this.#passOver(this.#held);
    else {
      for (const line of this.#lines.end()) found.push(...this.#line(line));
      if (this.#judge !== null) found.push(...this.#judge.end());
    }
    this.#listener?.end();
    return found;
  }

  /** Goes through what was held line by line. */
  #release(): JudgedRun[] {
    const pieces = this.#held?.pieces ?? [];
    this.#held = null;
    return pieces.flatMap((piece) => {
      if (!("origin" in piece)) return this.#pass(piece);
      const { text, origin } = piece;
      return typeof text === "string" ? this.#push(text, origin) : this.#pushSkimmed(text, origin);
    });
  }

  /** Complete lines, of which each is gone through only where it matters. */
  #pass(lines: CleanLines): JudgedRun[] {
    const skips = this.#written && this.#lines.atLineStart && this.#judging().pass(lines);
    if (!skips) return [...piecesOf(lines)].flatMap(({ text, origin }) => this.#push(text, origin));
    this.#lines.pass(lines.units);
    return [];
  }

  /** Nothing in it can be a run: its places do not matter, only how long it is. */
  #pushSkimmed(text: SkimmedText, origin: Origin): JudgedRun[] {
    if (!text.lasts) return this.#push(text.toString(), origin);
    return text.parts.flatMap((part) => {
      if (typeof part === "string") return this.#push(part, origin);
      const { head, missing, tail } = part.ends ?? { head: part.read(), missing: 0, tail: "" };
      const found = this.#push(head, origin);
      if (missing === 0) return found;
      for (const line of this.#lines.skip(missing)) found.push(...this.#line(line));
      return [...found, ...this.#push(tail, origin)];
    });
  }

  #push(text: string, origin: Origin): JudgedRun[] {
    const found: JudgedRun[] = [];
    for (const line of this.#lines.push(text, origin)) found.push(...this.#line(line));
    if (this.plan.settings.eager && this.#written) {
      const current = this.#lines.current();
      if (current !== null) found.push(...this.#judging().growing(current));
    }
    return found;
  }

  #line(line: Line): JudgedRun[] {
    this.#listener?.line(line);
    this.plan.observer?.line?.(line.text);
    if (!this.#written) return [];
    if (line.start === 0) this.#noteFile(line.text);
    return this.#judging().line(line);
  }

  #judging(): UtteranceJudge {
    const { settings, serial, file } = this.plan;
    this.#judge ??= new UtteranceJudge(this.meta, this.session, settings, serial, file);
    return this.#judge;
  }

  /** A short path among the arguments of a tool call names the file that its other strings are for. */
  #noteFile(line: string): void {
    if (this.meta.channel === "tool-input" && PATH.test(line)) this.session.toolFile = line;
  }

  /** An utterance without anything to judge still says what it asks for, or what language its speaker writes. */
  #passOver(held: HeldText): void {
    if (this.#listener !== null) {
      // Of what a tool said only rules about Chinese matter, of what people and harnesses said every word.
      if (this.meta.role !== "tool" || held.namesChinese) this.#listener.plain(held.text());
    } else if (held.units > 0) {
      if (this.meta.channel === "tool-input") this.#noteFile(held.firstLine());
      this.session.speakerPool(this.meta).add(held.tail(POOL_REACH), held.units);
    }
  }
}
