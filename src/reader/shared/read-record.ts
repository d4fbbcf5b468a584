import type { DiagnosticCode } from "../../model/diagnostic.js";
import type { RawRecord } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { isTooFine } from "./fine-json.js";
import { cutGlued, cutInterrupted } from "./glued-json.js";
import { type JsonRecord, parseJsonRecord, recordSpan } from "./json-record.js";
import { createJsonStringStream } from "./json-string-stream.js";
import { recordOrigin } from "./origin.js";

/** What a reader does with a record that was read as JSON. */
export type HandleJson = (json: JsonRecord, raw: RawRecord) => Iterable<ReaderEvent>;

/** Pieces of a record are cut again, this deep. */
const MAX_CUTS = 16;
/** What is left of an array whose elements stand on lines of their own, and the NUL bytes of a crashed writer. */
const NOTHING = /^[\s\0,[\]]*$/;

/**
 * Reads the records of one source as JSON, however broken they are: what is glued together is cut apart, what has no
 * end is given one, and text that is no JSON at all is told as it is, by role `unknown` in the session that spoke last.
 */
export class RecordReader {
  readonly #uri: string;
  #session: string;
  #texts = 0;

  constructor(uri: string) {
    this.#uri = uri;
    this.#session = uri;
  }

  /** @param pointerBase What goes before every pointer, when the record is a part of a larger JSON text. */
  read(raw: RawRecord, handle: HandleJson, pointerBase = ""): Generator<ReaderEvent> {
    return this.#read(raw, handle, pointerBase, 0);
  }

  /** Events that were had of a record without reading it. */
  heard(events: readonly ReaderEvent[]): readonly ReaderEvent[] {
    for (const event of events) if (event.type === "open") this.#session = event.meta.session;
    return events;
  }

  *#read(raw: RawRecord, handle: HandleJson, pointerBase: string, cuts: number): Generator<ReaderEvent> {
    if (isTooFine(raw.text)) {
      const message =
        "The record holds too many values; its strings were examined without knowing who wrote them.";
      return yield* this.#unread(raw, "limit-reached", message);
    }
    const { json, diagnostics } = parseJsonRecord(raw, this.#uri, pointerBase);
    if (json === null && raw.whole !== undefined) {
      return yield* this.#read(raw.whole(), handle, pointerBase, cuts);
    }
    if (json === null) return yield* this.#cut(raw, handle, pointerBase, cuts);
    for (const diagnostic of diagnostics) yield { type: "diagnostic", diagnostic };
    for (const event of handle(json, raw)) {
      if (event.type === "open") this.#session = event.meta.session;
      yield event;
    }
  }

  /** @param cuts How often it was cut already. */
  *#cut(raw: RawRecord, handle: HandleJson, pointerBase: string, cuts: number): Generator<ReaderEvent> {
    if (NOTHING.test(raw.text)) return;
    const parts = cuts < MAX_CUTS ? (cutGlued(raw) ?? cutInterrupted(raw)) : null;
    const message =
      "The record is not valid JSON; it was examined as plain text, without knowing who wrote it.";
    if (parts === null) yield* this.#unread(raw, "invalid-json", message);
    else for (const part of parts) yield* this.#read(part, handle, pointerBase, cuts + 1);
  }

  *#unread(raw: RawRecord, code: DiagnosticCode, message: string): Generator<ReaderEvent> {
    const location = recordSpan(raw, this.#uri);
    yield {
      type: "diagnostic",
      // Its strings are looked at, but not for whose they are.
      diagnostic: { code, severity: "warning", message, partial: true, location },
    };
    // The strings as far as it is JSON, then the text as it stands.
    const stream = createJsonStringStream();
    let key = "";
    for (const event of [...stream.push(raw.text, recordOrigin(raw)), ...stream.end()]) {
      if (event.type === "open") {
        this.#texts += 1;
        key = `unread${this.#texts}`;
        yield { type: "open", key, meta: { role: "unknown", channel: "text", session: this.#session } };
      } else yield { ...event, key };
    }
  }
}
