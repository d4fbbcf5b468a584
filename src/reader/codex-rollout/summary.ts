import type { ReaderEvent } from "../../model/reader-event.js";
import { utterance } from "../shared/emit.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { sliceOrigin } from "../shared/origin.js";
import type { PayloadContext } from "./context.js";

/** Codex puts this preamble before the summary (`codex-rs/prompts/templates/compact/summary_prefix.md`). */
export const PREAMBLE = "Another language model started to solve this problem";
const PREAMBLE_END = "use the information in this summary to assist with your own analysis:";

/**
 * The summary that the model wrote for a compaction. `replacement_history` beside it replays old messages and is not
 * read.
 *
 * @param lastAnswer The last answer: some versions log the summary as an answer too, and it counts once.
 */
export function compactionSummary(context: PayloadContext, lastAnswer: string): ReaderEvent[] {
  const { message } = context.payload;
  if (typeof message !== "string") return [];
  const start = afterPreamble(message);
  const text = message.slice(start);
  if (text.trim() === "" || text.trim() === lastAnswer.trim()) return [];
  const path: JsonPath = [...context.at, "message"];
  const meta = { ...context.meta, role: "assistant", channel: "summary" } as const;
  return utterance(context.key(), meta, text, sliceOrigin(context.json.origin(path), start));
}

function afterPreamble(message: string): number {
  if (!message.trimStart().startsWith(PREAMBLE)) return 0;
  const end = message.indexOf(PREAMBLE_END);
  if (end < 0) return 0;
  const after = end + PREAMBLE_END.length;
  return after + (message.length - after - message.slice(after).trimStart().length);
}
