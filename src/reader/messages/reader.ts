import type { RawRecord } from "../../model/location.js";
import type { Framing, Reader, ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { headValues, jsonFraming } from "../shared/head-values.js";
import { parseJsonRecord } from "../shared/json-record.js";
import { createConversations } from "./conversations.js";
import { isConversation } from "./shape.js";

/** Conversations as lists of `{role, content}` messages: fine-tuning files, evaluation dumps, agent dumps, ShareGPT. */
export const messagesReader: Reader = {
  format: "messages",
  title: "Lists of messages (JSON or JSON Lines), ShareGPT",
  recognisedBy:
    "`messages`, `conversations`, `history` … holding items with role and content, or from and value",
  livesIn: "fine-tuning files, evaluation and agent dumps, request logs",
  recognise: (head) => (headValues(head).some(isConversation) ? jsonFraming(head) : null),
  create: (uri, framing) => createSession(uri, framing),
};

function createSession(uri: string, framing: Framing): ReaderSession {
  const conversations = createConversations(uri, framing);
  return {
    *record(record: RawRecord): Iterable<ReaderEvent> {
      const { json, diagnostics } = parseJsonRecord(record, uri);
      for (const diagnostic of diagnostics) yield { type: "diagnostic", diagnostic };
      if (json !== null) yield* conversations.read(json, record);
    },
    end: () => conversations.end(),
  };
}
