import { mayBeRun } from "../identify/index.js";
import type { Origin } from "../model/location.js";

/** Held of one utterance at most, in UTF-16 units. */
const MOST_HELD = 1 << 20;

export interface TextPiece {
  readonly text: string;
  readonly origin: Origin;
}

/** The text of an utterance as long as nothing in it can be a run. */
export class HeldText {
  readonly pieces: TextPiece[] = [];
  #units = 0;

  /** Adds a piece. @returns whether all must now be judged line by line */
  push(text: string, origin: Origin): boolean {
    this.pieces.push({ text, origin });
    this.#units += text.length;
    return this.#units > MOST_HELD || mayBeRun(text);
  }

  text(): string {
    return this.pieces.length === 1 ? this.pieces[0]!.text : this.pieces.map((piece) => piece.text).join("");
  }
}
