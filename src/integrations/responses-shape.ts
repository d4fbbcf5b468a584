import type { OutputChannel } from "../monitor.js";
import { roleOf } from "./openai-shape.js";
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

type Place = Field["place"];

/** Where the text of an event belongs, and under which name. */
interface Kind {
  readonly channel: OutputChannel;
  readonly kind: string;
  readonly json?: boolean;
}
const EVENTS = new Map<string, Kind>(
  Object.entries({
    output_text: { channel: "answer", kind: "content" },
    refusal: { channel: "answer", kind: "content" },
    reasoning_text: { channel: "reasoning", kind: "content" },
    reasoning_summary_text: { channel: "reasoning-summary", kind: "summary" },
    function_call_arguments: { channel: "tool-input", kind: "arguments", json: true },
    mcp_call_arguments: { channel: "tool-input", kind: "arguments", json: true },
    custom_tool_call_input: { channel: "tool-input", kind: "input" },
  } satisfies Record<string, Kind>),
);
/** Names of the whole text in a `done` event. */
const DONE = ["text", "refusal", "arguments", "input"];
const TYPE = /^response\.([a-z_]+)\.(delta|done)$/;

/** Events and whole responses of the Responses interface. */
export const RESPONSES: Shape<Json> = {
  fields(event) {
    const type = idOf(event.type);
    const [, name = "", step] = TYPE.exec(type) ?? [];
    if (EVENTS.has(name)) return eventField(event, name, step === "done");
    const at = idOf(event.output_index, "0");
    if (type.endsWith("_part.done")) return part(event.part, at, event, ["part"]);
    if (type === "response.output_item.done") return item(event.item, at, ["item"]);
    const response = isRecord(event.response) ? "response" : null;
    if (response === null && !Array.isArray(event.output)) return [];
    const path = response === null ? [] : [response];
    const { output } = response === null ? event : (event.response as Json);
    return recordsOf(output).flatMap((one, i) => item(one, i, [...path, "output", i]));
  },
  ends(event, { id = "" }) {
    const type = idOf(event.type);
    if (/^response\.(?:completed|incomplete|failed)$/.test(type)) return true;
    if (type === "response.output_item.done") return id.startsWith(`${idOf(event.output_index, "0")}/`);
    const [, name = "", step] = TYPE.exec(type) ?? [];
    const known = EVENTS.get(name);
    return known !== undefined && step === "done" && id === placeOf(known, event).id;
  },
  rest(text, { id = "", channel }, like) {
    const [output, kind = "content", index] = id.split("/");
    const name = [...EVENTS].find(([, one]) => one.channel === channel && one.kind === kind)?.[0];
    const inner = kind === "summary" ? { summary_index: Number(index) } : { content_index: Number(index) };
    const type = `response.${name}.delta`;
    const { item_id, sequence_number } = like;
    const place = kind === "content" || kind === "summary" ? inner : {};
    return { type, item_id, output_index: Number(output), ...place, delta: text, sequence_number };
  },
  annotate: annotated,
};

function placeOf({ channel, kind, json }: Kind, event: Json): Place {
  const inner = idOf(event.content_index ?? event.summary_index, "0");
  return {
    channel,
    id: `${idOf(event.output_index, "0")}/${kind}/${inner}`,
    ...(json === true ? { json } : {}),
  };
}

function eventField(event: Json, name: string, whole: boolean): Field[] {
  const key = whole ? DONE.find((one) => typeof event[one] === "string") : "delta";
  if (key === undefined || typeof event[key] !== "string" || event[key] === "") return [];
  return [{ place: placeOf(EVENTS.get(name)!, event), path: [key], value: event[key], whole }];
}

function part(
  value: unknown,
  output: number | string,
  at: Json,
  path: readonly (string | number)[],
): Field[] {
  if (!isRecord(value)) return [];
  const type = value.type === "summary_text" ? "reasoning_summary_text" : idOf(value.type);
  const key = type === "refusal" ? "refusal" : "text";
  const known = EVENTS.get(type);
  if (known === undefined || typeof value[key] !== "string" || value[key] === "") return [];
  const place = placeOf(known, { ...at, output_index: output });
  return [{ place, path: [...path, key], value: value[key], whole: true }];
}

function item(value: unknown, output: number | string, path: readonly (string | number)[]): Field[] {
  if (!isRecord(value)) return [];
  const found = ["content", "summary"].flatMap((name) =>
    recordsOf(value[name]).flatMap((one, i) =>
      part(one, output, { [`${name}_index`]: i }, [...path, name, i]),
    ),
  );
  const key = value.type === "custom_tool_call" ? "input" : "arguments";
  const text = value[key];
  if (typeof text !== "string" || text === "") return found;
  const known = EVENTS.get(key === "input" ? "custom_tool_call_input" : "function_call_arguments")!;
  const place = placeOf(known, { output_index: output });
  return [...found, { place, path: [...path, key], value: text, whole: true }];
}

/** What a request of the Responses interface gives the model to read. */
export function responsesContext(params: Json): Said[] {
  const said: Said[] = [{ role: "system", text: textOf(params.instructions) }];
  const { input } = params;
  if (typeof input === "string") return [...said, { role: "user", text: input }];
  for (const one of recordsOf(input)) {
    if (one.role !== undefined) said.push({ role: roleOf(one.role), text: textOf(one.content) });
    else if (one.output !== undefined) said.push({ role: "tool", text: textOf(one.output) });
  }
  return said;
}

/** A request of the Responses interface with one more message. */
export function responsesReminded(params: Json, reminder: string): Json {
  const { input } = params;
  const before = typeof input === "string" ? [{ role: "user", content: input }] : recordsOf(input);
  return { ...params, input: [...before, { role: "user", content: reminder }] };
}

/** The convenience text that the SDK adds to a whole response says what its parts say. */
export function withOutputText(response: Json): Json {
  if (typeof response.output_text !== "string") return response;
  const parts = recordsOf(response.output).flatMap((one) => recordsOf(one.content));
  const texts = parts.filter((one) => one.type === "output_text").map((one) => idOf(one.text));
  const output_text = texts.join("");
  return output_text === response.output_text ? response : { ...response, output_text };
}
