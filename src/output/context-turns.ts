import type { Role } from "../model/utterance.js";
import { speakerOf } from "../reader/messages/roles.js";
import { isMessageList } from "../reader/messages/shape.js";
import { member, str } from "../reader/shared/guards.js";
import { plainMessage } from "./plain-message.js";
import { textOf } from "./text-of.js";

/** What somebody said that a model has read. */
export interface ContextTurn {
  readonly role: Exclude<Role, "unknown">;
  readonly text: string;
}

/** The texts of messages by who said them, for the context of a monitor; a role that is not known counts as the user's. */
export function contextTurns(messages: readonly unknown[]): ContextTurn[] {
  return messages.map(plainMessage).flatMap((message) => {
    const role = speakerOf(str(member(message, "role")) ?? "")?.role ?? "user";
    const text = textOf(member(message, "content"));
    return text === "" || role === "unknown" ? [] : [{ role, text }];
  });
}

/** Whether a value is a list of messages of a chat. */
export function isConversation(value: unknown): value is readonly object[] {
  return isMessageList(value);
}
