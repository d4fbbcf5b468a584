import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { isObject, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { RecordContext } from "./context.js";
import { readText } from "./read-text.js";

/** Members that hold text in the results of the client's and the server's tools. */
const TEXT_KEYS = new Set(["text", "title", "stdout", "stderr", "content", "data", "cited_text"]);
/** Results nest blocks in blocks (a fetched document in a fetch result); deeper values are not text. */
const MAX_DEPTH = 6;

/**
 * The text of a tool's result: a string, or blocks of text, search results, documents, program output. Images and
 * encrypted parts are passed over, and reminders that the harness put into it are told apart.
 */
export function* resultText(
  record: RecordContext,
  path: JsonPath,
  tool: string | undefined,
): Generator<ReaderEvent> {
  const meta: UtteranceMeta = {
    ...withoutModel(record),
    role: "tool",
    channel: "tool-output",
    ...(tool !== undefined && { tool }),
  };
  yield* walk(record, meta, path, 0);
}

function* walk(
  record: RecordContext,
  meta: UtteranceMeta,
  path: JsonPath,
  depth: number,
): Generator<ReaderEvent> {
  const value = valueAt(record.value, path);
  if (typeof value === "string") yield* readText(record, meta, value, path);
  else if (depth >= MAX_DEPTH) return;
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) yield* walk(record, meta, [...path, index], depth + 1);
  } else if (isObject(value) && value.type !== "image" && value.type !== "base64") {
    for (const key of Object.keys(value)) {
      if (TEXT_KEYS.has(key) || key === "source") yield* walk(record, meta, [...path, key], depth + 1);
    }
  }
}

/** A model did not write what a tool said. */
function withoutModel(record: RecordContext): Omit<RecordContext["meta"], "model"> {
  const { model: _, ...rest } = record.meta;
  return rest;
}
