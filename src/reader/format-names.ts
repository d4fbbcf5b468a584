import { ConfigError } from "../errors.js";
import { didYouMean } from "../suggestion.js";

/** Names of the formats in the order of the readers, so that a name can be checked before the readers are loaded. */
export const FORMAT_NAMES: readonly string[] = (
  "qwen-code asciicast claude-code codex-rollout atif swe-agent mini-swe-agent openhands app-log " +
  "codex-exec openai-responses droid stream-json gemini-stream-json cursor-transcript opencode " +
  "cline copilot-cli vscode-chat gemini-cli antigravity kimi pi inspect chatgpt-export notebook " +
  "langfuse langsmith otel-genai openai-chat anthropic-messages gemini-api ollama " +
  "bedrock-converse cohere-v2 messages json aider aider-llm specstory cursor-export windsurf plain"
).split(" ");

/**
 * The format that `--as` names.
 *
 * @throws ConfigError when there is none; the message names the nearest format and all that exist.
 */
export function formatByName(name: string): string {
  const format = name.toLowerCase();
  if (FORMAT_NAMES.includes(format)) return format;
  throw new ConfigError(
    `Unknown format "${name}".${didYouMean(name, FORMAT_NAMES)} Known formats: ${FORMAT_NAMES.join(", ")}.`,
    "unknown-format",
  );
}
