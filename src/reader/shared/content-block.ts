import type { ReaderEvent } from "../../model/reader-event.js";
import { type AssistantMeta, assistantText } from "./assistant-text.js";
import { toolInput, utterance } from "./emit.js";
import type { Located } from "./exchange.js";
import { nonEmpty, str } from "./guards.js";
import { stated } from "./scribe.js";
import { toolResult } from "./tool-result.js";
import { userText } from "./user-text.js";

/** True for the blocks in which the model calls a tool, its own or a server's. */
export function isCall(type: string): boolean {
  return type === "tool_use" || type.endsWith("_tool_use");
}

/** True for the blocks in which a tool answers, under whatever role they stand. */
export function isResult(type: string): boolean {
  return type === "tool_result" || type.endsWith("_tool_result");
}

const OTHER_BLOCKS = new Set(["text", "thinking", "compaction", "redacted_thinking", "container_upload"]);

/** False for a block of a kind that this reader does not take apart. */
export function isKnownBlock(type: string): boolean {
  return OTHER_BLOCKS.has(type) || isCall(type) || isResult(type);
}

/** A whole block of the assistant's content. Opaque blocks (`redacted_thinking`) hold no text. */
export function* assistantBlock(key: string, meta: AssistantMeta, block: Located): Generator<ReaderEvent> {
  const { json, path, value } = block;
  const type = str(value.type) ?? "";
  if (type === "text" && typeof value.text === "string") {
    // Passages that a server tool quoted: the model read them, and the result block holds them only encrypted.
    if (Array.isArray(value.citations)) {
      yield* toolResult(`${key}/cited`, withoutModel(meta), json, [...path, "citations"]);
    }
    yield* assistantText(key, meta, value.text, json.origin([...path, "text"]));
  } else if (type === "thinking" && typeof value.thinking === "string") {
    const full = { ...meta, role: "assistant" as const, channel: "reasoning" as const };
    yield* utterance(key, full, value.thinking, json.origin([...path, "thinking"]));
  } else if (type === "compaction" && typeof value.content === "string") {
    const full = { ...meta, role: "assistant" as const, channel: "summary" as const };
    yield* utterance(key, full, value.content, json.origin([...path, "content"]));
  } else if (isCall(type)) {
    const tool = nonEmpty(value.name);
    const full = {
      ...meta,
      role: "assistant" as const,
      ...(tool !== undefined && { tool }),
      ...stated("callId", nonEmpty(value.id)),
    };
    yield* toolInput(key, full, json, [...path, "input"]);
  } else if (isResult(type)) yield* toolResult(key, withoutModel(meta), json, [...path, "content"]);
}

/** A whole block of the user's content: the user's words, the result of a tool, a document that was handed over. */
export function* userBlock(key: string, meta: AssistantMeta, block: Located): Generator<ReaderEvent> {
  const { json, path, value } = block;
  const type = str(value.type) ?? "";
  if (type === "text" && typeof value.text === "string") {
    yield* userText(key, meta, value.text, json.origin([...path, "text"]));
  } else if (isResult(type)) yield* toolResult(key, meta, json, [...path, "content"]);
  else if (type === "document" || type === "search_result") yield* toolResult(key, meta, json, path);
}

/** A model did not write what a tool said. */
export function withoutModel(meta: AssistantMeta): AssistantMeta {
  const { model: _, ...rest } = meta;
  return rest;
}
