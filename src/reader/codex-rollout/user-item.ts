import type { ReaderEvent } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import { utterance } from "../shared/emit.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { sliceOrigin } from "../shared/origin.js";
import { userText } from "../shared/user-text.js";
import type { PayloadContext } from "./context.js";

/**
 * Beginnings of user items that Codex writes itself, beside the elements that all harnesses share. The list is that of
 * `codex-rs/core/src/context/contextual_user_message.rs`, with the preamble of a compaction summary.
 */
const CONTEXT_STARTS: readonly string[] = [
  "<agent_message_board_notification>",
  "<codex_internal_context",
  "<external_",
  "<goal_context>",
  "<hook_prompt ",
  "<model_switch>",
  "<personality_spec>",
  "<recommended_plugins>",
  "<user_action>",
  "Another language model started to solve this problem and produced a summary",
  "Warning: The maximum number of unified exec processes",
  "Warning: apply_patch was requested via ",
];

/** The editor extension puts its context before the request, in one item. */
export const IDE_START = "# Context from my IDE setup:";
const IDE_REQUEST = "\n## My request for ";

/** A user item: what the person typed apart from what Codex, the editor or a parent agent put there. */
export function userItem(context: PayloadContext, text: string, path: JsonPath): readonly ReaderEvent[] {
  const origin = context.json.origin(path);
  const { model: _, ...meta } = context.meta;
  const injected: UtteranceMeta = { ...meta, role: "user", channel: "injected" };
  const start = text.trimStart();
  // The user of a sub-agent is the agent that started it.
  if (meta.agent !== undefined || CONTEXT_STARTS.some((prefix) => start.startsWith(prefix))) {
    return utterance(context.key(), injected, text, origin);
  }
  const request = start.startsWith(IDE_START) ? afterIdeContext(text) : 0;
  return [
    ...utterance(context.key(), injected, text.slice(0, request), origin),
    ...userText(context.key(), meta, text.slice(request), sliceOrigin(origin, request)),
  ];
}

/** Where the request starts, after its heading; the length of the text if there is none. */
function afterIdeContext(text: string): number {
  const heading = text.indexOf(IDE_REQUEST);
  if (heading < 0) return text.length;
  const end = text.indexOf("\n", heading + 1);
  return end < 0 ? text.length : end + 1;
}
