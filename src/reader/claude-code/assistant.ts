import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { assistantText } from "../shared/assistant-text.js";
import { toolInput, utterance } from "../shared/emit.js";
import { isObject, type JsonObject, nonEmpty, str } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { stated } from "../shared/scribe.js";
import { CONTENT, type RecordContext } from "./context.js";
import { resultText } from "./result-text.js";

/** The name that Claude Code gives as model for text that it made up itself (errors, notices of an interruption). */
export const SYNTHETIC_MODEL = "<synthetic>";

const CALLS = new Set(["tool_use", "server_tool_use", "mcp_tool_use"]);
/** Opaque, empty of text, or a note about the exchange. */
const TEXTLESS = new Set([
  "redacted_thinking",
  "image",
  "document",
  "container_upload",
  "fallback",
  "tool_reference",
]);

/** What an assistant record holds: one utterance per text block, tool argument and server-side tool result. */
export function* assistantEvents(record: RecordContext): Generator<ReaderEvent> {
  const message = record.value.message;
  const content = isObject(message) ? message.content : undefined;
  if (typeof content === "string") yield* answer(record, content, CONTENT);
  else if (Array.isArray(content)) {
    for (let index = 0; index < content.length; index++) yield* block(record, content[index], index);
  } else record.oddShape();
}

/** True for text that the harness wrote in the model's name. */
export function isSynthetic(value: JsonObject): boolean {
  return (
    value.isApiErrorMessage === true || (isObject(value.message) && value.message.model === SYNTHETIC_MODEL)
  );
}

function* block(record: RecordContext, value: unknown, index: number): Generator<ReaderEvent> {
  if (!isObject(value)) return record.oddShape();
  const at: JsonPath = [...CONTENT, index];
  const type = str(value.type) ?? "";
  if (type === "text" && typeof value.text === "string") {
    yield* citations(record, value, at);
    yield* answer(record, value.text, [...at, "text"]);
  } else if (type === "thinking" && typeof value.thinking === "string") {
    yield* written(record, "reasoning", value.thinking, [...at, "thinking"]);
  } else if (type === "compaction" && typeof value.content === "string") {
    yield* written(record, "summary", value.content, [...at, "content"]);
  } else if (CALLS.has(type)) {
    yield* call(record, value, at);
  } else if (type.endsWith("tool_result")) {
    yield* resultText(record, [...at, "content"], str(value.name));
  } else if (!TEXTLESS.has(type)) record.oddShape();
}

/** An answer, or, from backends that put their reasoning into the text, answer and reasoning. */
function* answer(record: RecordContext, text: string, path: JsonPath): Generator<ReaderEvent> {
  if (isSynthetic(record.value)) yield* written(record, "event", text, path, { synthetic: true });
  else yield* assistantText(record.key(), record.meta, text, record.json.origin(path));
}

function written(
  record: RecordContext,
  channel: UtteranceMeta["channel"],
  text: string,
  path: JsonPath,
  more: Partial<UtteranceMeta> = {},
): ReaderEvent[] {
  const meta: UtteranceMeta = { ...record.meta, role: "assistant", channel, ...more };
  return utterance(record.key(), meta, text, record.json.origin(path));
}

function call(record: RecordContext, value: JsonObject, at: JsonPath): ReaderEvent[] {
  const tool = str(value.name);
  const meta = {
    ...record.meta,
    role: "assistant" as const,
    ...(tool !== undefined && { tool }),
    ...stated("callId", nonEmpty(value.id)),
  };
  return toolInput(record.key(), meta, record.json, [...at, "input"]);
}

/** Passages that a server tool quoted: the model read them, and the result block holds them only encrypted. */
function* citations(record: RecordContext, value: JsonObject, at: JsonPath): Generator<ReaderEvent> {
  if (!Array.isArray(value.citations)) return;
  for (let index = 0; index < value.citations.length; index++) {
    yield* resultText(record, [...at, "citations", index, "cited_text"], undefined);
  }
}
