import type { RawRecord } from "../model/location.js";
import type { ReaderEvent } from "../model/reader-event.js";
import { TextCursor } from "../pipeline/text-origin.js";
import { messagesReader } from "../reader/messages/reader.js";
import { speakerOf } from "../reader/messages/roles.js";
import { isItem, isMessage, roleName } from "../reader/messages/shape.js";
import { isObject } from "../reader/shared/guards.js";
import { plainMessage } from "./plain-message.js";

/**
 * What a list of messages says, as the reader of logs with such messages tells it: `{role, content}` of the chat APIs,
 * with parts, reasoning and tool calls; items of the Responses interface; messages of the AI SDK and LangChain.
 * Lines and columns count in the text of each utterance; pointers lead into the list (`/2/content`).
 */
export function messageEvents(messages: readonly unknown[], session: string): ReaderEvent[] {
  const text = JSON.stringify(messages.map(plainMessage));
  const reader = messagesReader.create(session, "document");
  return [...reader.record(wholeRecord(text)), ...reader.end()].map(inOwnText());
}

/** Whether a list holds a message of the model, so that there is something to judge. */
export function hasModelMessage(messages: readonly unknown[]): boolean {
  return messages.map(plainMessage).some((message) => {
    if (!isObject(message) || !(isMessage(message) || isItem(message))) return false;
    return speakerOf(roleName(message) ?? "")?.role === "assistant";
  });
}

/** A JSON text of one line that stands in no file. */
export function wholeRecord(text: string): RawRecord {
  const position = (offset: number) => ({ line: 1, column: offset + 1, byteOffset: offset });
  return { text, line: 1, terminated: true, position };
}

/** Gives each piece of text its place in the utterance, where a reader gave that in the JSON text. */
export function inOwnText(): (event: ReaderEvent) => ReaderEvent {
  const cursors = new Map<string, TextCursor>();
  return (event) => {
    if (event.type === "open") cursors.set(event.key, new TextCursor());
    if (event.type !== "text") return event;
    const cursor = cursors.get(event.key) ?? new TextCursor();
    return {
      ...event,
      origin: { pointer: event.origin.pointer, locate: cursor.next(event.text).locate },
    };
  };
}
