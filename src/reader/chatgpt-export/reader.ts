import type { Framing, Head, Reader, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { arr, isObject, member, nonEmpty, num, valueAt } from "../shared/guards.js";
import { headValues, jsonFraming } from "../shared/head-values.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { JsonRecord } from "../shared/json-record.js";
import { RecentSet } from "../shared/recent-set.js";
import { createRecordSession, type RecordTools } from "../shared/record-session.js";
import { firstString, Scribe, stated } from "../shared/scribe.js";
import { isoTimestamp } from "../shared/timestamp.js";
import { isHidden, messageEvents } from "./message.js";
import { nodesInOrder } from "./tree.js";

/** Members in which other tools keep the conversation as the site gave it. */
const WRAPPERS: readonly JsonPath[] = [[], ["raw_provider_payload"]];
const SAMPLE = 5;
/** Messages remembered across conversations. */
const CAPACITY = 65_536;
/** Nodes looked at to recognise a mapping. */
const NODES = 10;

/** Conversations that ChatGPT exports. See the README in this folder. */
export const chatgptExportReader: Reader = {
  format: "chatgpt-export",
  title: "ChatGPT data export (conversations.json)",
  recognisedBy: "conversations with a `mapping` of nodes {message, parent, children}",
  livesIn: "conversations.json in the archive of an export",
  skims: true,
  recognise,
  create: createSession,
};

function recognise(head: Head): Framing | null {
  return headValues(head).some(isExport) ? jsonFraming(head) : null;
}

function isExport(value: unknown): boolean {
  if (Array.isArray(value))
    return value.slice(0, SAMPLE).some((item) => !Array.isArray(item) && isExport(item));
  return WRAPPERS.some((wrapper) => isConversation(valueAt(value, wrapper)));
}

function isConversation(value: unknown): boolean {
  const mapping = member(value, "mapping");
  if (!isObject(mapping)) return false;
  const nodes = Object.keys(mapping).slice(0, NODES);
  return nodes.some((id) => {
    const node = member(mapping, id);
    return (
      isObject(node) &&
      Object.hasOwn(node, "message") &&
      ["parent", "children"].some((key) => Object.hasOwn(node, key))
    );
  });
}

function createSession(uri: string): ReaderSession {
  return createRecordSession(uri, (tools) => {
    const told = new RecentSet(CAPACITY);
    return {
      *record(json) {
        const paths: JsonPath[] = Array.isArray(json.value)
          ? arr(json.value).map((_, index) => [index])
          : [[]];
        for (const path of paths) yield* conversationAt(json, path, tools, told);
      },
    };
  });
}

function* conversationAt(
  json: JsonRecord,
  outer: JsonPath,
  tools: RecordTools,
  told: RecentSet,
): Generator<ReaderEvent> {
  const path = WRAPPERS.map((wrapper) => [...outer, ...wrapper]).find((each) =>
    isObject(valueAt(json.value, [...each, "mapping"])),
  );
  if (path === undefined) return;
  const value = valueAt(json.value, path);
  const session = firstString(value, "conversation_id", "id") ?? [tools.uri, ...path].join("/");
  const scribe = new Scribe(json, { session }, tools.key);
  const time = isoTimestamp(member(value, "create_time"));
  yield* scribe.with(stated("timestamp", time)).written("title", [...path, "title"], { synthetic: true });
  const mapping = member(value, "mapping");
  if (!isObject(mapping)) return;
  const fallback = nonEmpty(member(value, "default_model_slug"));
  for (const id of nodesInOrder(mapping, nonEmpty(member(value, "current_node")))) {
    const message = valueAt(mapping, [id, "message"]);
    if (message === null || message === undefined || isHidden(message)) continue;
    if (isCopy(message, told)) continue;
    const events = messageEvents(scribe.with(factsOf(message, fallback)), [
      ...path,
      "mapping",
      id,
      "message",
    ]);
    if (events === null) tools.oddShape();
    else yield* events;
  }
}

/** A conversation that was branched off another begins with the other's messages. */
function isCopy(message: unknown, told: RecentSet): boolean {
  const id = firstString(message, "id");
  return id !== undefined && !told.add(`${id} ${num(member(message, "create_time")) ?? ""}`);
}

function factsOf(message: unknown, fallback: string | undefined) {
  const metadata = member(message, "metadata");
  return {
    ...stated("model", firstString(metadata, "model_slug") ?? fallback),
    ...stated("timestamp", isoTimestamp(member(message, "create_time"))),
    ...stated("message", firstString(message, "id")),
  };
}
