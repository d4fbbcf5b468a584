import type { Framing, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { AssistantMeta } from "../shared/assistant-text.js";
import { isKnownBlock } from "../shared/content-block.js";
import { Conversations } from "../shared/conversations.js";
import type { RepeatedDelta } from "../shared/delta-template.js";
import { findExchange, items, type Located, within } from "../shared/exchange.js";
import { arr, isObject, type JsonObject, member, nonEmpty, num, str, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { OpenMessage } from "../shared/open-message.js";
import { providerError, unknownPayload } from "../shared/payload-notes.js";
import { createPayloadSession, type PayloadHandler } from "../shared/payloads.js";
import { isMessage } from "./recognise.js";
import { requestEvents } from "./request.js";

/** Deltas with text, and those known to have none. */
const DELTAS: ReadonlySet<string> = new Set([
  "text_delta",
  "thinking_delta",
  "input_json_delta",
  "compaction_delta",
  "citations_delta",
  "signature_delta",
]);

/** Deltas of which many come, and where their text stands. */
const TEXT_DELTAS: ReadonlyMap<string, { readonly channel: "answer" | "reasoning"; readonly key: string }> =
  new Map([
    ["text_delta", { channel: "answer", key: "text" }],
    ["thinking_delta", { channel: "reasoning", key: "thinking" }],
  ]);

export function createSession(uri: string, framing: Framing): ReaderSession {
  return createPayloadSession(uri, framing, new Messages(uri));
}

class Messages implements PayloadHandler {
  readonly #uri: string;
  readonly #conversations = new Conversations();
  #open: OpenMessage | null = null;
  /** The message that was streamed last: its whole form after it is a copy. */
  #streamed: string | undefined;
  #count = 0;
  #noted = false;
  #repeated: RepeatedDelta | null = null;

  constructor(uri: string) {
    this.#uri = uri;
  }

  *payload(json: JsonRecord, path: JsonPath): Generator<ReaderEvent> {
    this.#repeated = null;
    const value = valueAt(json.value, path);
    const { response, request } = findExchange(json, path, isMessage);
    if (request !== null) yield* this.#exchange(request, response);
    else if (response !== null) yield* this.#message(response, undefined);
    else if (isObject(value)) yield* this.#event({ json, path, value });
  }

  repeated(): RepeatedDelta | null {
    return this.#repeated;
  }

  *done(): Generator<ReaderEvent> {
    yield* this.#close();
  }

  *end(): Generator<ReaderEvent> {
    yield* this.#close();
  }

  *#event(event: Located): Generator<ReaderEvent> {
    const { value } = event;
    switch (value.type) {
      case "message_start":
        return yield* this.#start(within(event, "message"));
      case "content_block_start":
        if (!isKnownBlock(typeOf(value.content_block))) yield* this.#note(event);
        return yield* this.#current().startBlock(event);
      case "content_block_delta":
        if (!DELTAS.has(typeOf(value.delta))) yield* this.#note(event);
        yield* this.#current().delta(event);
        this.#repeated = this.#repeatedDelta(event);
        return;
      case "content_block_stop":
        return yield* this.#open?.stopBlock(num(value.index) ?? 0) ?? [];
      case "message_delta":
        return this.#open?.count(value.usage);
      case "message_stop":
        return yield* this.#close();
      case "ping":
        return;
      default:
        yield* this.#note(event);
    }
  }

  /** A delta of text changes nothing but what is said. */
  #repeatedDelta({ path, value }: Located): RepeatedDelta | null {
    const open = this.#current();
    const kind = TEXT_DELTAS.get(typeOf(value.delta));
    if (kind === undefined || path.length > 0 || nonEmpty(member(value.delta, kind.key)) === undefined)
      return null;
    const index = num(value.index) ?? 0;
    return {
      text: ["delta", kind.key],
      tell: open.speaker(index, kind.channel),
    };
  }

  /** A second start with the same id is a proxy's repetition; with another id it ends the message before it. */
  *#start(message: Located | null): Generator<ReaderEvent> {
    const id = nonEmpty(message?.value.id);
    if (this.#open !== null && id !== undefined && this.#open.id === id) return;
    yield* this.#close();
    if (message === null) return;
    const open = new OpenMessage(this.#nextKey(), id, this.#metaOf(message.value, undefined));
    this.#open = open;
    this.#streamed = id;
    open.count(message.value.usage);
    yield* open.prefilled(message);
  }

  /** The message in progress; one without a start when the head of the stream was not recorded. */
  #current(): OpenMessage {
    this.#open ??= new OpenMessage(this.#nextKey(), undefined, { session: this.#uri });
    return this.#open;
  }

  *#close(): Generator<ReaderEvent> {
    const open = this.#open;
    this.#open = null;
    if (open !== null) yield* open.close();
  }

  *#message(response: Located, session: string | undefined): Generator<ReaderEvent> {
    yield* this.#close();
    const id = nonEmpty(response.value.id);
    if (id !== undefined && id === this.#streamed) return;
    const message = new OpenMessage(this.#nextKey(), id, this.#metaOf(response.value, session));
    message.count(response.value.usage);
    for (const block of items(response, "content")) {
      if (!isKnownBlock(typeOf(block.value))) yield* this.#note(block);
    }
    yield* message.prefilled(response);
    yield* message.close();
  }

  /** A request and what came of it: the messages are context, each told once in its conversation. */
  *#exchange(request: Located, response: Located | null): Generator<ReaderEvent> {
    const messages = arr(request.value.messages);
    const known = this.#conversations.continuation(messages);
    const session = known?.session ?? nonEmpty(response?.value.id) ?? `${this.#uri}#${this.#count + 1}`;
    this.#conversations.remember(messages, session);
    yield* requestEvents(this.#nextKey(), { session }, request, known?.from ?? 0);
    if (response !== null) yield* this.#message(response, session);
  }

  /** An error, or a record or block of a kind that is not known here (said once). */
  *#note(event: Located): Generator<ReaderEvent> {
    const failed = providerError(member(event.value, "error"), this.#uri);
    if (failed.length > 0) return yield* failed;
    for (const note of unknownPayload(event.value, event.json.origin(event.path), this.#uri)) {
      if (!this.#noted) yield note;
      this.#noted = true;
    }
  }

  #metaOf(message: JsonObject, session: string | undefined): AssistantMeta {
    const id = nonEmpty(message.id);
    const model = nonEmpty(message.model);
    return {
      session: session ?? id ?? this.#uri,
      ...(model !== undefined && { model }),
      ...(id !== undefined && { message: id }),
    };
  }

  #nextKey(): string {
    this.#count += 1;
    return String(this.#count);
  }
}

function typeOf(value: unknown): string {
  return str(member(value, "type")) ?? "";
}
