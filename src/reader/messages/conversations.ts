import type { RawRecord } from "../../model/location.js";
import type { Framing } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { leafUtterances } from "../shared/emit.js";
import { arr, isObject, type JsonObject, member, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { answerEvents } from "./answer.js";
import { type Facts, factsOf, sessionIdOf, usageOf } from "./facts.js";
import { type Conversation, messageEvents } from "./message.js";
import { isMessage, isMessageList, listKey, roleName } from "./shape.js";

/** Reads the conversations of one source. */
export interface Conversations {
  read(json: JsonRecord, record: RawRecord): Iterable<ReaderEvent>;
  end(): Iterable<ReaderEvent>;
}

/** Members beside the messages that the model read as instructions. */
const SYSTEM_KEYS = ["system", "system_prompt", "instructions"] as const;
/** But for the marks of what is left out of a text. */
const EAST_ASIAN = /[\u2e80-\ufdcf\ufdf0-\uffff]/;

/** Creates the state for one source. */
export function createConversations(uri: string, framing: Framing): Conversations {
  let keys = 0;
  let passedOver = 0;
  let firstPassedOver = 0;
  const start = (session: string, facts: Facts): Conversation => ({
    session,
    facts,
    answered: false,
    nextKey: () => {
      keys += 1;
      return `m${keys}`;
    },
  });
  /** Messages that are records of their own belong to one conversation. */
  const bare = start(uri, {});

  function* read(
    json: JsonRecord,
    path: JsonPath,
    record: RawRecord,
    value: unknown,
  ): Generator<ReaderEvent> {
    const place = framing === "lines" ? `${uri}#L${record.line}` : uri;
    const session = path.length === 0 ? place : `${place}#/${path.join("/")}`;
    if (isMessageList(value)) {
      yield* listEvents(json, path, start(session, {}));
    } else if (isObject(value) && listKey(value) !== undefined) {
      yield* objectEvents(json, path, value, start(sessionIdOf(value) ?? session, factsOf(value)));
    } else if (path.length === 0 && isObject(value) && (isMessage(value) || roleName(value) !== undefined)) {
      yield* messageEvents(json, path, bare);
    } else if (path.length === 0 && Array.isArray(value)) {
      for (const [index, item] of value.entries()) yield* read(json, [index], record, item);
    } else {
      if (passedOver === 0) firstPassedOver = record.line;
      passedOver += 1;
    }
  }

  return {
    read: (json, record) => read(json, [], record, json.value),
    *end() {
      if (passedOver > 0) yield passedOverEvent(uri, passedOver, firstPassedOver);
    },
  };
}

function passedOverEvent(uri: string, count: number, line: number): ReaderEvent {
  const what =
    count === 1 ? "1 record holds no messages and was" : `${count} records hold no messages and were`;
  return {
    type: "diagnostic",
    diagnostic: {
      code: "unknown-shape",
      severity: "info",
      message: `${what} passed over.`,
      partial: false,
      location: { uri, line },
    },
  };
}

function* listEvents(json: JsonRecord, path: JsonPath, conversation: Conversation): Generator<ReaderEvent> {
  for (const index of arr(valueAt(json.value, path)).keys()) {
    yield* messageEvents(json, [...path, index], conversation);
  }
}

function* objectEvents(
  json: JsonRecord,
  path: JsonPath,
  value: JsonObject,
  conversation: Conversation,
): Generator<ReaderEvent> {
  const { session, facts } = conversation;
  const system: UtteranceMeta = { ...facts, session, role: "system", channel: "system" };
  for (const key of SYSTEM_KEYS) {
    yield* leafUtterances(conversation.nextKey(), system, json, [...path, key]);
  }
  // Tool descriptions matter only as a source that the model may echo.
  yield* leafUtterances(conversation.nextKey(), system, json, [...path, "tools"], (text) =>
    EAST_ASIAN.test(text),
  );
  const list = [...path, listKey(value) ?? "messages"];
  yield* listEvents(json, list, conversation);
  yield* answerEvents(json, path, value, arr(valueAt(json.value, list)), conversation);
  const usage = usageOf(member(value, "usage"), session, facts);
  if (usage !== undefined) yield { type: "usage", usage };
}
