import { base, LONG, type Make, ROLES } from "./skimmed-logs.js";

/** Documents as agents keep them: what makes their messages, and what stands around those. */
export type Document = readonly [makes: readonly Make[], wrap: (made: readonly object[]) => object];

const inline = (text: string) => `<think>\n${text}\n</think>\n${text}`;
const step = (n: number, source: string, more: object) => ({
  step_id: n,
  timestamp: base(n).timestamp,
  source,
  ...more,
});
export const ATIF: Document = [
  [
    (message, n) => step(n, "user", { message }),
    (message, n) => step(n, "system", { message }),
    (message, n) => step(n, "agent", { message }),
    (text, n) => step(n, "agent", { message: inline(text), reasoning_content: text }),
    (content, n) =>
      step(n, "agent", {
        message: "",
        tool_calls: [{ tool_call_id: "c", function_name: "write", arguments: { path: "a.py", content } }],
        observation: { results: [{ source_call_id: "c", content }] },
      }),
  ],
  (steps) => ({
    schema_version: "ATIF-v1.4",
    session_id: "s",
    agent: { name: "a", version: "1", model_name: "m", tool_definitions: [{ description: LONG }] },
    steps,
  }),
];
export const MINI: Document = [
  [
    (content) => ({ role: "system", content }),
    (content) => ({ role: "user", content }),
    (content) => ({ role: "tool", tool_call_id: "c", content }),
    (content) => ({ role: "assistant", content }),
    (text) => ({ role: "assistant", content: inline(text), reasoning_content: text }),
    (content) => ({
      role: "user",
      content,
      extra: { interrupt_type: "FormatError", model_response: content },
    }),
  ],
  (messages) => ({ trajectory_format: "mini-swe-agent-1.1", info: {}, messages }),
];
const gemini = (n: number, type: string, more: object) => ({
  id: `g${n}`,
  timestamp: base(n).timestamp,
  type,
  ...more,
});
export const GEMINI: Document = [
  [
    (content, n) => gemini(n, "user", { content }),
    (content, n) =>
      gemini(n, "user", {
        content: [{ text: content }, { functionResponse: { id: `f${n}`, response: { output: content } } }],
      }),
    (content, n) => gemini(n, "info", { content }),
    (content, n) =>
      gemini(n, "gemini", { content, model: "m", thoughts: [{ subject: "Look", description: content }] }),
    (content, n) =>
      gemini(n, "gemini", {
        content: "",
        toolCalls: [
          {
            id: `t${n}`,
            name: "write_file",
            args: { content },
            result: [{ functionResponse: { id: `t${n}`, response: { output: content } } }],
          },
        ],
      }),
  ],
  (messages) => ({ sessionId: "s", projectHash: "p", startTime: base(0).timestamp, messages }),
];
const said = (role: string, n: number, content: object) => ({
  id: `n${n}`,
  message: { id: `m${n}`, author: { role }, create_time: 1.79e9 + n, content },
  parent: n === 0 ? null : `n${n - 1}`,
  children: [`n${n + 1}`],
});
export const CHATGPT: Document = [
  [
    ...["system", "user", "assistant", "tool"].map(
      (role): Make =>
        (part, n) =>
          said(role, n, { content_type: "text", parts: [part] }),
    ),
    (content, n) =>
      said("assistant", n, { content_type: "thoughts", thoughts: [{ summary: "Look", content }] }),
  ],
  (nodes) => [
    {
      title: "A",
      conversation_id: "c",
      mapping: Object.fromEntries(nodes.map((node, n) => [`n${n}`, node])),
    },
  ],
];
export const LIST: Document = [
  ROLES.map(
    (role): Make =>
      (content) => ({ role, content, reasoning_content: content }),
  ),
  (messages) => ({ messages }),
];
