import type { RecordMembers } from "../../model/recall.js";

/** What the members of a transcript's records are to their shape. */
export const MEMBERS: RecordMembers = {
  texts: ["content", "text", "thinking"],
  textTrees: ["input"],
  facts: ["uuid", "timestamp", "sessionId"],
  opaque: [
    "parentUuid",
    "logicalParentUuid",
    "id",
    "tool_use_id",
    "toolUseID",
    "parentToolUseID",
    "sourceToolAssistantUUID",
    "messageId",
    "requestId",
    "promptId",
    "signature",
    "cwd",
    "gitBranch",
    "version",
    "slug",
  ],
  // The client's own copy of a result, the cost, the state of its screen.
  ignored: ["toolUseResult", "usage", "snapshot", "todos", "thinkingMetadata", "diagnostics"],
};
