import type { Framing, Head } from "../../model/reader.js";
import { isObject, type JsonObject, member } from "../shared/guards.js";
import { headValues } from "../shared/head-values.js";

/** Bookkeeping records that are found before the first message; each with a key that no other format pairs with it. */
const METADATA_KEYS: Readonly<Record<string, string>> = {
  "queue-operation": "operation",
  "file-history-snapshot": "snapshot",
  "last-prompt": "lastPrompt",
  "custom-title": "customTitle",
  "ai-title": "aiTitle",
  "permission-mode": "permissionMode",
  "agent-name": "agentName",
  "agent-setting": "agentSetting",
  "pr-link": "prUrl",
  "bridge-session": "bridgeSessionId",
  mode: "mode",
};

/** Types whose records hang in the tree of `uuid` and `parentUuid`. */
const TREE_TYPES = new Set(["user", "assistant", "system", "progress", "attachment"]);

/**
 * Recognises a Claude Code transcript by its first lines. The headless stream (`session_id` in snake case, opened by a
 * `system`/`init` line) and Qwen Code (`message.parts`) share much of the shape and are refused.
 */
export function recognise(head: Head): Framing | null {
  const lines = headValues(head).filter(isObject);
  if (lines.some(isHeadlessStream) || lines.some(isQwen)) return null;
  const known = lines.some((line) => isTreeRecord(line) || isMetadata(line) || isTitle(line));
  // A first line longer than the head is cut before its last keys, `uuid` and `sessionId` among them.
  const cut = head.lines.length === 0 && lines.some(isCutTreeRecord);
  return known || cut ? "lines" : null;
}

function isTreeRecord(line: JsonObject): boolean {
  if (typeof line.type !== "string" || !TREE_TYPES.has(line.type)) return false;
  if (typeof line.sessionId !== "string" || typeof line.uuid !== "string") return false;
  const parent = line.parentUuid;
  if (parent === null || typeof parent === "string") return true;
  // Converted and hand-cut transcripts lack `parentUuid`; a message with a role is as good a sign.
  return typeof member(line.message, "role") === "string" && member(line.message, "content") !== undefined;
}

function isMetadata(line: JsonObject): boolean {
  if (typeof line.type !== "string" || !Object.hasOwn(METADATA_KEYS, line.type)) return false;
  if (!Object.hasOwn(line, METADATA_KEYS[line.type]!)) return false;
  return typeof line.sessionId === "string" || typeof line.messageId === "string";
}

function isTitle(line: JsonObject): boolean {
  return line.type === "summary" && typeof line.summary === "string" && typeof line.leafUuid === "string";
}

function isHeadlessStream(line: JsonObject): boolean {
  return line.type === "system" && line.subtype === "init";
}

function isQwen(line: JsonObject): boolean {
  return Array.isArray(member(line.message, "parts"));
}

function isCutTreeRecord(line: JsonObject): boolean {
  const parent = line.parentUuid;
  return (parent === null || typeof parent === "string") && typeof line.isSidechain === "boolean";
}
