import type { Framing, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { RepeatedDelta } from "../shared/delta-template.js";
import { findExchange, items, type Located, within } from "../shared/exchange.js";
import { type JsonObject, member, nonEmpty, num, str, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { oddShape } from "../shared/odd-shape.js";
import { providerError, unknownPayload } from "../shared/payload-notes.js";
import { createPayloadSession, type PayloadHandler } from "../shared/payloads.js";
import { Scribe, stated } from "../shared/scribe.js";
import { type DeltaEvent, deltaEvent } from "./delta-kinds.js";
import { Memory } from "./memory.js";
import { OpenResponse } from "./open-response.js";
import { OpenResponses } from "./open-responses.js";
import { eventAt, isRequest, isStoredResponse } from "./recognise.js";
import { inputEvents, instructions } from "./request.js";
import { responseMeta, tokenUse } from "./response-meta.js";

/** Events with the whole response as it ended. */
const ENDS: ReadonlySet<string> = new Set(["completed", "incomplete", "failed", "cancelled", "done"]);

export function createSession(uri: string, framing: Framing): ReaderSession {
  return createPayloadSession(uri, framing, new Responses(uri));
}

class Responses implements PayloadHandler {
  readonly #uri: string;
  readonly #open = new OpenResponses();
  readonly #memory = new Memory();
  #keys = 0;
  readonly #key = (): string => {
    this.#keys += 1;
    return `r${this.#keys}`;
  };
  #unknownTold = false;
  #oddTold = false;
  #repeated: RepeatedDelta | null = null;

  constructor(uri: string) {
    this.#uri = uri;
  }

  *payload(json: JsonRecord, path: JsonPath): Generator<ReaderEvent> {
    this.#repeated = null;
    const event = eventAt(json, path);
    if (event !== null) {
      const isWhole = event.json === json && event.path.length === 0;
      return yield* this.#event(event, isWhole);
    }
    const { request, response } = findExchange(json, path, isStoredResponse, isRequest);
    const session = request === null ? undefined : yield* this.#request(request, response);
    if (response !== null) yield* this.#stored(response, session, nonEmpty(request?.value.model));
    else if (request === null) yield* this.#note(json, path);
  }

  repeated(): RepeatedDelta | null {
    return this.#repeated;
  }

  /** Streams of this interface end with an event of their own. */
  done(): readonly ReaderEvent[] {
    return [];
  }

  *end(): Generator<ReaderEvent> {
    yield* this.#open.end();
  }

  /** @param isWhole whether it is all of a record */
  *#event(event: Located, isWhole: boolean): Generator<ReaderEvent> {
    const step = str(event.value.type)?.slice("response.".length) ?? "";
    const response = within(event, "response");
    if (step === "created")
      return yield* response === null ? this.#odd(event) : this.#created(event, response);
    if (ENDS.has(step)) return yield* response === null ? this.#odd(event) : this.#ended(event, response);
    const known = this.#open.find({
      ...event.value,
      ...(response !== null && { response_id: response.value.id }),
    });
    if (response !== null) {
      if (known === undefined) yield* this.#begin(response.value, nonEmpty(response.value.id));
      return;
    }
    const text = deltaEvent(event.value);
    const item = within(event, "item");
    const part = within(event, "part");
    const isItem = step === "output_item.added" || step === "output_item.done";
    const isPart = part !== null && step.endsWith("part.done");
    if (isItem && item === null) return yield* this.#odd(event);
    if (!isItem && !isPart && text === null) return;
    const open = known ?? (yield* this.#begin({}, nonEmpty(event.value.response_id)));
    if (step === "output_item.added" && item !== null) yield* open.announce(event.value, item);
    else if (isItem && item !== null) {
      yield* open.item(event.value, item);
      this.#memory.addWritten(item);
    } else if (isPart) yield* open.part(event, part);
    else if (text !== null) {
      yield* open.text(event, text) ?? this.#odd(event);
      if (isWhole && text.step === "delta") this.#repeated = this.#repeatedDelta(event.value, text, open);
    }
  }

  /** A delta of text changes nothing but what is said and its number. */
  #repeatedDelta(event: JsonObject, text: DeltaEvent, open: OpenResponse): RepeatedDelta | null {
    const { delta, sequence_number: sequence } = event;
    if (typeof delta !== "string" || (sequence !== undefined && typeof sequence !== "number")) return null;
    const speak = this.#open.isSure(event) ? open.speaker(event, text) : null;
    if (speak === null) return null;
    return {
      text: ["delta"],
      free: [["sequence_number"], ["obfuscation"]],
      tell(said, origin, [number]) {
        if (number !== undefined) open.sequence = Number(number);
        return speak(said, origin);
      },
    };
  }

  *#created(event: Located, response: Located): Generator<ReaderEvent> {
    const open = yield* this.#begin(response.value, nonEmpty(response.value.id));
    open.sequence = num(event.value.sequence_number);
    yield* instructions(response, open.meta.session, this.#memory, this.#key);
  }

  *#ended(event: Located, response: Located): Generator<ReaderEvent> {
    const open = this.#open.findRepeated(event.value, response.value);
    if (open === undefined) yield* this.#stored(response, undefined, undefined);
    else yield* this.#finish(open, response, items(response, "output"));
  }

  /** A whole response that no event announced. It may be logged again when it has grown. */
  *#stored(
    response: Located,
    session: string | undefined,
    requestedModel: string | undefined,
  ): Generator<ReaderEvent> {
    const id = nonEmpty(response.value.id);
    const open = yield* this.#begin(response.value, id, session, requestedModel);
    yield* instructions(response, open.meta.session, this.#memory, this.#key);
    const fresh = items(response, "output").filter((item) => this.#memory.addStored(id, item));
    yield* this.#finish(open, response, fresh);
  }

  *#finish(open: OpenResponse, response: Located, output: readonly Located[]): Generator<ReaderEvent> {
    const id = nonEmpty(response.value.id) ?? open.meta.message;
    yield* open.output(output);
    yield* open.close();
    this.#open.remove(open);
    for (const item of output) {
      this.#memory.addWritten(item);
      this.#memory.addStored(id, item);
    }
    const meta = { ...open.meta, ...stated("message", open.meta.message ?? id), ...modelOf(response) };
    const usage = new Scribe(response.json, meta, this.#key).usage(tokenUse(response.value));
    if (usage.length > 0 && (id === undefined || this.#memory.addOnce("usage", id))) yield* usage;
    yield* providerError(response.value.error, this.#uri);
  }

  *#begin(
    response: JsonObject,
    id: string | undefined,
    known?: string,
    requestedModel?: string,
  ): Generator<ReaderEvent, OpenResponse> {
    const session = known ?? this.#memory.sessionOf(response) ?? id ?? this.#uri;
    const meta = responseMeta(response, session, requestedModel);
    const open = new OpenResponse(meta, this.#key, (item) => this.#memory.isApproved(item));
    if (id !== undefined) this.#memory.begin(id, session);
    yield* this.#open.add(id ?? "", open);
    return open;
  }

  /** A request; gives the session it belongs to. */
  *#request(request: Located, response: Located | null): Generator<ReaderEvent, string> {
    const known = this.#memory.known(request.value);
    const session = known.session ?? nonEmpty(response?.value.id) ?? `${this.#uri}#${this.#keys + 1}`;
    yield* instructions(request, session, this.#memory, this.#key);
    yield* inputEvents(request, session, known.from, this.#memory, this.#key);
    return session;
  }

  /** A payload of no known shape: an error, or a record of something else (said once). */
  *#note(json: JsonRecord, path: JsonPath): Generator<ReaderEvent> {
    const value = valueAt(json.value, path);
    const error = member(value, "error") ?? (member(value, "type") === "error" ? value : undefined);
    const failed = providerError(error, this.#uri);
    if (failed.length > 0) return yield* failed;
    for (const event of unknownPayload(value, json.origin(path), this.#uri)) {
      if (!this.#unknownTold) yield event;
      this.#unknownTold = true;
    }
  }

  *#odd(event: Located): Generator<ReaderEvent> {
    if (this.#oddTold) return;
    this.#oddTold = true;
    const position = () => event.json.origin(event.path).locate(0);
    yield { type: "diagnostic", diagnostic: oddShape({ position }, this.#uri) };
  }
}

/** The model as the end of a response names it, where the beginning did not. */
function modelOf(response: Located): { readonly model?: string } {
  const model = nonEmpty(response.value.model);
  return model === undefined ? {} : { model };
}
