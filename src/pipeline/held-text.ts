import { mayBeRun } from "../identify/index.js";
import type { Origin } from "../model/location.js";

/** Held of one utterance at most, in UTF-16 units. */
const MOST_HELD = 1 << 20;

export interface TextPiece {
  readonly text: string;
  readonly origin: Origin;
}

/** The text of an utterance as long as nothing in it can be a run. */
export interface HeldText {
  /** Adds a piece. @returns null while it is held; else everything so far, to be judged line by line */
  push(text: string, origin: Origin): readonly TextPiece[] | null;
  text(): string;
}

/** Most utterances have nothing to judge; their lines need not be looked at one by one. */
export function holdText(): HeldText {
  const pieces: TextPiece[] = [];
  let units = 0;
  return {
    push(text, origin) {
      pieces.push({ text, origin });
      units += text.length;
      return units > MOST_HELD || mayBeRun(text) ? pieces : null;
    },
    text: () => (pieces.length === 1 ? pieces[0]!.text : pieces.map((piece) => piece.text).join("")),
  };
}
