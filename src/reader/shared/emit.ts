import type { Origin } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { valueAt } from "./guards.js";
import type { JsonPath } from "./json-pointer.js";
import { type JsonRecord, parseJsonText } from "./json-record.js";
import { isBinary, joinPath, stringLeaves } from "./strings.js";

/** JSON inside JSON is followed this deep. */
const MAX_NESTING = 3;
const UNICODE_ESCAPE = /\\u[0-9a-fA-F]{4}/;

/** A whole utterance: open, text, close. Nothing for an empty text. */
export function utterance(key: string, meta: UtteranceMeta, text: string, origin: Origin): ReaderEvent[] {
  if (text === "") return [];
  return [
    { type: "open", key, meta },
    { type: "text", key, text, origin },
    { type: "close", key },
  ];
}

/** What a reader knows about a tool call. The channel is always `tool-input`. */
export type ToolInputMeta = Omit<UtteranceMeta, "channel" | "part">;

/**
 * The arguments of a tool call at `path`: an object, a string that holds JSON, or free text. One utterance per string,
 * numbered by `part` and keyed `key/part`, so that each has its own pointer.
 */
export function toolInput(key: string, meta: ToolInputMeta, json: JsonRecord, path: JsonPath): ReaderEvent[] {
  const value = valueAt(json.value, path);
  if (typeof value === "string") return toolInputText(key, meta, value, json.origin(path));
  return leafUtterances(key, { ...meta, channel: "tool-input" }, json, path);
}

/** As {@link toolInput}, for arguments that arrived as text (the joined deltas of a stream). */
export function toolInputText(key: string, meta: ToolInputMeta, text: string, origin: Origin): ReaderEvent[] {
  const full: UtteranceMeta = { ...meta, channel: "tool-input" };
  if (isBinary(text)) return [];
  const json = looksLikeJson(text) ? parseJsonText(text, origin) : null;
  if (json === null) return utterance(`${key}/0`, { ...full, part: 0 }, text, origin);
  return leafUtterances(key, full, json, []);
}

/**
 * The result of a tool, or any other text that the model read: a string at `path` as one utterance, another value as
 * one utterance per string. A string of JSON is taken apart only where `\u` escapes hide its characters.
 */
export function readText(key: string, meta: UtteranceMeta, json: JsonRecord, path: JsonPath): ReaderEvent[] {
  return leafUtterances(key, meta, json, path);
}

/**
 * One utterance per string below `path`, numbered by `part`. Strings that are JSON in their turn and hide characters
 * behind `\u` escapes are followed to a depth of three; other JSON strings stay whole, since their layout tells the
 * later stages what they are (a locale file, a fixture).
 *
 * @param accept Which strings to keep; default all that are not blank.
 */
export function leafUtterances(
  key: string,
  meta: UtteranceMeta,
  json: JsonRecord,
  path: JsonPath,
  accept: (text: string) => boolean = isNotBlank,
): ReaderEvent[] {
  const events: ReaderEvent[] = [];
  let part = 0;
  const walk = (record: JsonRecord, base: JsonPath, depth: number): void => {
    for (const leaf of stringLeaves(valueAt(record.value, base))) {
      const at = joinPath(base, leaf.path);
      const inner =
        leaf.key !== true && depth < MAX_NESTING && hidesText(leaf.text) ? record.nested(at) : null;
      if (inner !== null) walk(inner, [], depth + 1);
      else if (accept(leaf.text)) {
        const origin = leaf.key === true ? record.originOfKey(at) : record.origin(at);
        events.push(...utterance(`${key}/${part}`, { ...meta, part }, leaf.text, origin));
        part += 1;
      }
    }
  };
  walk(json, path, 1);
  return events;
}

function isNotBlank(text: string): boolean {
  return text.trim() !== "";
}

function hidesText(text: string): boolean {
  return looksLikeJson(text) && UNICODE_ESCAPE.test(text);
}

/** True when a text starts like a JSON object, array or string. */
export function looksLikeJson(text: string): boolean {
  const start = text.trimStart().charAt(0);
  return start === "{" || start === "[" || start === '"';
}
