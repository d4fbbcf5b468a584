import type { Framing, Head, Reader } from "../model/reader.js";
import { aiderReader } from "./aider/reader.js";
import { aiderLlmReader } from "./aider-llm/reader.js";
import { anthropicMessagesReader } from "./anthropic-messages/reader.js";
import { antigravityReader } from "./antigravity/reader.js";
import { createAppLogReader } from "./app-log/reader.js";
import { asciicastReader } from "./asciicast/reader.js";
import { atifReader } from "./atif/reader.js";
import { bedrockConverseReader } from "./bedrock-converse/reader.js";
import { chatgptExportReader } from "./chatgpt-export/reader.js";
import { claudeCodeReader } from "./claude-code/reader.js";
import { clineReader } from "./cline/reader.js";
import { codexExecReader } from "./codex-exec/reader.js";
import { codexRolloutReader } from "./codex-rollout/reader.js";
import { cohereReader } from "./cohere-v2/reader.js";
import { copilotCliReader } from "./copilot-cli/reader.js";
import { cursorExportReader } from "./cursor-export/reader.js";
import { cursorTranscriptReader } from "./cursor-transcript/reader.js";
import { droidReader } from "./droid/reader.js";
import { formatByName } from "./format-names.js";
import { geminiApiReader } from "./gemini-api/reader.js";
import { geminiCliReader } from "./gemini-cli/reader.js";
import { geminiStreamJsonReader } from "./gemini-stream-json/reader.js";
import { inspectReader } from "./inspect/reader.js";
import { jsonReader } from "./json/reader.js";
import { kimiReader } from "./kimi/reader.js";
import { langfuseReader } from "./langfuse/reader.js";
import { langsmithReader } from "./langsmith/reader.js";
import { messagesReader } from "./messages/reader.js";
import { miniSweAgentReader } from "./mini-swe-agent/reader.js";
import { notebookReader } from "./notebook/reader.js";
import { ollamaReader } from "./ollama/reader.js";
import { openaiChatReader } from "./openai-chat/reader.js";
import { openaiResponsesReader } from "./openai-responses/reader.js";
import { opencodeReader } from "./opencode/reader.js";
import { openhandsReader } from "./openhands/reader.js";
import { otelGenaiReader } from "./otel-genai/reader.js";
import { piReader } from "./pi/reader.js";
import { plainReader } from "./plain/reader.js";
import { qwenCodeReader } from "./qwen-code/reader.js";
import { jsonFraming, objectsOnLines, spread } from "./shared/head-values.js";
import { specstoryReader } from "./specstory/reader.js";
import { streamJsonReader } from "./stream-json/reader.js";
import { sweAgentReader } from "./swe-agent/reader.js";
import { vscodeChatReader } from "./vscode-chat/reader.js";
import { windsurfReader } from "./windsurf/reader.js";

/** The readers of shapes that applications print into their own logs: what goes to a model and what comes from it. */
const LOGGED: readonly Reader[] = [
  codexExecReader,
  openaiResponsesReader,
  streamJsonReader,
  geminiStreamJsonReader,
  openaiChatReader,
  anthropicMessagesReader,
  geminiApiReader,
  ollamaReader,
  bedrockConverseReader,
  cohereReader,
  messagesReader,
];

/** All readers in the order in which they are asked: the specific before the general, `plain` last. */
export const READERS: readonly Reader[] = [
  qwenCodeReader,
  asciicastReader,
  claudeCodeReader,
  codexRolloutReader,
  atifReader,
  sweAgentReader,
  miniSweAgentReader,
  openhandsReader,
  createAppLogReader(LOGGED),
  codexExecReader,
  openaiResponsesReader,
  droidReader,
  streamJsonReader,
  geminiStreamJsonReader,
  cursorTranscriptReader,
  opencodeReader,
  clineReader,
  copilotCliReader,
  vscodeChatReader,
  geminiCliReader,
  antigravityReader,
  kimiReader,
  piReader,
  inspectReader,
  chatgptExportReader,
  notebookReader,
  langfuseReader,
  langsmithReader,
  otelGenaiReader,
  openaiChatReader,
  anthropicMessagesReader,
  geminiApiReader,
  ollamaReader,
  bedrockConverseReader,
  cohereReader,
  messagesReader,
  jsonReader,
  aiderReader,
  aiderLlmReader,
  specstoryReader,
  cursorExportReader,
  windsurfReader,
  plainReader,
];

/** The reader of a source and how to cut the source for it. */
export interface Recognised {
  readonly reader: Reader;
  readonly framing: Framing;
}

/** Formats that take what no other knows. */
const GENERAL: ReadonlySet<string> = new Set([jsonReader.format, plainReader.format]);

/**
 * Asks the readers in order; the first that knows the head takes the source. `plain` takes what is left. What only a
 * general reader knows is looked at once more as if its objects stood on lines of their own.
 */
export function recogniseReader(head: Head, readers: readonly Reader[] = READERS): Recognised {
  const found = ask(head, readers);
  if (!GENERAL.has(found.reader.format)) return { ...found, framing: spread(head, found.framing) };
  const onLines = objectsOnLines(head);
  const again = onLines === null ? found : ask(onLines, readers);
  const better = readers.indexOf(again.reader) < readers.indexOf(found.reader);
  if (better) return { reader: again.reader, framing: "objects" };
  return found.reader === plainReader ? found : { ...found, framing: spread(head, found.framing) };
}

function ask(head: Head, readers: readonly Reader[]): Recognised {
  for (const reader of readers) {
    const framing = reader.recognise(head);
    if (framing !== null) return { reader, framing };
  }
  return { reader: plainReader, framing: "lines" };
}

/** The framing for a format that was named by a person: what its reader says, else that of JSON in general. */
export function framingFor(reader: Reader, head: Head): Framing {
  const framing = reader.recognise(head);
  if (framing !== null) return reader === plainReader ? framing : spread(head, framing);
  const onLines = objectsOnLines(head);
  return onLines !== null && reader.recognise(onLines) !== null ? "objects" : jsonFraming(head);
}

/**
 * The reader with a format name, for `--as`.
 *
 * @throws ConfigError when there is none
 */
export function readerByName(name: string): Reader {
  const format = formatByName(name);
  return READERS.find((reader) => reader.format === format)!;
}
