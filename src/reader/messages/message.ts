import type { ReaderEvent } from "../../model/reader-event.js";
import type { Channel, UtteranceMeta } from "../../model/utterance.js";
import { readText, toolInput, utterance } from "../shared/emit.js";
import { arr, type JsonObject, member, nonEmpty, obj, valueAt } from "../shared/guards.js";
import { looksLikeObservation } from "../shared/injected.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { stated } from "../shared/scribe.js";
import { assistantText } from "../shared/think-splitter.js";
import { userText } from "../shared/user-text.js";
import { type ContentPart, contentParts, idOf, reasoningParts } from "./content.js";
import { type Facts, factsOf, usageOf } from "./facts.js";
import { type Speaker, speakerOf } from "./roles.js";
import { isItem, roleName } from "./shape.js";

/** One conversation while it is read. */
export interface Conversation {
  readonly session: string;
  readonly facts: Facts;
  /** True once an assistant turn was read: only then can a user turn be a tool's answer. */
  answered: boolean;
  /** A key that was not given before. */
  nextKey(): string;
}

/** Fields in which providers log reasoning. They are aliases: the first that holds something counts. */
const REASONING_FIELDS = [
  "reasoning_content",
  "reasoning",
  "reasoning_details",
  "thinking",
  "thinking_blocks",
];
const TOOL: Speaker = { role: "tool", channel: "tool-output" };
const HARNESS: Speaker = { role: "user", channel: "injected" };

/** The events of the message at `path`. */
export function messageEvents(json: JsonRecord, path: JsonPath, conversation: Conversation): ReaderEvent[] {
  const outer = obj(valueAt(json.value, path));
  if (outer === undefined) return [];
  const name = roleName(outer) ?? "";
  if (name.startsWith("_") && speakerOf(name) === undefined) return []; // bookkeeping lines such as `_checkpoint`
  const wrapped = obj(member(outer, "message"));
  const message = wrapped ?? outer;
  const at = wrapped === undefined ? path : [...path, "message"];
  const named = speakerOf(name) ?? { role: "unknown", channel: "text" };
  const isSynthetic = nonEmpty(member(message, "synthetic_reason")) !== undefined;
  const speaker = named.role === "user" && isSynthetic ? HARNESS : named;
  const id = nonEmpty(member(message, "id"));
  const facts: Facts = {
    ...conversation.facts,
    ...factsOf(outer),
    ...factsOf(message),
    ...(id === undefined ? {} : { message: id }),
  };
  const context: Context = { json, conversation, facts, speaker, tool: nonEmpty(member(message, "name")) };
  const events = speaker.role === "assistant" ? assistantEvents(context, message, at) : [];
  if (speaker.role !== "assistant") events.push(...otherEvents(context, message, at));
  const usage = usageOf(member(message, "usage"), conversation.session, facts);
  if (usage !== undefined) events.push({ type: "usage", usage });
  if (speaker.role === "assistant") conversation.answered = true;
  return events;
}

interface Context {
  readonly json: JsonRecord;
  readonly conversation: Conversation;
  readonly facts: Facts;
  readonly speaker: Speaker;
  readonly tool: string | undefined;
}

function metaOf(context: Context, speaker: Speaker, tool?: string): UtteranceMeta {
  const base = { ...context.facts, session: context.conversation.session, ...speaker };
  return tool === undefined ? base : { ...base, tool };
}

function body(message: JsonObject, path: JsonPath): ContentPart[] {
  if (isItem(message)) return contentParts(message, path);
  const key = Object.hasOwn(message, "content") ? "content" : "value";
  return contentParts(member(message, key), [...path, key]);
}

function assistantEvents(context: Context, message: JsonObject, path: JsonPath): ReaderEvent[] {
  const events: ReaderEvent[] = [];
  const reasoning = reasoningField(message, path);
  for (const part of reasoning) events.push(...partEvents(context, part));
  const parts = body(message, path);
  const thought = [...reasoning, ...parts].flatMap((part) => (part.type === "reasoning" ? [part.text] : []));
  for (const part of parts) events.push(...partEvents(context, part, thought.join("\n")));
  for (const call of calls(message, path)) events.push(...partEvents(context, call));
  return events;
}

