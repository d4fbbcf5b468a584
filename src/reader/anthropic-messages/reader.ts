import type { Reader } from "../../model/reader.js";
import { recognise } from "./recognise.js";
import { createSession } from "./session.js";

/** The Anthropic Messages interface and its compatibles, whole or streamed. */
export const anthropicMessagesReader: Reader = {
  format: "anthropic-messages",
  title: "Anthropic Messages and compatible services: responses and streams",
  recognisedBy:
    'type "message" with role and content blocks, or message_start and content_block events; as JSON, JSON Lines or server-sent events, also beside the request',
  livesIn: "recorded API traffic, proxy and gateway logs, test fixtures (.json, .jsonl, .sse, .chunks.txt)",
  recognise,
  create: createSession,
};
