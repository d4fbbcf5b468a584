import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { leafUtterances, utterance } from "../shared/emit.js";
import { isObject, type JsonObject, str } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import type { RecordContext } from "./context.js";
import { readText } from "./read-text.js";
import { isHuman } from "./user.js";

/** Members of an attachment that hold text the model is shown. */
const SHOWN = [
  "content",
  "text",
  "snippet",
  "prompt",
  "addedLines",
  "addedBlocks",
  "blockingError",
  "skills",
];
/** Attachments that show the model its own task list, which it wrote in tool calls. */
const REPEATS = new Set([
  "todo_reminder",
  "task_reminder",
  "todo",
  "plan_file_reference",
  "compact_file_reference",
]);
/** Notices whose text a model wrote when the person came back: the only copy of it. */
const RECAPS = new Set(["away_summary"]);

/** A notice of the harness: errors, hooks, limits, compaction. */
export function* systemEvents(record: RecordContext): Generator<ReaderEvent> {
  const { value } = record;
  if (typeof value.content !== "string") return;
  const recap = RECAPS.has(str(value.subtype) ?? "");
  const meta: UtteranceMeta = recap
    ? { ...record.meta, role: "assistant", channel: "summary", synthetic: true }
    : { ...record.meta, role: "system", channel: "event" };
  yield* utterance(record.key(), meta, value.content, record.json.origin(["content"]));
}

/** What the harness attached for the model to read, where no other record holds it. */
export function* attachmentEvents(record: RecordContext): Generator<ReaderEvent> {
  const { attachment } = record.value;
  if (!isObject(attachment)) return record.oddShape();
  const type = str(attachment.type) ?? "";
  if (REPEATS.has(type)) return;
  if (type === "queued_command") yield* queued(record, attachment);
  else for (const key of SHOWN) yield* shown(record, attachment, key);
}

/** What a person typed while the model was at work; notices of finished tasks come the same way. */
function* queued(record: RecordContext, attachment: JsonObject): Generator<ReaderEvent> {
  const typed = attachment.commandMode === undefined || attachment.commandMode === "prompt";
  const channel = typed && isHuman(attachment) && isHuman(record.value) ? "prompt" : "injected";
  const meta: UtteranceMeta = { ...record.meta, role: "user", channel };
  const path: JsonPath = ["attachment", "prompt"];
  const { prompt } = attachment;
  if (typeof prompt === "string") yield* readText(record, meta, prompt, path);
  if (!Array.isArray(prompt)) return;
  for (let index = 0; index < prompt.length; index++) {
    const block: unknown = prompt[index];
    if (!isObject(block) || typeof block.text !== "string") continue;
    yield* readText(record, meta, block.text, [...path, index, "text"]);
  }
}

function shown(record: RecordContext, attachment: JsonObject, key: string): ReaderEvent[] {
  if (!Object.hasOwn(attachment, key)) return [];
  const meta: UtteranceMeta = { ...record.meta, role: "user", channel: "injected" };
  return leafUtterances(record.key(), meta, record.json, ["attachment", key], isProse);
}

/** Leaves paths, identifiers and the names of types out; they are in `content` beside the text. */
function isProse(text: string): boolean {
  return /\s/.test(text.trim()) || /[\u2e80-\uffff]/.test(text);
}
