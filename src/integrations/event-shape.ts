import { PARTS } from "./ai-sdk-shape.js";
import { MESSAGES } from "./anthropic-shape.js";
import { CHAT } from "./openai-shape.js";
import { RESPONSES } from "./responses-shape.js";
import { byChunk, idOf, isRecord, type Json, type Shape } from "./shape.js";

/**
 * Events of a stream whose interface is not known before: chunks of chat completions, events of the Responses and the
 * Messages interface, parts of the AI SDK. Others hold no output.
 */
export const EVENTS: Shape<Json> = byChunk((event) => {
  if ("choices" in event) return CHAT;
  const type = idOf(event.type);
  if (type.startsWith("response.")) return RESPONSES;
  return /^(?:content_block|message)_/.test(type) ? MESSAGES : PARTS;
});

/**
 * The data of a server-sent event as one of `EVENTS`. Text that is no JSON, or a JSON string, is a piece of an answer (so
 * is text that only happens to be a number or the like), and the end mark of chat streams is the end.
 */
export function eventOf(data: string): Json {
  const value = parsed(data);
  if (isRecord(value)) return ofModel(value);
  if (Array.isArray(value)) return {};
  if (data.trim() === "[DONE]") return { type: "finish" };
  return { type: "text-delta", delta: typeof value === "string" ? value : data };
}

/** Whether an event is the last of a message. */
export const endsMessage = ({ type }: Json): boolean =>
  /^(?:message_stop|finish|response\.(?:completed|incomplete|failed))$/.test(idOf(type));

/** The AI SDK's UI streams name the input of tools otherwise than the streams of its models. */
function ofModel(event: Json): Json {
  const { type, toolCallId, inputTextDelta, input } = event;
  if (type === "tool-input-delta") return { type, id: toolCallId, delta: inputTextDelta };
  if (type !== "tool-input-available") return event;
  return { type: "tool-call", toolCallId, input: JSON.stringify(input) };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
