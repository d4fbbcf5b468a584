import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { leafUtterances, looksLikeJson, readText, toolInput, utterance } from "../shared/emit.js";
import { isObject, member, nonEmpty, str, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { stated } from "../shared/scribe.js";
import type { PayloadContext } from "./context.js";

/** Where the arguments stand, by the type of the call. */
const ARGUMENTS: ReadonlyMap<string, JsonPath> = new Map([
  ["function_call", ["arguments"]],
  ["custom_tool_call", ["input"]],
  ["local_shell_call", ["action", "command"]],
  ["tool_search_call", ["arguments"]],
  ["image_generation_call", ["revised_prompt"]],
]);

/** Where the results stand, by the type of the item. */
const RESULTS: ReadonlyMap<string, JsonPath> = new Map([
  ["function_call_output", ["output"]],
  ["custom_tool_call_output", ["output"]],
  ["tool_search_output", ["tools"]],
]);

const SEARCH_KEYS = ["query", "pattern", "url"] as const;

/** A tool call or its result as utterances; null for items that are neither. */
export function toolItem(context: PayloadContext): readonly ReaderEvent[] | null {
  const type = str(context.payload.type) ?? "";
  if (type === "web_search_call") return webSearch(context);
  const input = ARGUMENTS.get(type);
  if (input !== undefined) {
    const path = [...context.at, ...input];
    return toolInput(context.key(), callMeta(context, type), context.json, path);
  }
  const output = RESULTS.get(type);
  return output === undefined ? null : result(context, [...context.at, ...output]);
}

function callMeta(context: PayloadContext, type: string): Omit<UtteranceMeta, "channel"> {
  const tool = nonEmpty(context.payload.name) ?? type;
  return { ...context.meta, role: "assistant", tool, ...stated("callId", nonEmpty(context.payload.call_id)) };
}

/** What was searched for. `queries` repeats `query` among others of the same search. */
function webSearch(context: PayloadContext): readonly ReaderEvent[] {
  const meta = callMeta(context, "web_search");
  const path = [...context.at, "action"];
  const action = context.payload.action;
  const query = str(member(action, "query"));
  const events = SEARCH_KEYS.flatMap((key) => toolInput(context.key(), meta, context.json, [...path, key]));
  const queries = leafUtterances(
    context.key(),
    { ...meta, channel: "tool-input" },
    context.json,
    [...path, "queries"],
    (text) => text !== query && text.trim() !== "",
  );
  return [...events, ...queries];
}

/** A result: text, a list of text blocks, or (from the shell) JSON in a string with the text in `output`. */
function result(context: PayloadContext, path: JsonPath): readonly ReaderEvent[] {
  const { model: _, ...said } = context.meta;
  const meta: UtteranceMeta = { ...said, role: "tool", channel: "tool-output" };
  const value = valueAt(context.json.value, path);
  if (typeof value === "string") {
    const nested = looksLikeJson(value) ? context.json.nested(path) : null;
    const output = member(nested?.value, "output");
    if (nested === null || typeof output !== "string")
      return readText(context.key(), meta, context.json, path);
    return utterance(context.key(), meta, output, nested.origin(["output"]));
  }
  if (isObject(value)) return readText(context.key(), meta, context.json, [...path, "content"]);
  if (!Array.isArray(value)) return [];
  return value.flatMap((block: unknown, index) => {
    const at = [...path, index];
    if (typeof member(block, "text") === "string")
      return readText(context.key(), meta, context.json, [...at, "text"]);
    return member(block, "image_url") === undefined ? readText(context.key(), meta, context.json, at) : [];
  });
}
