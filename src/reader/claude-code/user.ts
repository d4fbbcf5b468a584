import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { isObject, type JsonObject, member, str } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { CONTENT, type RecordContext } from "./context.js";
import { readText } from "./read-text.js";
import { resultText } from "./result-text.js";

/** Blocks without text of their own. */
const TEXTLESS = new Set(["image", "document", "container_upload", "tool_reference"]);

/** What a user record holds: the person's words, tool results, and what the harness put in their place. */
export function* userEvents(record: RecordContext): Generator<ReaderEvent> {
  const content = member(record.value.message, "content");
  if (typeof content === "string") yield* said(record, content, CONTENT);
  else if (Array.isArray(content)) {
    for (let index = 0; index < content.length; index++) yield* block(record, content[index], index);
  } else record.oddShape();
}

function* block(record: RecordContext, value: unknown, index: number): Generator<ReaderEvent> {
  const at: JsonPath = [...CONTENT, index];
  const type = isObject(value) ? value.type : undefined;
  if (isObject(value) && type === "text" && typeof value.text === "string") {
    yield* said(record, value.text, [...at, "text"]);
  } else if (isObject(value) && type === "tool_result") {
    if (isObject(value.content)) record.oddShape();
    yield* resultText(record, [...at, "content"], undefined);
  } else if (typeof type !== "string" || !TEXTLESS.has(type)) record.oddShape();
}

function said(record: RecordContext, text: string, path: JsonPath): Iterable<ReaderEvent> {
  const channel = isHuman(record.value) ? "prompt" : "injected";
  const meta: UtteranceMeta = { ...record.meta, role: "user", channel };
  return readText(record, meta, text, path);
}

/**
 * Whether a person wrote a user record. The harness marks its own (`isMeta`, `isCompactSummary`, an `origin` that is
 * not human); in a sub-agent the user is the agent that started it, unless the origin says otherwise.
 */
export function isHuman(value: JsonObject): boolean {
  const origin = str(member(value.origin, "kind"));
  if (value.isMeta === true || value.isCompactSummary === true) return false;
  if (origin !== undefined) return origin === "human";
  return value.isSidechain !== true;
}
