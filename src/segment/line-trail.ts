import type { CleanLines } from "../model/lines.js";
import type { BlockState } from "./block-state.js";
import { type BlockHint, type BlockTracker, createBlockTracker } from "./block-tracker.js";
import { skipSpace } from "./chars.js";
import { mayOpen } from "./opening-line.js";
import { createStructure, type Structure } from "./structure.js";

/** Lines kept at most that were not gone through. */
const MOST_WAITING = 256;

/**
 * What the lines of an utterance tell about the next one, worked out when somebody asks. Of a text at rest (see
 * `BlockTracker.atRest`) the last few lines say all: those before the last one without indentation, the last one without
 * separators of tables and the last two that are not blank are forgotten.
 */
export class LineTrail {
  readonly #tracker: BlockTracker;
  readonly #structure: Structure = createStructure();
  #waiting: string[] = [];

  constructor(hint: BlockHint) {
    this.#tracker = createBlockTracker(hint);
  }

  /** Of the line that comes next. */
  get state(): BlockState {
    this.#settle();
    return this.#tracker.state;
  }

  /** Of the line that comes next; to be asked for each time. */
  get structure(): Structure {
    this.#settle();
    return this.#structure;
  }

  /** Takes one complete line, without its terminator. */
  line(text: string): void {
    if (this.#tracker.atRest && !mayOpen(text, 0, text.length)) {
      this.#waiting.push(text);
      if (this.#waiting.length > MOST_WAITING) this.#settle();
      return;
    }
    this.#settle();
    this.#goThrough(text);
  }

  lines({ text, spans }: CleanLines): void {
    let from = 0;
    for (let at = 0; at < spans.length; at += 2) {
      const start = spans[at]!;
      const end = spans[at + 1]!;
      if (this.#tracker.atRest && !mayOpen(text, start, end)) continue;
      this.#putOff(text, spans, from, at);
      this.#settle();
      this.#goThrough(text.slice(start, end));
      from = at + 2;
    }
    this.#putOff(text, spans, from, spans.length);
  }

  /** Keeps of the lines with spans in `[from, to)` those that matter. */
  #putOff(text: string, spans: readonly number[], from: number, to: number): void {
    const said = new Said();
    let at = to;
    while (at > from && !said.all) {
      at -= 2;
      said.line(text.slice(spans[at], spans[at + 1]));
    }
    if (said.all) this.#waiting = [];
    for (; at < to; at += 2) this.#waiting.push(text.slice(spans[at], spans[at + 1]));
    if (this.#waiting.length > MOST_WAITING) this.#settle();
  }

  #settle(): void {
    if (this.#waiting.length === 0) return;
    const said = new Said();
    let at = this.#waiting.length;
    while (at > 0 && !said.all) said.line(this.#waiting[--at]!);
    for (const line of at === 0 ? this.#waiting : this.#waiting.slice(at)) this.#goThrough(line);
    this.#waiting = [];
  }

  #goThrough(line: string): void {
    this.#tracker.line(line);
    this.#structure.line(line);
  }
}

/** Lines looked at from the last one backwards: whether those before them can still matter. */
class Said {
  #indent = false;
  #head = false;
  #notBlank = 0;

  get all(): boolean {
    return this.#indent && this.#head && this.#notBlank >= 2;
  }

  line(text: string): void {
    const unit = text.charCodeAt(0);
    // A block of keys ends, a list and an indented block end or begin anew.
    if (unit > 0x20 && unit < 0x7f) this.#indent = true;
    // It is in no table of any separator, so that the head of one is forgotten.
    if (!/[|\t;,]/.test(text)) this.#head = true;
    // Of keys directly before a line it only matters whether there are none, one or more.
    if (skipSpace(text, 0, text.length) < text.length) this.#notBlank++;
  }
}
