import type { Diagnostic } from "../../model/diagnostic.js";
import type { RawRecord } from "../../model/location.js";
import type { Framing, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { type ArrayElement, ArrayElements, type ElementTooLong } from "./array-elements.js";
import { unwrapPayload } from "./base64-payload.js";
import type { RepeatedDelta } from "./delta-template.js";
import type { JsonPath } from "./json-pointer.js";
import type { JsonRecord } from "./json-record.js";
import { RecordReader } from "./read-record.js";
import { RepeatedDeltas } from "./repeated-deltas.js";
import { createSseDecoder, isSseLine, type SseItem } from "./sse.js";

/** What a reader of provider payloads does with what its source holds. */
export interface PayloadHandler {
  /** One payload: a response, a chunk, an event. Stands at `path` (an array holds several). */
  payload(json: JsonRecord, path: JsonPath): Iterable<ReaderEvent>;
  /**
   * How others like the payload that was read last can be told, if it was one delta of text that changed nothing else.
   * Default: each is read.
   */
  repeated?(): RepeatedDelta | null;
  /** `[DONE]`: the stream before it is complete. */
  done(): Iterable<ReaderEvent>;
  end(): Iterable<ReaderEvent>;
}

/**
 * Reads payloads however they were stored: one JSON document (or an array), one payload a line, server-sent events, or
 * lines of both kinds in one file. Lines that begin with an array which goes on over many of them are read as one array,
 * each element as it comes. A payload that is wrapped as base64 is unwrapped.
 */
export function createPayloadSession(uri: string, framing: Framing, handler: PayloadHandler): ReaderSession {
  const sse = createSseDecoder(uri);
  const reader = new RecordReader(uri);
  const deltas = new RepeatedDeltas();
  let sawSse = false;
  /** Undecided before the first line that is not blank. */
  let array: ArrayElements | null | undefined = framing === "lines" ? undefined : null;

  function json(record: RawRecord): Iterable<ReaderEvent> {
    const told = deltas.tell(record);
    return told === null ? read(record) : reader.heard(told);
  }
  function* read(record: RawRecord): Generator<ReaderEvent> {
    yield* reader.read(record, payloads);
    if (handler.repeated !== undefined) deltas.learn(record, handler.repeated());
  }
  function* payloads(found: JsonRecord): Generator<ReaderEvent> {
    const { value } = found;
    deltas.forget();
    if (!Array.isArray(value)) yield* payload(found, []);
    else for (let index = 0; index < value.length; index++) yield* payload(found, [index]);
  }
  function* payload(found: JsonRecord, path: JsonPath): Generator<ReaderEvent> {
    const inner = unwrapPayload(found, path);
    yield* inner === null ? handler.payload(found, path) : handler.payload(inner, []);
  }
  function* events(items: readonly SseItem[]): Generator<ReaderEvent> {
    for (const item of items) {
      if (item.type === "data") yield* json(item.data);
      else if (item.type === "done") yield* done();
      else yield event(item.diagnostic);
    }
  }

  function* elements(
    found: readonly (ArrayElement | ElementTooLong)[],
    at: RawRecord,
  ): Generator<ReaderEvent> {
    for (const element of found) {
      if (element === "too-long") yield event(tooLong(at, uri));
      else yield* reader.read(element.record, payloads, element.pointer);
    }
  }

  function done(): Iterable<ReaderEvent> {
    deltas.forget();
    return handler.done();
  }

  return {
    record(record) {
      if (array === undefined && record.text.trim() !== "")
        array = beginsArray(record) ? new ArrayElements() : null;
      if (array) return elements(array.record(record), record);
      const isSse = framing === "lines" && isSseLine(record.text);
      if (isSse && !sawSse && record.text.trim() !== "") sawSse = true;
      // Between events a line that is neither field nor JSON is the stream decoder's to report, once.
      if (isSse || (framing === "lines" && sawSse && !startsAsJson(record.text))) {
        const items = sse.record(record);
        const [only] = items;
        if (only === undefined) return NOTHING;
        return items.length === 1 && only.type === "data" ? json(only.data) : events(items);
      }
      return isDone(record.text) ? done() : json(record);
    },
    *end() {
      yield* events(sse.end());
      const rest = array?.end() ?? null;
      if (rest !== null) yield* reader.read(rest.record, payloads, rest.pointer);
      yield* handler.end();
    },
  };
}

const NOTHING: readonly ReaderEvent[] = [];

function event(diagnostic: Diagnostic): ReaderEvent {
  return { type: "diagnostic", diagnostic };
}

/** A first line that opens an array of objects and does not close it (unlike `[DONE]` or a time in brackets). */
function beginsArray(record: RawRecord): boolean {
  if (!record.terminated || !/^\s*\[\s*(?:\{|$)/.test(record.text)) return false;
  try {
    JSON.parse(record.text);
    return false;
  } catch {
    return true;
  }
}

function tooLong(record: RawRecord, uri: string): Diagnostic {
  return {
    code: "record-too-large",
    severity: "warning",
    message: "An element of the JSON array is too long to be read; it was skipped.",
    partial: true,
    location: { uri, ...record.position(0) },
  };
}

function startsAsJson(text: string): boolean {
  const first = text.trimStart().charAt(0);
  return first === "{" || first === "[";
}

function isDone(text: string): boolean {
  return text.length < 32 && text.trim() === "[DONE]";
}
