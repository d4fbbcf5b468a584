import { arr, isObject, type JsonObject, member, str } from "../shared/guards.js";
import { speakerOf } from "./roles.js";

/** Names under which a record keeps its messages. */
const LIST_KEYS = ["messages", "conversations", "conversation", "history", "chat", "dialog"] as const;
/** Members that mark records of other formats. */
const FOREIGN_KEYS = ["parentUuid", "payload", "trajectory", "projectHash"] as const;
/** Items of a list that are looked at: the first may be metadata. */
const SAMPLE = 5;

/** Role name of a message: `role`, or ShareGPT's `from`. */
export function roleName(message: JsonObject): string | undefined {
  return str(member(message, "role")) ?? str(member(message, "from"));
}

/** True for an object with a known role and something said. */
export function isMessage(value: unknown): value is JsonObject {
  if (!isObject(value) || FOREIGN_KEYS.some((key) => Object.hasOwn(value, key))) return false;
  const role = roleName(value);
  if (role === undefined || speakerOf(role) === undefined) return false;
  return ["content", "value", "tool_calls", "function_call", "message"].some((key) =>
    Object.hasOwn(value, key),
  );
}

/** True for a list that holds messages. */
export function isMessageList(value: unknown): boolean {
  return arr(value).slice(0, SAMPLE).some(isMessage);
}

/** The key under which a record keeps its messages, or undefined. */
export function listKey(value: unknown): string | undefined {
  if (!isObject(value) || FOREIGN_KEYS.some((key) => Object.hasOwn(value, key))) return undefined;
  return LIST_KEYS.find((key) => isMessageList(member(value, key)));
}

/** True for a value this reader can take apart. */
export function isConversation(value: unknown): boolean {
  if (isMessage(value) || isMessageList(value) || listKey(value) !== undefined) return true;
  return arr(value)
    .slice(0, SAMPLE)
    .some((item) => listKey(item) !== undefined || isMessageList(item));
}
