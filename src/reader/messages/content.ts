import { arr, isObject, type JsonObject, member, nonEmpty, str } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";

/** A part of a message's content. `path` leads to its text, arguments or result. */
export type ContentPart =
  | { readonly type: "text"; readonly path: JsonPath; readonly text: string }
  | { readonly type: "reasoning"; readonly path: JsonPath; readonly text: string }
  | {
      readonly type: "call";
      readonly path: JsonPath;
      readonly tool: string | undefined;
      readonly id?: string | undefined;
    }
  | { readonly type: "result"; readonly path: JsonPath; readonly tool: string | undefined };

/** Part types whose text the model thought rather than said. */
const REASONING_TYPES: ReadonlySet<string> = new Set([
  "thinking",
  "reasoning",
  "think",
  "thought",
  "reasoning_text",
  "summary_text",
  "reasoning.text",
  "reasoning.summary",
]);
const CALL_TYPES: ReadonlySet<string> = new Set([
  "tool_use",
  "tool_call",
  "toolcall",
  "function_call",
  "custom_tool_call",
  "server_tool_use",
]);
const CALL_MEMBERS = ["input", "arguments", "args", "parameters"] as const;
const TEXT_MEMBERS = ["text", "thinking", "reasoning", "think", "refusal", "content", "summary"] as const;
/** Lists inside parts (`thinking:[{text}]`) are entered this deep. */
const MAX_DEPTH = 4;

/** Takes content apart: a string, a list of parts, one part, or nothing. */
export function contentParts(value: unknown, path: JsonPath): ContentPart[] {
  return partsOf(value, path, "text", 0);
}

/** As {@link contentParts}, for a field that holds reasoning. */
export function reasoningParts(value: unknown, path: JsonPath): ContentPart[] {
  return partsOf(value, path, "reasoning", 0);
}

function partsOf(value: unknown, path: JsonPath, type: "text" | "reasoning", depth: number): ContentPart[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [{ type, path, text: value }];
  if (depth >= MAX_DEPTH) return [];
  if (isObject(value)) return objectParts(value, path, type, depth);
  return arr(value).flatMap((item, index) => partsOf(item, [...path, index], type, depth + 1));
}

function objectParts(
  part: JsonObject,
  path: JsonPath,
  inherited: "text" | "reasoning",
  depth: number,
): ContentPart[] {
  const kind = (str(member(part, "type")) ?? "").toLowerCase();
  const tool = nonEmpty(member(part, "name"));
  if (CALL_TYPES.has(kind)) return callParts(part, path, tool);
  if (kind === "backend_tool_call") {
    // A search that the provider ran: beside what the model asked for stand the sources that were found.
    const asked = [...path, "kind", "action", "query"];
    return [{ type: "call", path: asked, tool: nonEmpty(member(member(part, "kind"), "tool_type")) }];
  }
  if (kind.endsWith("tool_result") || kind.endsWith("_call_output") || kind === "tool_response") {
    const key = ["content", "output", "result"].find((name) => Object.hasOwn(part, name));
    return key === undefined ? [] : [{ type: "result", path: [...path, key], tool }];
  }
  const type = REASONING_TYPES.has(kind) ? "reasoning" : inherited;
  for (const key of TEXT_MEMBERS) {
    const value = member(part, key);
    if (typeof value !== "string" && !Array.isArray(value)) continue;
    const parts = partsOf(value, [...path, key], type, depth + 1);
    if (parts.length > 0) return parts;
  }
  return [];
}

/** A call: its arguments stand beside its type, or with its name under `function`. */
function callParts(part: JsonObject, path: JsonPath, name: string | undefined): ContentPart[] {
  const inner = member(part, "function");
  const tool = name ?? nonEmpty(member(inner, "name"));
  const id = idOf(part);
  const key = CALL_MEMBERS.find((each) => Object.hasOwn(part, each));
  if (key !== undefined) return [{ type: "call", path: [...path, key], tool, id }];
  if (member(inner, "arguments") === undefined) return [];
  return [{ type: "call", path: [...path, "function", "arguments"], tool, id }];
}

/** The identity of a call: `call_id` where `id` is that of the item (Responses). */
export function idOf(call: unknown): string | undefined {
  return nonEmpty(member(call, "call_id")) ?? nonEmpty(member(call, "id"));
}
