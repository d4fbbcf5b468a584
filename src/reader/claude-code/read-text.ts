import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { utterance } from "../shared/emit.js";
import { splitInjected } from "../shared/injected.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { sliceOrigin } from "../shared/origin.js";
import type { RecordContext } from "./context.js";

/**
 * Text that the model read. Reminders and other elements that the harness put into a prompt or a tool result become
 * utterances of their own (`injected`); text that is injected as a whole is not divided.
 */
export function* readText(
  record: RecordContext,
  meta: UtteranceMeta,
  text: string,
  path: JsonPath,
): Generator<ReaderEvent> {
  const origin = record.json.origin(path);
  if (meta.channel === "injected") {
    yield* utterance(record.key(), meta, text, origin);
    return;
  }
  for (const span of splitInjected(text)) {
    const own: UtteranceMeta =
      span.channel === "prompt" ? meta : { ...meta, role: "user", channel: "injected" };
    yield* utterance(record.key(), own, text.slice(span.start, span.end), sliceOrigin(origin, span.start));
  }
}
