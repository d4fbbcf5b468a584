import { OWN } from "./records.mjs";
import { prose } from "./text.mjs";

/** UTF-16 units of an answer, told in deltas of a word each. */
const REASONING = 300;
const ANSWER = 1500;

const words = (text) => text.match(/\s*\S+/g);
const event = (data) => `data: ${JSON.stringify(data)}\n\n`;
const named = (data) => `event: ${data.type}\n${event(data)}`;

function chat(reasoning, answer) {
  const base = {
    id: `chatcmpl-${OWN}`,
    object: "chat.completion.chunk",
    created: 1_767_323_045,
    model: "model-large-1",
  };
  const chunk = (delta, finish_reason = null) =>
    event({ ...base, choices: [{ index: 0, delta, finish_reason }] });
  return [
    chunk({ role: "assistant", content: "" }),
    ...reasoning.map((reasoning_content) => chunk({ reasoning_content })),
    ...answer.map((content) => chunk({ content })),
    chunk({}, "stop"),
    "data: [DONE]\n\n",
  ];
}

function messages(reasoning, answer) {
  const message = {
    id: `msg_${OWN}`,
    type: "message",
    role: "assistant",
    model: "model-large-1",
    content: [],
  };
  const delta = (index, delta) => named({ type: "content_block_delta", index, delta });
  const start = (index, content_block) => named({ type: "content_block_start", index, content_block });
  const stop = (index) => named({ type: "content_block_stop", index });
  return [
    named({
      type: "message_start",
      message: { ...message, usage: { input_tokens: 1200, output_tokens: 1 } },
    }),
    start(0, { type: "thinking", thinking: "", signature: "" }),
    ...reasoning.map((thinking) => delta(0, { type: "thinking_delta", thinking })),
    stop(0),
    start(1, { type: "text", text: "" }),
    ...answer.map((text) => delta(1, { type: "text_delta", text })),
    stop(1),
    named({ type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 400 } }),
    named({ type: "message_stop" }),
  ];
}

export const STREAMS = { "openai-chat": chat, "anthropic-messages": messages };

/** One streamed response as server-sent events; with `han`, one word of it is Chinese. */
export const streamOf = (random, shape, language, han) =>
  STREAMS[shape](
    words(prose(random, language, REASONING, false)),
    words(prose(random, language, ANSWER, han)),
  ).join("");
