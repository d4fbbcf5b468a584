import { mayBeRun } from "../identify/index.js";
import type { CleanLines } from "../model/lines.js";
import type { Origin } from "../model/location.js";
import { textOfLines } from "./clean-lines.js";
import type { SkimmedText } from "./skimmed-text.js";

/** Held of one utterance at most, in UTF-16 units. */
const MOST_HELD = 1 << 20;

export interface TextPiece {
  readonly text: string | SkimmedText;
  readonly origin: Origin;
}

type Held = { text: string | SkimmedText; readonly origin: Origin } | CleanLines;

/** The text of an utterance as long as nothing in it can be a run. */
export class HeldText {
  #pieces: Held[] = [];
  /** UTF-16 units so far. */
  units = 0;

  /** Adds a piece. @returns whether all must now be judged line by line */
  push(text: string, origin: Origin): boolean {
    this.#pieces.push({ text, origin });
    this.units += text.length;
    return this.units > MOST_HELD || mayBeRun(text);
  }

  /** Adds complete lines. @returns whether it is too much now to be held */
  lines(lines: CleanLines): boolean {
    this.#pieces.push(lines);
    this.units += lines.units;
    return this.units > MOST_HELD;
  }

  /** Adds a piece of which parts were only measured. */
  skim(text: SkimmedText, origin: Origin): void {
    this.#pieces.push({ text, origin });
    this.units += text.units;
  }

  /** Decodes what was only measured, before its bytes are gone. */
  settle(): void {
    for (const piece of this.#pieces) {
      if (!("origin" in piece)) continue;
      if (typeof piece.text === "string" || !piece.text.lasts) piece.text = piece.text.toString();
    }
  }

  get pieces(): readonly (TextPiece | CleanLines)[] {
    return this.#pieces;
  }

  text(): string {
    const [first] = this.#pieces;
    return this.#pieces.length === 1 ? textOf(first!) : this.#pieces.map(textOf).join("");
  }

  /** Whether it may say something about Chinese although it holds none; what is not skimmed may. */
  get namesChinese(): boolean {
    return this.#pieces.some(({ text }) => typeof text === "string" || text.namesChinese);
  }

  /** Its last `units` UTF-16 units at least, or all. */
  tail(units: number): string {
    let text = "";
    for (let at = this.#pieces.length - 1; at >= 0 && text.length < units; at--) {
      const piece = this.#pieces[at]!;
      const wanted = units - text.length;
      text = (typeof piece.text === "string" ? textOf(piece) : piece.text.tail(wanted)) + text;
    }
    return text;
  }

  /** Its first line if that has come, without decoding more than needed. */
  firstLine(): string {
    const [first] = this.#pieces;
    const head = first === undefined ? "" : typeof first.text === "string" ? textOf(first) : first.text.head;
    const feed = head.indexOf("\n");
    return feed >= 0 ? head.slice(0, feed) : this.text().split("\n", 1)[0]!;
  }
}

const textOf = (piece: Held): string => ("origin" in piece ? piece.text.toString() : textOfLines(piece));
