import type { Usage } from "../../model/reader-event.js";
import { isObject, type JsonObject, nonEmpty, num, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { isoTimestamp } from "../shared/timestamp.js";

/** What a record or a message says about itself; a message inherits from its record. */
export interface Facts {
  readonly model?: string;
  readonly provider?: string;
  readonly timestamp?: string;
  readonly message?: string;
}

const MODEL_PATHS: readonly JsonPath[] = [
  ["model"],
  ["model_name"],
  ["model_id"],
  ["modelInfo", "id"],
  ["response", "model"],
  ["extra", "response", "model"],
  ["metadata", "model"],
  ["metadata", "model_name"],
  ["info", "config", "model", "model_name"],
];
const PROVIDER_PATHS: readonly JsonPath[] = [["provider"], ["modelInfo", "provider"]];
const TIME_PATHS: readonly JsonPath[] = [
  ["timestamp"],
  ["created_at"],
  ["createdAt"],
  ["create_time"],
  ["created"],
  ["ts"],
  ["time"],
  ["extra", "timestamp"],
];
const SESSION_KEYS = ["session_id", "sessionId", "conversation_id", "conversationId", "id"] as const;

/** Reads the facts of a record or message. */
export function factsOf(value: JsonObject): Facts {
  const model = firstString(value, MODEL_PATHS);
  const provider = firstString(value, PROVIDER_PATHS);
  let timestamp: string | undefined;
  for (const path of TIME_PATHS) timestamp ??= isoTimestamp(valueAt(value, path));
  return {
    ...(model === undefined ? {} : { model }),
    ...(provider === undefined ? {} : { provider }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
}

/** The identity a record gives itself, or undefined. */
export function sessionIdOf(value: JsonObject): string | undefined {
  for (const key of SESSION_KEYS) {
    const id = valueAt(value, [key]);
    if (typeof id === "string" && id !== "") return id;
    if (typeof id === "number" && Number.isFinite(id)) return String(id);
  }
  return undefined;
}

/** Token counts in the words of OpenAI or Anthropic, or undefined. */
export function usageOf(value: unknown, session: string, facts: Facts): Usage | undefined {
  if (!isObject(value)) return undefined;
  const input = num(valueAt(value, ["prompt_tokens"])) ?? num(valueAt(value, ["input_tokens"]));
  const output = num(valueAt(value, ["completion_tokens"])) ?? num(valueAt(value, ["output_tokens"]));
  const reasoning = num(valueAt(value, ["completion_tokens_details", "reasoning_tokens"]));
  if (input === undefined && output === undefined) return undefined;
  return {
    session,
    ...(facts.model === undefined ? {} : { model: facts.model }),
    ...(facts.message === undefined ? {} : { message: facts.message }),
    ...(input === undefined ? {} : { inputTokens: input }),
    ...(output === undefined ? {} : { outputTokens: output }),
    ...(reasoning === undefined ? {} : { reasoningTokens: reasoning }),
  };
}

function firstString(value: JsonObject, paths: readonly JsonPath[]): string | undefined {
  for (const path of paths) {
    const found = nonEmpty(valueAt(value, path));
    if (found !== undefined) return found;
  }
  return undefined;
}
