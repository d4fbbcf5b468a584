import { createParser, type EventSourceParser } from "eventsource-parser";
import type { Diagnostic } from "../../model/diagnostic.js";
import type { RawRecord } from "../../model/location.js";
import { joinedRecord, type RecordPiece } from "./joined-record.js";

/** Longest data of one event, in UTF-16 units. Guards memory when the blank line that ends an event never comes. */
export const MAX_SSE_DATA = 8 * 1024 * 1024;

/** What a server-sent-event stream holds, in order. */
export type SseItem =
  /** The data of one event as a record whose positions lead into the source. */
  | { readonly type: "data"; readonly data: RawRecord }
  /** The `[DONE]` that ends an OpenAI-style stream. */
  | { readonly type: "done" }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };

/** A push machine from the lines of a source to the data of its events. */
export interface SseDecoder {
  record(record: RawRecord): readonly SseItem[];
  /** Delivers an event that the source ended without a blank line. */
  end(): readonly SseItem[];
}

/**
 * Frames server-sent events (`eventsource-parser` decides what is an event) and keeps where each data line stood.
 *
 * Two liberties, because logs are not sockets: an event at the end of the source needs no blank line, and where blank
 * lines were lost (`grep data:`), a data line that is a whole JSON object is an event when another one follows it:
 * joined they could not be JSON.
 *
 * @param uri Names the source in diagnostics.
 * @param maxData Longest data of one event in UTF-16 units; more is skipped with `record-too-large`.
 */
export function createSseDecoder(uri: string, maxData: number = MAX_SSE_DATA): SseDecoder {
  return new Decoder(uri, maxData);
}

class Decoder implements SseDecoder {
  readonly #uri: string;
  readonly #maxData: number;
  readonly #parser: EventSourceParser;
  #items: SseItem[] = [];
  #pieces: RecordPiece[] = [];
  #size = 0;
  #skipping = false;
  #strayReported = false;
  #current: RawRecord | null = null;

  constructor(uri: string, maxData: number) {
    this.#uri = uri;
    this.#maxData = maxData;
    this.#parser = createParser({
      onEvent: ({ data }) => this.#event(data),
      onError: ({ type }) => type === "unknown-field" && this.#stray(),
    });
    this.#restart();
  }

  record(record: RawRecord): readonly SseItem[] {
    this.#current = record;
    if (!record.text.includes("\r")) this.#line(record, record.text, 0);
    else for (const [start, text] of subLines(record.text)) this.#line(record, text, start);
    return this.#items.length === 0 ? NOTHING : this.#take();
  }

  end(): readonly SseItem[] {
    this.#dispatch();
    return this.#take();
  }

  #take(): readonly SseItem[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  #line(record: RawRecord, text: string, start: number): void {
    if (text === "") this.#dispatch();
    else if (text === "data" || text.startsWith("data:")) this.#dataLine(record, text, start);
    // What other fields say does not matter here.
    else if (!/^(?:event|id|retry)?:/.test(text)) this.#parser.feed(`${text}\n`);
  }

  #dataLine(record: RawRecord, line: string, start: number): void {
    const value = line.length > 4 ? (line[5] === " " ? 6 : 5) : 4;
    const piece = { record, start: start + value, text: line.slice(value) };
    const [only] = this.#pieces;
    const alone = only !== undefined && this.#pieces.length === 1;
    if (alone && beginsPayload(piece.text) && isObjectText(only.text)) this.#dispatch();
    if (this.#skipping) return;
    this.#size += piece.text.length + 1;
    if (this.#size > this.#maxData) {
      this.#skip(this.#pieces[0]?.record ?? record);
      return;
    }
    this.#pieces.push(piece);
  }

  /** Gives up the event in progress: its lines are passed over up to the blank one. */
  #skip(from: RawRecord): void {
    const message = `The data of one server-sent event is longer than ${this.#maxData} characters; the event was skipped.`;
    this.#items.push({
      type: "diagnostic",
      diagnostic: skipped(this.#uri, "record-too-large", from, message),
    });
    this.#restart();
    this.#pieces = [];
    this.#skipping = true;
  }

  #dispatch(): void {
    const [only] = this.#pieces;
    // Of most events: what a single line says needs no parsing.
    if (this.#pieces.length === 1) this.#event(only!.text);
    else if (only !== undefined) {
      this.#parser.feed(`${this.#pieces.map(({ text }) => `data: ${text}\n`).join("")}\n`);
    }
    this.#pieces = [];
    this.#size = 0;
    this.#skipping = false;
  }

  #event(data: string): void {
    if (data.trim() === "[DONE]") this.#items.push({ type: "done" });
    else if (data.trim() !== "") this.#items.push({ type: "data", data: joinedRecord(data, this.#pieces) });
  }

  #stray(): void {
    if (this.#strayReported || this.#current === null) return;
    this.#strayReported = true;
    const message =
      "A line between server-sent events is neither a field nor a comment; it and others like it were skipped.";
    this.#items.push({
      type: "diagnostic",
      diagnostic: skipped(this.#uri, "unknown-shape", this.#current, message),
    });
  }

  /**
   * The parser drops three code units that look like a mis-decoded byte-order mark from its first chunk only; an empty
   * line as first chunk keeps its offsets equal to ours.
   */
  #restart(): void {
    this.#parser.reset();
    this.#parser.feed("\n");
  }
}

const NOTHING: readonly SseItem[] = [];

/** Whether a line can belong to a server-sent-event stream: a field, a comment or the blank line that ends an event. */
export function isSseLine(line: string): boolean {
  return SSE_LINE.test(line);
}

const SSE_LINE = /^(?:(?:data|event|id|retry)(?::|\r?$)|:|\r?$)/;

/** A carriage return ends a line of an event stream too; one at the end belongs to the record's own terminator. */
function subLines(text: string): readonly (readonly [number, string])[] {
  const lines: (readonly [number, string])[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf("\r", start);
    if (end < 0) break;
    lines.push([start, text.slice(start, end)]);
    start = end + 1;
  }
  if (start < text.length) lines.push([start, text.slice(start)]);
  return lines;
}

function beginsPayload(text: string): boolean {
  return text.startsWith("{") || text.startsWith("[DONE]");
}

function isObjectText(text: string): boolean {
  if (!text.startsWith("{") || !text.trimEnd().endsWith("}")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function skipped(
  uri: string,
  code: "unknown-shape" | "record-too-large",
  record: RawRecord,
  message: string,
): Diagnostic {
  const { line, column, byteOffset } = record.position(0);
  return { code, severity: "warning", message, partial: true, location: { uri, line, column, byteOffset } };
}
