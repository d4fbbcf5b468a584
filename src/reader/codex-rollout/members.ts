import type { RecordMembers } from "../../model/recall.js";
import { member, str } from "../shared/guards.js";

/** What the members of a rollout's lines are to their shape. */
export const MEMBERS: RecordMembers = {
  texts: ["output", "text", "content"],
  textTrees: [],
  facts: ["timestamp"],
  opaque: ["call_id", "id", "turn_id"],
  // Costs, and what the terminal showed of a command whose result is an item of its own.
  ignored: ["info", "rate_limits", "usage", "metrics"],
};

/** Whether a line is one of those that change nothing of what is known: results of tools, and counts of tokens. Its time is a string, as `again` needs it. */
export function isPlain(value: unknown): boolean {
  if (typeof member(value, "timestamp") !== "string") return false;
  const type = member(value, "type");
  const payload = str(member(member(value, "payload"), "type")) ?? "";
  return type === "response_item"
    ? payload.endsWith("_output")
    : type === "event_msg" && payload === "token_count";
}
