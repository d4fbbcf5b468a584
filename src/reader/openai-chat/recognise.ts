import type { Framing, Head } from "../../model/reader.js";
import { holdsResponse } from "../shared/exchange.js";
import { arr, isObject, type JsonObject } from "../shared/guards.js";
import { payloadHead } from "../shared/payload-head.js";

const OBJECTS: ReadonlySet<unknown> = new Set([
  "chat.completion",
  "chat.completion.chunk",
  "text_completion",
]);

/** Recognises stored chat completions by their payloads, alone or beside their requests. */
export function recognise(head: Head): Framing | null {
  const { framing, values } = payloadHead(head);
  return values.some((value) => holdsResponse(value, isCompletion)) ? framing : null;
}

/** A whole response or a chunk. Many vendors leave `object` out, and some first and last chunks have no choices. */
export function isCompletion(value: JsonObject): boolean {
  if (typeof value.type === "string" && value.type.startsWith("response.")) return false;
  if (OBJECTS.has(value.object)) return true;
  if (!Array.isArray(value.choices)) return false;
  return value.choices.length === 0 ? isEmptyChunk(value) : arr(value.choices).some(isChoice);
}

function isChoice(choice: unknown): boolean {
  if (!isObject(choice)) return false;
  return isObject(choice.message) || isObject(choice.delta) || typeof choice.text === "string";
}

function isEmptyChunk(value: JsonObject): boolean {
  return isObject(value.usage) || Array.isArray(value.prompt_filter_results);
}
