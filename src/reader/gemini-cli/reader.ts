import type { Reader } from "../../model/reader.js";
import { createRecordSession } from "../shared/record-session.js";
import { recognise } from "./recognise.js";
import { GeminiSession } from "./session.js";

/** Sessions that the Gemini CLI keeps: a JSON document, or since 2026 a log of changes. See the README in this folder. */
export const geminiCliReader: Reader = {
  format: "gemini-cli",
  title: "Gemini CLI session (JSON, JSONL)",
  recognisedBy: "sessionId, projectHash and startTime; messages of the type gemini",
  livesIn: "~/.gemini/tmp/<project>/chats/session-*.json, session-*.jsonl",
  // In a log of changes a text is told again and again while it grows.
  skims: "document",
  recognise,
  create: (uri) => createRecordSession(uri, (tools) => new GeminiSession(tools)),
};
