import type { OutputPlace } from "../monitor.js";
import { arr, isObject, type JsonObject, member, num, str } from "../reader/shared/guards.js";

/** A piece of output in one event of a stream, and the place that it belongs to. */
export interface Delta {
  readonly text: string;
  readonly place: OutputPlace;
}

type Shape = readonly [member: string, place: Omit<OutputPlace, "id">];

/** Events that hold one string: the Responses interface, and the UI streams of the AI SDK. */
const TYPED: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ["response.output_text.delta", ["delta", { channel: "answer" }]],
  ["response.refusal.delta", ["delta", { channel: "answer" }]],
  ["response.reasoning_text.delta", ["delta", { channel: "reasoning" }]],
  ["response.reasoning_summary_text.delta", ["delta", { channel: "reasoning-summary" }]],
  ["response.function_call_arguments.delta", ["delta", { channel: "tool-input", json: true }]],
  ["response.mcp_call_arguments.delta", ["delta", { channel: "tool-input", json: true }]],
  ["response.custom_tool_call_input.delta", ["delta", { channel: "tool-input" }]],
  ["text-delta", ["delta", { channel: "answer" }]],
  ["reasoning-delta", ["delta", { channel: "reasoning" }]],
  ["tool-input-delta", ["inputTextDelta", { channel: "tool-input", json: true }]],
]);
/** What the deltas of Anthropic's content blocks hold. */
const BLOCKS: readonly Shape[] = [
  ["text", { channel: "answer" }],
  ["thinking", { channel: "reasoning" }],
  ["partial_json", { channel: "tool-input", json: true }],
];
/** What the deltas of chat completions hold; of the names for reasoning the first counts. */
const CHOICES: readonly Shape[] = [
  ["reasoning_content", { channel: "reasoning" }],
  ["reasoning", { channel: "reasoning" }],
  ["content", { channel: "answer" }],
  ["refusal", { channel: "answer" }],
];
const IDS = ["item_id", "id", "toolCallId"] as const;

/**
 * The output in the data of one event: chunks of chat completions, events of the Responses interface, Anthropic's and the
 * AI SDK's; a JSON string or data that is no JSON object or array is text. Other events hold none.
 */
export function eventDeltas(data: string): Delta[] {
  const value = parsed(data);
  if (value === undefined) return [{ text: data, place: {} }];
  if (typeof value === "string") return [{ text: value, place: {} }];
  if (!isObject(value)) return [];
  const shape = TYPED.get(str(member(value, "type")) ?? "");
  if (shape !== undefined) {
    return taken(value, [shape], IDS.map((key) => str(member(value, key))).find(Boolean) ?? "");
  }
  if (value.type === "content_block_delta") {
    return taken(member(value, "delta"), BLOCKS, String(num(member(value, "index")) ?? 0));
  }
  return arr(member(value, "choices")).flatMap(choiceDeltas);
}

/** Whether an event ends a message of the model. */
export function endsMessage(data: string): boolean {
  const text = data.trim();
  return (
    text === "[DONE]" ||
    /^\{"type":\s*"(?:message_stop|response\.(?:completed|incomplete)|finish)"/.test(text)
  );
}

function choiceDeltas(choice: unknown, position: number): Delta[] {
  const id = String(num(member(choice, "index")) ?? position);
  const delta = member(choice, "delta");
  const calls = arr(member(delta, "tool_calls")).flatMap((call, at) => {
    const slot = `${id}/${num(member(call, "index")) ?? at}`;
    return taken(member(call, "function"), [["arguments", { channel: "tool-input", json: true }]], slot);
  });
  const texts = taken(delta, CHOICES, id);
  const [first, second] = texts;
  const isTwice = first?.place.channel === "reasoning" && second?.place.channel === "reasoning";
  return [
    ...(isTwice ? texts.toSpliced(1, 1) : texts),
    ...taken(choice, [["text", { channel: "answer" }]], id),
    ...calls,
  ];
}

function taken(holder: unknown, shapes: readonly Shape[], id: string): Delta[] {
  return shapes.flatMap(([key, place]) => {
    const text = str(member(holder, key)) ?? "";
    return text === "" ? [] : [{ text, place: { ...place, id } }];
  });
}

/** The JSON value; undefined for text that is none, or that only happens to be a number or the like. */
function parsed(data: string): JsonObject | readonly unknown[] | string | undefined {
  try {
    const value: unknown = JSON.parse(data);
    const isKnown = typeof value === "string" || isObject(value) || Array.isArray(value);
    return isKnown ? (value as JsonObject | readonly unknown[] | string) : undefined;
  } catch {
    return undefined;
  }
}
