import type { OutputChannel } from "../monitor.js";
import {
  annotated,
  type Field,
  idOf,
  isRecord,
  type Json,
  recordsOf,
  type Said,
  type Shape,
  textOf,
} from "./shape.js";

/** Names of the texts of a content block or its deltas. */
const TEXTS: Readonly<Record<string, OutputChannel>> = { text: "answer", thinking: "reasoning" };
const CALLS: ReadonlySet<unknown> = new Set(["tool_use", "server_tool_use", "mcp_tool_use"]);
const NAMES: Partial<Record<OutputChannel, readonly [type: string, name: string]>> = {
  answer: ["text_delta", "text"],
  reasoning: ["thinking_delta", "thinking"],
  "tool-input": ["input_json_delta", "partial_json"],
};

/** Events of a stream and whole responses of the Messages interface. A place is a content block. */
export const MESSAGES: Shape<Json> = {
  fields(event) {
    const id = idOf(event.index, "0");
    if (event.type === "content_block_delta") return block(event.delta, id, ["delta"], false);
    if (event.type === "content_block_start") return block(event.content_block, id, ["content_block"], false);
    return recordsOf(event.content).flatMap((one, i) => block(one, String(i), ["content", i], true));
  },
  ends: (event, { id }) =>
    event.type === "message_stop" || (event.type === "content_block_stop" && idOf(event.index, "0") === id),
  rest(text, { id, channel = "answer" }) {
    const [type, name] = NAMES[channel]!;
    return { type: "content_block_delta", index: Number(id), delta: { type, [name]: text } };
  },
  annotate: annotated,
};

function block(value: unknown, id: string, path: readonly (string | number)[], whole: boolean): Field[] {
  if (!isRecord(value)) return [];
  const found: Field[] = [];
  for (const [name, channel] of Object.entries(TEXTS)) {
    const text = value[name];
    if (typeof text === "string" && text !== "") {
      found.push({ place: { channel, id }, path: [...path, name], value: text, whole });
    }
  }
  const place = { channel: "tool-input", id, json: true } as const;
  const json = value.partial_json;
  if (typeof json === "string" && json !== "") {
    found.push({ place, path: [...path, "partial_json"], value: json, whole });
  }
  if (whole && CALLS.has(value.type) && isRecord(value.input)) {
    found.push({ place, path: [...path, "input"], value: value.input, whole });
  }
  return found;
}

/** What a request of the Messages interface gives the model to read. */
export function messagesContext(params: Json): Said[] {
  const said: Said[] = [{ role: "system", text: textOf(params.system) }];
  for (const { role, content } of recordsOf(params.messages)) {
    const parts = typeof content === "string" ? [{ type: "text", text: content }] : recordsOf(content);
    for (const part of parts) {
      const result = idOf(part.type).endsWith("tool_result");
      said.push({ role: result ? "tool" : role === "assistant" ? role : "user", text: textOf(part) });
    }
  }
  return said;
}

/** A request of the Messages interface with one more message. */
export const messagesReminded = (params: Json, reminder: string): Json => ({
  ...params,
  messages: [...recordsOf(params.messages), { role: "user", content: reminder }],
});
