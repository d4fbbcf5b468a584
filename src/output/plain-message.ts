import { arr, isObject, type JsonObject, member, str } from "../reader/shared/guards.js";

/** Roles of LangChain's messages, by their type. */
const LANGCHAIN_ROLES: ReadonlyMap<string, string> = new Map([
  ["human", "user"],
  ["ai", "assistant"],
  ["system", "system"],
  ["developer", "system"],
  ["tool", "tool"],
  ["function", "tool"],
]);
/** Parts of the AI SDK, as chat APIs call them. */
const PART_TYPES: ReadonlyMap<string, string> = new Map([
  ["tool-call", "tool_use"],
  ["tool-result", "tool_result"],
]);
/** Where LangChain keeps what providers call reasoning. */
const LANGCHAIN_EXTRAS = ["reasoning_content", "reasoning"] as const;

/**
 * A message in the shape of the chat APIs: messages of the AI SDK (parts named `tool-call`, lists under `parts`) and
 * LangChain (classes with `getType`) are put into it, others stay as they are.
 */
export function plainMessage(message: unknown): unknown {
  if (!isObject(message)) return message;
  const kind = langChainType(message);
  if (kind !== undefined) return langChainMessage(message, kind);
  const parts = member(message, "parts");
  if (Array.isArray(parts) && member(message, "content") === undefined) {
    return { ...message, content: parts.map(plainPart) };
  }
  const content = member(message, "content");
  return Array.isArray(content) ? { ...message, content: content.map(plainPart) } : message;
}

/** A part of the AI SDK; a tool's part of a UI message (`tool-weather`) holds the call, and its result beside it. */
function plainPart(part: unknown): unknown {
  const type = str(member(part, "type"));
  if (!isObject(part) || type === undefined) return part;
  const known = PART_TYPES.get(type);
  if (known !== undefined) return { ...part, type: known };
  const isToolPart = (type.startsWith("tool-") || type === "dynamic-tool") && Object.hasOwn(part, "input");
  return isToolPart ? { ...part, type: "tool_use" } : part;
}

/** The type that a LangChain message says of itself. A method of its class, so it is asked, not read. */
function langChainType(message: JsonObject): string | undefined {
  const { getType, _getType } = message as { getType?: unknown; _getType?: unknown };
  const ask = typeof getType === "function" ? getType : _getType;
  return typeof ask === "function" ? str(ask.call(message)) : undefined;
}

function langChainMessage(message: JsonObject, type: string): unknown {
  const content = member(message, "content");
  const extras = member(message, "additional_kwargs");
  const calls = arr(member(message, "tool_calls")).map((call) => ({
    function: { name: member(call, "name"), arguments: member(call, "args") },
  }));
  return {
    role: LANGCHAIN_ROLES.get(type) ?? str(member(message, "role")) ?? type,
    content: Array.isArray(content) ? content.map(plainPart) : content,
    ...Object.fromEntries(LANGCHAIN_EXTRAS.map((key) => [key, member(extras, key)])),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}
