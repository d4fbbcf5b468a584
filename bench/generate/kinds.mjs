/**
 * Kinds of input. `han`: share of the lines, or of the streamed responses, that hold Han. `shape`: the log format, or
 * `plain` for lines of text. `stream`: responses in deltas, as server-sent events.
 * `language`: what prose is in. `escaped`: everything beyond ASCII is written `\u….` `longLine`: one record of any size.
 */
export const KINDS = {
  "han-0.01": { shape: "claude-code", language: "english", han: 0.0001 },
  "han-0.1": { shape: "claude-code", language: "english", han: 0.001 },
  "han-1": { shape: "claude-code", language: "english", han: 0.01 },
  "han-50": { shape: "claude-code", language: "english", han: 0.5 },
  "codex-1": { shape: "codex-rollout", language: "english", han: 0.01 },
  japanese: { shape: "claude-code", language: "japanese", han: 0 },
  accents: { shape: "claude-code", language: "accents", han: 0 },
  escaped: { shape: "claude-code", language: "accents", han: 0.01, escaped: true },
  "long-line": { shape: "claude-code", language: "english", han: 0, longLine: true },
  "plain-0": { shape: "plain", language: "english", han: 0 },
  "plain-1": { shape: "plain", language: "english", han: 0.01 },
  "chat-stream": { shape: "openai-chat", language: "english", han: 0.01, stream: true },
  "message-stream": { shape: "anthropic-messages", language: "english", han: 0.01, stream: true },
};
