import type { Reader } from "../../model/reader.js";
import { recognise } from "./recognise.js";
import { createSession } from "./session.js";

/** OpenAI Chat Completions and its many compatibles, whole or streamed. */
export const openaiChatReader: Reader = {
  format: "openai-chat",
  title: "OpenAI Chat Completions and compatible services: responses and streams",
  recognisedBy:
    'object "chat.completion", "chat.completion.chunk" or "text_completion", or choices with a message or delta; as JSON, JSON Lines or server-sent events, also beside the request',
  livesIn: "recorded API traffic, proxy and gateway logs, test fixtures (.json, .jsonl, .sse, .chunks.txt)",
  recognise,
  create: createSession,
};
