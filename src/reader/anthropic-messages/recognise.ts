import type { Framing, Head } from "../../model/reader.js";
import { holdsResponse } from "../shared/exchange.js";
import { isObject, type JsonObject, num } from "../shared/guards.js";
import { payloadHead } from "../shared/payload-head.js";

/** Blocks of the OpenAI Responses interface, whose items are also `type: "message"` with a role and content. */
const FOREIGN_BLOCKS: ReadonlySet<unknown> = new Set(["input_text", "output_text"]);

/** Recognises stored Anthropic messages by their payloads: whole, as stream events, alone or beside their requests. */
export function recognise(head: Head): Framing | null {
  const { framing, values } = payloadHead(head);
  const found = values.some(
    (value) => holdsResponse(value, isMessage) || (isObject(value) && isStreamEvent(value)),
  );
  return found ? framing : null;
}

/** A whole response. */
export function isMessage(value: JsonObject): boolean {
  if (value.type !== "message" || value.role !== "assistant" || !Array.isArray(value.content)) return false;
  if (value.content.some((block) => isObject(block) && FOREIGN_BLOCKS.has(block.type))) return false;
  return typeof value.model === "string" || Object.hasOwn(value, "stop_reason") || isObject(value.usage);
}

/** An event that no other format has (a `ping` or `message_stop` alone says too little). */
function isStreamEvent(value: JsonObject): boolean {
  switch (value.type) {
    case "message_start":
      return isObject(value.message);
    case "content_block_start":
      return num(value.index) !== undefined && isObject(value.content_block);
    case "content_block_delta":
      return num(value.index) !== undefined && isObject(value.delta);
    default:
      return false;
  }
}
