import type { Framing, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent, Usage } from "../../model/reader-event.js";
import type { AssistantMeta } from "../shared/assistant-text.js";
import { Conversations } from "../shared/conversations.js";
import type { RepeatedDelta } from "../shared/delta-template.js";
import { findExchange, items, type Located, within } from "../shared/exchange.js";
import { arr, member, nonEmpty, num, obj, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { providerError, unknownPayload } from "../shared/payload-notes.js";
import { createPayloadSession, type PayloadHandler } from "../shared/payloads.js";
import { isoTimestamp } from "../shared/timestamp.js";
import { assistantMessage, messageEvents } from "./message.js";
import { OpenResponse } from "./open-response.js";
import { partsOf } from "./parts.js";
import { isCompletion } from "./recognise.js";

/** Responses whose chunks may come in turns (a proxy's log of parallel calls); the oldest is closed for one more. */
const MAX_OPEN = 8;

export function createSession(uri: string, framing: Framing): ReaderSession {
  return createPayloadSession(uri, framing, new Completions(uri));
}

class Completions implements PayloadHandler {
  readonly #uri: string;
  /** By id; the response without one is `""`. */
  readonly #open = new Map<string, OpenResponse>();
  readonly #conversations = new Conversations();
  #last = "";
  #count = 0;
  #noted = false;
  #repeated: RepeatedDelta | null = null;

  constructor(uri: string) {
    this.#uri = uri;
  }

  *payload(json: JsonRecord, path: JsonPath): Generator<ReaderEvent> {
    this.#repeated = null;
    const { response, request } = findExchange(json, path, isCompletion);
    if (request !== null) yield* this.#exchange(request, response);
    else if (response !== null) yield* this.#response(response, null);
    else yield* this.#note(json, path);
    if (request === null && response?.path.length === 0 && response.json === json) {
      this.#repeated = this.#repeatedDelta(response);
    }
    if (response !== null) yield* providerError(member(response.value, "error"), this.#uri);
  }

  repeated(): RepeatedDelta | null {
    return this.#repeated;
  }

  *done(): Generator<ReaderEvent> {
    // Nothing says whose end it is: with several open only those that have finished are closed.
    for (const [id, response] of [...this.#open]) {
      if (this.#open.size === 1 || response.finished) yield* this.#close(id);
    }
  }

  *end(): Generator<ReaderEvent> {
    for (const id of [...this.#open.keys()]) yield* this.#close(id);
  }

  /** A payload of no known shape: an error, or a record of something else (said once). */
  *#note(json: JsonRecord, path: JsonPath): Generator<ReaderEvent> {
    const value = valueAt(json.value, path);
    const failed = providerError(member(value, "error"), this.#uri);
    if (failed.length > 0) return yield* failed;
    for (const event of unknownPayload(value, json.origin(path), this.#uri)) {
      if (!this.#noted) yield event;
      this.#noted = true;
    }
  }

  /** A request and what came of it: the messages are context, each told once in its conversation. */
  *#exchange(request: Located, response: Located | null): Generator<ReaderEvent> {
    const messages = arr(request.value.messages);
    const known = this.#conversations.continuation(messages);
    const id = nonEmpty(response?.value.id);
    const session = known?.session ?? id ?? `${this.#uri}#${this.#count + 1}`;
    this.#conversations.remember(messages, session);
    const key = this.#nextKey();
    let afterAssistant = false;
    for (const [index, message] of items(request, "messages").entries()) {
      if (index >= (known?.from ?? 0)) {
        yield* messageEvents(`${key}/${index}`, { session }, message, afterAssistant);
      }
      afterAssistant ||= message.value.role === "assistant";
    }
    if (response !== null) yield* this.#response(response, { session, model: nonEmpty(request.value.model) });
  }

  *#response(
    response: Located,
    known: { session: string; model: string | undefined } | null,
  ): Generator<ReaderEvent> {
    const choices = items(response, "choices");
    const named = nonEmpty(response.value.id);
    const id = named ?? this.#last;
    const meta = (): AssistantMeta =>
      metaOf(response, known?.session ?? (id === "" ? this.#uri : id), id, known?.model);
    const whole = choices.some((choice) => isWhole(choice));
    let open = this.#open.get(id);
    if (open !== undefined && named === undefined && open.finished && choices.some(announcesRole)) {
      yield* this.#close(id);
      open = undefined;
    }
    if (open === undefined && (choices.length > 0 || response.value.usage)) {
      open = yield* this.#begin(id, meta());
    }
    if (open === undefined) return;
    // A first chunk may lack what the later ones say.
    if (open.meta.model === undefined || whole) open.meta = { ...open.meta, ...meta() };
    for (const [at, choice] of choices.entries())
      yield* choiceEvents(open, choice, num(choice.value.index) ?? at);
    open.usage = usageOf(response, open.meta) ?? open.usage;
    if (whole) yield* this.#close(id);
  }

  /** A chunk with text of one choice and no more, for a response that has begun, changes nothing but what is said. */
  #repeatedDelta({ value }: Located): RepeatedDelta | null {
    const open = this.#open.get(nonEmpty(value.id) ?? this.#last);
    const [choice, ...others] = arr(value.choices);
    const delta = obj(member(choice, "delta"));
    if (open === undefined || open.meta.model === undefined || open.finished) return null;
    if (delta === undefined || others.length > 0 || value.error || value.usage) return null;
    if (member(choice, "message") || member(choice, "finish_reason")) return null;
    if (delta.tool_calls || delta.function_call) return null;
    const [part, ...more] = partsOf(delta);
    if (part === undefined || more.length > 0) return null;
    return {
      text: ["choices", 0, "delta", ...part.path],
      free: [["obfuscation"]],
      tell: open.speaker(num(member(choice, "index")) ?? 0, part.kind),
    };
  }

  /** A new response: those before it that have finished are closed. */
  *#begin(id: string, meta: AssistantMeta): Generator<ReaderEvent, OpenResponse> {
    for (const [other, response] of [...this.#open]) {
      if (response.finished || this.#open.size >= MAX_OPEN) yield* this.#close(other);
    }
    const open = new OpenResponse(this.#nextKey(), meta);
    this.#open.set(id, open);
    this.#last = id;
    return open;
  }

  *#close(id: string): Generator<ReaderEvent> {
    const response = this.#open.get(id);
    this.#open.delete(id);
    if (this.#last === id) this.#last = "";
    if (response !== undefined) yield* response.close();
  }

  #nextKey(): string {
    this.#count += 1;
    return String(this.#count);
  }
}

function* choiceEvents(open: OpenResponse, choice: Located, index: number): Generator<ReaderEvent> {
  const delta = within(choice, "delta");
  const message = within(choice, "message");
  if (delta !== null) yield* open.delta(index, delta);
  else if (typeof choice.value.text === "string") yield* open.text(index, choice);
  // Some vendors end a stream with the whole message once more.
  else if (message !== null && !open.spoke(index))
    yield* assistantMessage(open.wholeKey(index), open.meta, message);
  if (nonEmpty(choice.value.finish_reason) !== undefined) open.finish(index);
}

function isWhole(choice: Located): boolean {
  return within(choice, "delta") === null && within(choice, "message") !== null;
}

function announcesRole(choice: Located): boolean {
  return nonEmpty(member(choice.value.delta, "role")) !== undefined;
}

function metaOf(
  response: Located,
  session: string,
  id: string,
  requested: string | undefined,
): AssistantMeta {
  const { value } = response;
  const model = nonEmpty(value.model) ?? requested;
  const provider = nonEmpty(value.provider);
  const timestamp = isoTimestamp(value.created);
  return {
    session,
    ...(model !== undefined && { model }),
    ...(provider !== undefined && { provider }),
    ...(timestamp !== undefined && { timestamp }),
    ...(id !== "" && { message: id }),
  };
}

function usageOf(response: Located, meta: AssistantMeta): Usage | null {
  const usage = obj(response.value.usage);
  if (usage === undefined) return null;
  const inputTokens = num(usage.prompt_tokens);
  const outputTokens = num(usage.completion_tokens);
  const reasoningTokens = num(member(usage.completion_tokens_details, "reasoning_tokens"));
  return {
    session: meta.session,
    ...(meta.model !== undefined && { model: meta.model }),
    ...(meta.message !== undefined && { message: meta.message }),
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
  };
}
