import type { ReaderEvent } from "../../model/reader-event.js";
import { arr, isObject, type JsonObject, member } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { assistantText } from "../shared/think-splitter.js";
import { usageOf } from "./facts.js";
import { type Conversation, messageEvents } from "./message.js";
import { speakerOf } from "./roles.js";
import { isMessage, roleName } from "./shape.js";

/** Members beside the messages that hold what the model answered to them (call logs). */
const ANSWER_KEYS = ["response", "completion"] as const;

/**
 * The answer that a call log keeps beside its messages: a string, a message, or a payload with `choices`. Nothing when
 * the list already ends with an assistant turn, which would then be the same answer.
 */
export function* answerEvents(
  json: JsonRecord,
  path: JsonPath,
  record: JsonObject,
  messages: readonly unknown[],
  conversation: Conversation,
): Generator<ReaderEvent> {
  if (endsWithAssistant(messages)) return;
  for (const key of ANSWER_KEYS) {
    const answer = member(record, key);
    const at = [...path, key];
    if (typeof answer === "string") {
      const meta = { ...conversation.facts, session: conversation.session };
      yield* assistantText(conversation.nextKey(), meta, answer, json.origin(at));
    } else if (isMessage(answer)) yield* messageEvents(json, at, conversation);
    else if (isObject(answer)) {
      for (const [index, choice] of arr(member(answer, "choices")).entries()) {
        const inner = [...at, "choices", index, "message"];
        if (isMessage(member(choice, "message"))) yield* messageEvents(json, inner, conversation);
      }
      const usage = usageOf(member(answer, "usage"), conversation.session, conversation.facts);
      if (usage !== undefined) yield { type: "usage", usage };
    }
  }
}

function endsWithAssistant(messages: readonly unknown[]): boolean {
  const last = messages.at(-1);
  if (!isObject(last)) return false;
  return speakerOf(roleName(last) ?? "")?.role === "assistant";
}
