import type { ReaderEvent } from "../../model/reader-event.js";
import type { Role } from "../../model/utterance.js";
import { type AssistantMeta, assistantText } from "../shared/assistant-text.js";
import { readText, toolInput, utterance } from "../shared/emit.js";
import { items, type Located, within } from "../shared/exchange.js";
import { isObject, nonEmpty, str } from "../shared/guards.js";
import { looksLikeObservation } from "../shared/injected.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { stated } from "../shared/scribe.js";
import { userText } from "../shared/user-text.js";
import { partsOf } from "./parts.js";

/**
 * A whole message, by its role. A user turn after an assistant's that reads like the output of a tool is one: some
 * harnesses have no tool role.
 *
 * @param afterAssistant Whether an assistant's message came before.
 */
export function* messageEvents(
  key: string,
  meta: AssistantMeta,
  message: Located,
  afterAssistant: boolean,
): Generator<ReaderEvent> {
  const role = str(message.value.role) ?? "assistant";
  if (role === "assistant") yield* assistantMessage(key, meta, message);
  else if (role === "system" || role === "developer") yield* read(key, meta, message, "system");
  else if (role === "tool" || role === "function") yield* read(key, meta, message, "tool");
  else {
    const { content } = message.value;
    const observed = afterAssistant && typeof content === "string" && looksLikeObservation(content);
    yield* read(key, meta, message, observed ? "tool" : "user");
  }
}

/** What the assistant wrote: reasoning, answer, refusal, tool arguments. */
export function* assistantMessage(
  key: string,
  meta: AssistantMeta,
  message: Located,
): Generator<ReaderEvent> {
  const { json, path, value } = message;
  const parts = partsOf(value);
  const reasoning = parts.filter((part) => part.kind === "reasoning").map((part) => part.text);
  const known = reasoning.length > 0 ? reasoning.join("") : undefined;
  for (const [index, part] of parts.entries()) {
    const origin = json.origin([...path, ...part.path]);
    if (part.kind === "answer") yield* assistantText(`${key}/${index}`, meta, part.text, origin, known);
    else if (part.text.trim() !== "") {
      const channel = part.kind === "refusal" ? "answer" : part.kind;
      yield* utterance(`${key}/${index}`, { ...meta, role: "assistant", channel }, part.text, origin);
    }
  }
  for (const [index, call] of callsOf(message).entries()) {
    const tool = nonEmpty(call.value.name);
    const full = {
      ...meta,
      role: "assistant" as const,
      ...(tool !== undefined && { tool }),
      ...stated("callId", call.id),
    };
    const argument = "arguments" in call.value ? "arguments" : "input";
    yield* toolInput(`${key}/tool/${index}`, full, json, [...call.path, argument]);
  }
}

interface Called extends Located {
  readonly id: string | undefined;
}

/** The functions (or custom tools) that a message or delta calls; the old single `function_call` among them. */
function callsOf(message: Located): readonly Called[] {
  const calls = items(message, "tool_calls").flatMap((call) => {
    const inner = within(call, "function") ?? within(call, "custom");
    return inner === null ? [] : [{ ...inner, id: nonEmpty(call.value.id) }];
  });
  const legacy = within(message, "function_call");
  return legacy === null ? calls : [...calls, { ...legacy, id: undefined }];
}

function* read(key: string, meta: AssistantMeta, message: Located, role: Role): Generator<ReaderEvent> {
  for (const [index, [path, text]] of texts(message).entries()) {
    const origin = message.json.origin(path);
    const at = `${key}/${index}`;
    if (role === "user") yield* userText(at, meta, text, origin);
    else if (role === "system") yield* utterance(at, { ...meta, role, channel: "system" }, text, origin);
    else {
      const tool = nonEmpty(message.value.name);
      const full = { ...meta, role, channel: "tool-output" as const, ...(tool !== undefined && { tool }) };
      yield* readText(at, full, message.json, path);
    }
  }
}

/** The text of a message's content: a string, or its parts of text. */
function texts(message: Located): readonly (readonly [JsonPath, string])[] {
  const { content } = message.value;
  const path = [...message.path, "content"];
  if (typeof content === "string") return [[path, content]];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown, index): (readonly [JsonPath, string])[] => {
    if (typeof part === "string") return [[[...path, index], part]];
    const text = isObject(part) ? nonEmpty(part.text) : undefined;
    return text === undefined ? [] : [[[...path, index, "text"], text]];
  });
}
