import type { Origin } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { utterance } from "./emit.js";
import { splitInjected } from "./injected.js";
import { sliceOrigin } from "./origin.js";

/**
 * The text of a user turn, what the harness injected apart from what the person wrote. Stretches keyed `key/0`,
 * `key/1` ….
 */
export function userText(
  key: string,
  meta: Omit<UtteranceMeta, "role" | "channel">,
  text: string,
  origin: Origin,
): ReaderEvent[] {
  return splitInjected(text).flatMap((span, index) =>
    utterance(
      `${key}/${index}`,
      { ...meta, role: "user", channel: span.channel },
      text.slice(span.start, span.end),
      sliceOrigin(origin, span.start),
    ),
  );
}
