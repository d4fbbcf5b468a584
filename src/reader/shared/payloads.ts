import type { Diagnostic } from "../../model/diagnostic.js";
import type { RawRecord } from "../../model/location.js";
import type { Framing, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { JsonPath } from "./json-pointer.js";
import { type JsonRecord, parseJsonRecord } from "./json-record.js";
import { createSseDecoder, isSseLine, type SseItem } from "./sse.js";

/** What a reader of provider payloads does with what its source holds. */
export interface PayloadHandler {
  /** One payload: a response, a chunk, an event. Stands at `path` (an array holds several). */
  payload(json: JsonRecord, path: JsonPath): Iterable<ReaderEvent>;
  /** `[DONE]`: the stream before it is complete. */
  done(): Iterable<ReaderEvent>;
  end(): Iterable<ReaderEvent>;
}

/**
 * Reads payloads however they were stored: one JSON document (or an array), one payload a line, server-sent events, or
 * lines of both kinds in one file.
 */
export function createPayloadSession(uri: string, framing: Framing, handler: PayloadHandler): ReaderSession {
  const sse = createSseDecoder(uri);
  let sawSse = false;

  function* json(record: RawRecord): Generator<ReaderEvent> {
    const parsed = parseJsonRecord(record, uri);
    for (const diagnostic of parsed.diagnostics) yield event(diagnostic);
    if (parsed.json === null) return;
    const { value } = parsed.json;
    if (!Array.isArray(value)) yield* handler.payload(parsed.json, []);
    else for (let index = 0; index < value.length; index++) yield* handler.payload(parsed.json, [index]);
  }
  function* events(items: readonly SseItem[]): Generator<ReaderEvent> {
    for (const item of items) {
      if (item.type === "data") yield* json(item.data);
      else if (item.type === "done") yield* handler.done();
      else yield event(item.diagnostic);
    }
  }

  return {
    *record(record) {
      const isSse = framing === "lines" && isSseLine(record.text);
      if (isSse && record.text.trim() !== "") sawSse = true;
      // Between events a line that is neither field nor JSON is the stream decoder's to report, once.
      if (isSse || (framing === "lines" && sawSse && !startsAsJson(record.text)))
        yield* events(sse.record(record));
      else if (isDone(record.text)) yield* handler.done();
      else yield* json(record);
    },
    *end() {
      yield* events(sse.end());
      yield* handler.end();
    },
  };
}

function event(diagnostic: Diagnostic): ReaderEvent {
  return { type: "diagnostic", diagnostic };
}

function startsAsJson(text: string): boolean {
  const first = text.trimStart().charAt(0);
  return first === "{" || first === "[";
}

function isDone(text: string): boolean {
  return text.length < 32 && text.trim() === "[DONE]";
}