function reasoningField(message: JsonObject, path: JsonPath): ContentPart[] {
  for (const key of REASONING_FIELDS) {
    const parts = reasoningParts(member(message, key), [...path, key]);
    if (parts.length > 0) return parts;
  }
  return [];
}

function* calls(message: JsonObject, path: JsonPath): Generator<ContentPart> {
  for (const [index, call] of arr(member(message, "tool_calls")).entries()) {
    yield* oneCall(call, [...path, "tool_calls", index]);
  }
  yield* oneCall(member(message, "function_call"), [...path, "function_call"]);
}

function* oneCall(call: unknown, path: JsonPath): Generator<ContentPart> {
  const wrapped = obj(member(call, "function"));
  const named = wrapped ?? obj(call);
  if (named === undefined) return;
  const base = wrapped === undefined ? path : [...path, "function"];
  for (const key of ["arguments", "args", "input"]) {
    if (!Object.hasOwn(named, key)) continue;
    yield { type: "call", path: [...base, key], tool: nonEmpty(member(named, "name")), id: idOf(call) };
    return;
  }
}

function otherEvents(context: Context, message: JsonObject, path: JsonPath): ReaderEvent[] {
  const events = body(message, path).flatMap((part) => partEvents(context, part));
  // A list of results in one tool message, and calls that a dump files under another role.
  for (const call of calls(message, path)) events.push(...partEvents(context, call));
  return events;
}

function partEvents(context: Context, part: ContentPart, reasoning?: string): ReaderEvent[] {
  const { json, speaker, conversation } = context;
  const key = conversation.nextKey();
  switch (part.type) {
    case "call": {
      const meta = metaOf(context, { role: "assistant", channel: "tool-input" }, part.tool);
      return toolInput(key, { ...meta, ...stated("callId", part.id) }, json, part.path);
    }
    case "result":
      return resultEvents(context, key, part.path, part.tool);
    case "reasoning": {
      const channel = speaker.role === "assistant" ? reasoningChannel(part.path) : speaker.channel;
      return utterance(key, metaOf(context, { ...speaker, channel }), part.text, json.origin(part.path));
    }
    case "text":
      return textEvents(context, key, part.path, part.text, reasoning);
  }
}

/** Summaries stand in a list of that name: `summary[].text`. */
function reasoningChannel(path: JsonPath): Channel {
  return path.at(-3) === "summary" ? "reasoning-summary" : "reasoning";
}

/** A tool's result: a string, typed parts, or any other value. */
function resultEvents(
  context: Context,
  key: string,
  path: JsonPath,
  tool: string | undefined,
): ReaderEvent[] {
  const { json } = context;
  const meta = metaOf(context, TOOL, tool);
  const value = valueAt(json.value, path);
  const typed = Array.isArray(value) && value.every((item) => typeof member(item, "type") === "string");
  if (!typed) return readText(key, meta, json, path);
  return contentParts(value, path).flatMap((part, index) =>
    part.type === "text" ? readText(`${key}/${index}`, meta, json, part.path) : [],
  );
}

function textEvents(
  context: Context,
  key: string,
  path: JsonPath,
  text: string,
  reasoning: string | undefined,
): ReaderEvent[] {
  const { json, speaker, tool } = context;
  const meta = metaOf(context, speaker, tool);
  if (speaker.role === "tool") return readText(key, meta, json, path);
  if (speaker.channel === "prompt") {
    if (context.conversation.answered && looksLikeObservation(text)) {
      return readText(key, metaOf(context, TOOL, tool), json, path);
    }
    return userText(key, meta, text, json.origin(path));
  }
  if (speaker.channel === "answer") return assistantText(key, meta, text, json.origin(path), reasoning);
  if (speaker.channel === "tool-input") return toolInput(key, meta, json, path);
  return utterance(key, meta, text, json.origin(path));
}
