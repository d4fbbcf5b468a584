import type { Reader } from "../../model/reader.js";
import { headValues, jsonFraming } from "../shared/head-values.js";
import { createRecordSession } from "../shared/record-session.js";
import { createConversations } from "./conversations.js";
import { isConversation } from "./shape.js";

/** Conversations as lists of `{role, content}` messages: fine-tuning files, evaluation dumps, agent dumps, ShareGPT. */
export const messagesReader: Reader = {
  format: "messages",
  title: "Lists of messages (JSON or JSON Lines), ShareGPT",
  recognisedBy:
    "`messages`, `conversations`, `history` … holding items with role and content, or from and value",
  livesIn: "fine-tuning files, evaluation and agent dumps, request logs",
  skims: true,
  recognise: (head) => (headValues(head).some(isConversation) ? jsonFraming(head) : null),
  create: (uri, framing) =>
    createRecordSession(uri, () => {
      const conversations = createConversations(uri, framing);
      return { record: (json, raw) => conversations.read(json, raw), end: () => conversations.end() };
    }),
};
