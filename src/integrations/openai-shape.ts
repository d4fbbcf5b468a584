import type { OutputChannel, OutputPlace } from "../monitor.js";
import {
  annotated,
  type Field,
  idOf,
  isRecord,
  type Json,
  recordsOf,
  type Said,
  type Shape,
  textOf,
} from "./shape.js";

/** Names of the texts in a message or delta of the chat interface, the vendors' own names for reasoning among them. */
const TEXTS: Readonly<Record<string, OutputChannel>> = {
  reasoning_content: "reasoning",
  reasoning: "reasoning",
  content: "answer",
  refusal: "answer",
};

/** Chunks (`chat.completion.chunk`) and whole responses (`chat.completion`) of the chat interface, and older completions. */
export const CHAT: Shape<Json> = {
  fields: (chunk) =>
    recordsOf(chunk.choices).flatMap((choice, at) => {
      const inner = isRecord(choice.delta) ? "delta" : "message";
      const message = choice[inner];
      const index = idOf(choice.index, String(at));
      if (!isRecord(message)) return completionField(choice.text, index, ["choices", at, "text"]);
      return messageFields(message, index, ["choices", at, inner], inner === "message");
    }),
  ends: (chunk, { id = "" }) =>
    recordsOf(chunk.choices).some(
      (choice, at) => choice.finish_reason != null && id.startsWith(`${idOf(choice.index, String(at))}/`),
    ),
  rest(text, { id = "", channel }, like) {
    const [choice, name = "content", call] = id.split("/");
    const field = name === "custom" ? { custom: { input: text } } : { function: { arguments: text } };
    const delta =
      channel === "tool-input" && name === "function_call"
        ? { function_call: { arguments: text } }
        : channel === "tool-input"
          ? { tool_calls: [{ index: Number(call), ...field }] }
          : { [name]: text };
    const { usage: _, ...rest } = like;
    const said = name === "text" ? { text } : { delta };
    return { ...rest, choices: [{ index: Number(choice), ...said, finish_reason: null }] };
  },
  annotate: annotated,
};

/** The text of the older completions, which have no messages. */
function completionField(value: unknown, choice: string, path: Field["path"]): Field[] {
  if (typeof value !== "string" || value === "") return [];
  return [{ place: { channel: "answer", id: `${choice}/text` }, path, value }];
}

function messageFields(
  message: Json,
  choice: string,
  path: readonly (string | number)[],
  whole: boolean,
): Field[] {
  const found: Field[] = [];
  const add = (
    place: OutputPlace & { channel: OutputChannel },
    inner: (string | number)[],
    value: unknown,
  ) => {
    if (typeof value === "string" && value !== "") {
      found.push({ place, path: [...path, ...inner], value, whole });
    }
  };
  for (const [name, channel] of Object.entries(TEXTS)) {
    // Some vendors give the same reasoning under both names.
    if (name === "reasoning" && message.reasoning === message.reasoning_content) continue;
    add({ channel, id: `${choice}/${name}` }, [name], message[name]);
    recordsOf(message[name]).forEach((part, i) => {
      const id = whole ? `${choice}/${name}/${i}` : `${choice}/${name}`;
      add({ channel, id }, [name, i, "text"], part.text);
      recordsOf(part.thinking).forEach((one, j) => {
        add({ channel: "reasoning", id: `${id}/thinking` }, [name, i, "thinking", j, "text"], one.text);
      });
    });
  }
  recordsOf(message.tool_calls).forEach((call, at) => {
    const index = idOf(call.index, String(at));
    for (const [kind, key] of CALLS) {
      const place = {
        channel: "tool-input",
        id: `${choice}/${kind}/${index}`,
        json: kind === "function",
      } as const;
      add(place, ["tool_calls", at, kind, key], isRecord(call[kind]) ? call[kind][key] : undefined);
    }
  });
  const legacy = message.function_call;
  const place = { channel: "tool-input", id: `${choice}/function_call`, json: true } as const;
  if (isRecord(legacy)) add(place, ["function_call", "arguments"], legacy.arguments);
  return found;
}

const CALLS = [
  ["function", "arguments"],
  ["custom", "input"],
] as const;

/** What a request of the chat interface gives the model to read. */
export function chatContext(params: Json): Said[] {
  return recordsOf(params.messages).map(({ role, content }) => ({
    role: roleOf(role),
    text: textOf(content),
  }));
}

/** A request of the chat interface with one more message. */
export const chatReminded = (params: Json, reminder: string): Json => ({
  ...params,
  messages: [...recordsOf(params.messages), { role: "user", content: reminder }],
});

export function roleOf(role: unknown): Said["role"] {
  if (role === "assistant" || role === "tool" || role === "user") return role;
  return role === "function" ? "tool" : "system";
}
