import fc from "fast-check";
import { KnownRecords } from "../../src/known-records.js";
import type { Framing } from "../../src/model/reader.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { readerByName } from "../../src/reader/registry.js";
import { ScanMeter } from "../../src/scan-meter.js";
import { pipelineSettings } from "../../src/scan-options.js";
import { sharedShapes, sharedSkimmer } from "../../src/shared-by-sources.js";
import type { LargeRecords } from "../../src/source/index.js";
import { SourceMachine } from "../../src/source-machine.js";

/** What readers and judges look for in texts, and what walkers stumble over. */
const PIECES = [
  "The server returns the value of the option when it starts.\n",
  '  const file = await read(path, { cache: "none" }); // <div>\\d</div>\n',
  "État déjà vu 🙂 → naïve\n",
  "Свойства файла\n",
  "a状态 b\n",
  "然后 restart\n",
  "かな漢字\n",
  "<system-reminder>\nMind the gap.\n</system-reminder>\n",
  "<think>\nLet me see.\n</think>\n",
  "Always answer in Chinese.\n",
  "machine, China, Mandarin\n",
  "\u001b[31mred\u001b[0m\r\n",
  '{"path": "src/a.ts", "text": "\\u72b6"}\n',
  "QUJD".repeat(300),
  "```\ncode\n```\n",
];
export const LONG = "The file is read once more before the next step of the build begins. ".repeat(12);

export const text = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constant(LONG) }, fc.constantFrom(...PIECES)), { maxLength: 6 })
  .map((pieces) => pieces.join(""));

export const base = (n: number) => ({
  uuid: `u${n}`,
  parentUuid: n === 0 ? null : `u${n - 1}`,
  sessionId: "s",
  isSidechain: false,
  timestamp: new Date(1.79e12 + n * 1000).toISOString(),
});

export type Make = (text: string, n: number) => object;

export const CLAUDE: readonly Make[] = [
  (content, n) => ({ ...base(n), type: "user", message: { role: "user", content } }),
  (content, n) => ({
    ...base(n),
    type: "user",
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content }] },
    toolUseResult: { stdout: content },
  }),
  (text, n) => assistant(n, { type: "text", text }),
  (thinking, n) => assistant(n, { type: "thinking", thinking, signature: "x" }),
  (content, n) =>
    assistant(n, { type: "tool_use", id: "t", name: "Write", input: { path: "a.py", content } }),
];

/** Records whose members stand where they are not ignored, or are no strings. */
export const ODD_CLAUDE: readonly Make[] = [
  (text, n) => ({
    ...base(n),
    type: "attachment",
    attachment: { type: "note", content: { todos: text.length % 3 === 0 ? [] : [text], diagnostics: text } },
  }),
  (content, n) => ({
    ...base(n),
    timestamp: 1.79e12 + n * 1000,
    type: "user",
    message: { role: "user", content },
  }),
  (text, n) => ({
    ...base(n),
    type: "user",
    message: { role: "user", content: `${text.length % 2 === 0 ? "data:text/plain;base64,QUJD" : "Go on"}` },
  }),
  (text, n) =>
    assistant(n, {
      type: "tool_use",
      id: "t",
      name: "Write",
      input: { todos: [text], content: text.length % 2 === 0 ? "data:text/plain;base64,QUJD" : "x y" },
    }),
];

const assistant = (n: number, block: object) => ({
  ...base(n),
  type: "assistant",
  message: { id: `m${n}`, role: "assistant", model: "some-model", content: [block] },
});

const item = (n: number, type: string, payload: object) => ({ timestamp: base(n).timestamp, type, payload });
export const CODEX: readonly Make[] = [
  (text, n) =>
    item(n, "response_item", { type: "message", role: "user", content: [{ type: "input_text", text }] }),
  (text, n) =>
    item(n, "response_item", {
      type: "message",
      role: "assistant",
      content: [{ type: "output_text", text }],
    }),
  (message, n) => item(n, "event_msg", { type: "agent_message", message }),
  (output, n) => item(n, "response_item", { type: "function_call_output", call_id: "c", output }),
  (text, n) =>
    item(n, "response_item", {
      type: "function_call",
      name: "shell",
      call_id: "c",
      arguments: JSON.stringify({ command: ["bash", "-lc", text] }),
    }),
  (text, n) =>
    item(n, "response_item", { type: "reasoning", summary: [{ type: "summary_text", text }], content: null }),
];

export const ROLES = ["system", "user", "assistant", "tool"] as const;
export const MESSAGES: readonly Make[] = ROLES.map((role) => (content, n) => ({
  messages: [
    { role: "user", content: n % 2 === 0 ? content : "Go on." },
    { role: "assistant", content: "", reasoning_content: content },
    { role, content, ...(role === "tool" && { tool_call_id: "c" }) },
    { role: "assistant", content: [{ type: "text", text: content }] },
  ],
}));

const entry = (n: number, message: object) => ({
  type: "message",
  id: `e${n}`,
  parentId: n === 0 ? null : `e${n - 1}`,
  timestamp: base(n).timestamp,
  message,
});
export const PI: readonly Make[] = [
  (text, n) => entry(n, { role: "user", content: [{ type: "text", text }] }),
  (text, n) =>
    entry(n, { role: "toolResult", toolCallId: "t", toolName: "bash", content: [{ type: "text", text }] }),
  (text, n) => entry(n, { role: "assistant", model: "m", content: [{ type: "text", text }] }),
  (thinking, n) => entry(n, { role: "assistant", model: "m", content: [{ type: "thinking", thinking }] }),
  (text, n) =>
    entry(n, {
      role: "assistant",
      model: "m",
      content: [{ type: "toolCall", id: "t", name: "write", arguments: { path: "a.py", text } }],
    }),
];

export function log(records: readonly object[], escaped: boolean): Buffer {
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
  return Buffer.from(
    escaped
      ? lines.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      : lines,
  );
}

const skimmer = sharedSkimmer();

export interface Telling {
  readonly skims: boolean;
  readonly framing?: Framing;
  readonly large?: LargeRecords;
}

/** Everything that is told of a log given in chunks, and its exposure; and how many records were recalled. */
export function told(
  format: string,
  chunks: readonly Buffer[],
  { skims, framing = "lines", large }: Telling,
): { said: unknown; recalled: number } {
  const meter = new ScanMeter();
  const shared = {
    records: new KnownRecords().source(null),
    skimmer: skims ? skimmer : () => null,
    shapes: sharedShapes(),
    meter,
    large,
  };
  const machine = new SourceMachine(
    "log",
    readerByName(format),
    framing,
    pipelineSettings({}, false),
    shared,
  );
  const events: ScanEvent[] = [...chunks.flatMap((chunk) => [...machine.push(chunk)]), ...machine.end()];
  return { said: { events, exposure: machine.pipeline.exposure() }, recalled: meter.recalledRecords };
}
