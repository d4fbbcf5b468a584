import type { Origin } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { utterance } from "./emit.js";
import { sliceOrigin } from "./origin.js";
import { userText } from "./user-text.js";

/** Lines between which the Gemini CLI and its kin put in the files named with `@` in a prompt. */
export const FILES_START = "--- Content from referenced files ---";
export const FILES_END = "--- End of content ---";

/**
 * Tells what was typed in a user turn from the files put in. These may begin in one part of the turn and end in
 * another, so the caller keeps one for each turn.
 */
export class PromptWithFiles {
  #inside = false;

  /** @param key A fresh key for each utterance. */
  read(
    key: () => string,
    meta: Omit<UtteranceMeta, "role" | "channel">,
    text: string,
    origin: Origin,
  ): ReaderEvent[] {
    const events: ReaderEvent[] = [];
    for (let at = 0; at < text.length; ) {
      const inside = this.#inside;
      const found = inside ? text.indexOf(FILES_END, at) : lineStart(text, FILES_START, at);
      const end = found < 0 ? text.length : inside ? found + FILES_END.length : found;
      const stretch = text.slice(at, end);
      const place = sliceOrigin(origin, at);
      if (stretch.trim() !== "") {
        events.push(
          ...(inside
            ? utterance(key(), { ...meta, role: "user", channel: "injected" }, stretch, place)
            : userText(key(), meta, stretch, place)),
        );
      }
      if (found >= 0) this.#inside = !inside;
      at = end;
    }
    return events;
  }
}

function lineStart(text: string, marker: string, from: number): number {
  for (let at = text.indexOf(marker, from); at >= 0; at = text.indexOf(marker, at + 1)) {
    if (at === 0 || text.charAt(at - 1) === "\n") return at;
  }
  return -1;
}
