import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KnownRecords } from "../../src/known-records.js";
import type { Framing } from "../../src/model/reader.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { readerByName } from "../../src/reader/registry.js";
import { scan } from "../../src/scan.js";
import { pipelineSettings } from "../../src/scan-options.js";
import { sharedSkimmer } from "../../src/shared-skimmer.js";
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
const LONG = "The file is read once more before the next step of the build begins. ".repeat(12);

const text = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constant(LONG) }, fc.constantFrom(...PIECES)), { maxLength: 6 })
  .map((pieces) => pieces.join(""));

const base = (n: number) => ({
  uuid: `u${n}`,
  parentUuid: n === 0 ? null : `u${n - 1}`,
  sessionId: "s",
  isSidechain: false,
  timestamp: new Date(1.79e12 + n * 1000).toISOString(),
});

type Make = (text: string, n: number) => object;

const CLAUDE: readonly Make[] = [
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

const assistant = (n: number, block: object) => ({
  ...base(n),
  type: "assistant",
  message: { id: `m${n}`, role: "assistant", model: "some-model", content: [block] },
});

const item = (n: number, type: string, payload: object) => ({ timestamp: base(n).timestamp, type, payload });
const CODEX: readonly Make[] = [
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

const ROLES = ["system", "user", "assistant", "tool"] as const;
const MESSAGES: readonly Make[] = ROLES.map((role) => (content, n) => ({
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
const PI: readonly Make[] = [
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

type Document = readonly [makes: readonly Make[], wrap: (made: readonly object[]) => object];

const inline = (text: string) => `<think>\n${text}\n</think>\n${text}`;
const step = (n: number, source: string, more: object) => ({
  step_id: n,
  timestamp: base(n).timestamp,
  source,
  ...more,
});
const ATIF: Document = [
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
const MINI: Document = [
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
const GEMINI: Document = [
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
const CHATGPT: Document = [
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
const LIST: Document = [
  ROLES.map(
    (role): Make =>
      (content) => ({ role, content, reasoning_content: content }),
  ),
  (messages) => ({ messages }),
];

function log(records: readonly object[], escaped: boolean): Buffer {
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
  return Buffer.from(
    escaped
      ? lines.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      : lines,
  );
}

/** Everything that is told of a log, and its exposure. */
function told(
  format: string,
  bytes: Buffer,
  skims: boolean,
  large?: LargeRecords,
  framing: Framing = "lines",
): unknown {
  const shared = {
    records: new KnownRecords().source(null),
    skimmer: skims ? skimmer : () => null,
    large,
  };
  const machine = new SourceMachine(
    "log",
    readerByName(format),
    framing,
    pipelineSettings({}, false),
    shared,
  );
  const events: ScanEvent[] = [...machine.push(bytes), ...machine.end()];
  return { events, exposure: machine.pipeline.exposure() };
}

const skimmer = sharedSkimmer();

describe("a log that is skimmed", () => {
  it.each([
    ["claude-code", CLAUDE],
    ["codex-rollout", CODEX],
    ["messages", MESSAGES],
    ["pi", PI],
  ] as const)("%s says the same as one that is decoded in full", (format, makes) => {
    const record = fc.tuple(fc.constantFrom(...makes), text);
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 2048, max: 9000 }),
        (records, escaped, window) => {
          const made = records.map(([make, words], n) => make(words, n));
          const bytes = log(made, escaped);
          const all = told(format, bytes, false);
          expect(told(format, bytes, true)).toEqual(all);
          expect(told(format, bytes, true, { longest: 600, window, kept: 1 << 20 })).toEqual(all);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["atif", ATIF],
    ["mini-swe-agent", MINI],
    ["gemini-cli", GEMINI],
    ["chatgpt-export", CHATGPT],
    ["messages", LIST],
  ] as const)("%s in one document says the same, whatever the window", (format, [make, wrap]) => {
    const message = fc.tuple(fc.nat(make.length - 1), text);
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 1),
        fc.integer({ min: 2048, max: 9000 }),
        (messages, indent, window) => {
          const made = messages.map(([kind, words], n) => make[kind]!(words, n));
          const bytes = Buffer.from(JSON.stringify(wrap(made), null, indent));
          const large = { longest: 600, window, kept: 1 << 20 };
          expect(told(format, bytes, true, large, "document")).toEqual(
            told(format, bytes, false, undefined, "document"),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it("decodes little, and says so when it is asked", async () => {
    const records = Array.from({ length: 20 }, (_, n) =>
      CLAUDE[1]!(`${LONG.repeat(5)} 状态`.slice(n % 2), n),
    );
    const plain = Array.from({ length: 20 }, (_, n) => CLAUDE[1]!(LONG.repeat(20), n + 20));
    const events: ScanEvent[] = [];
    const stdin = (async function* () {
      yield log([...records, ...plain], false);
    })();
    for await (const event of scan(["-"], { as: "claude-code", stdin, stats: true })) events.push(event);
    const summary = events.at(-1);
    if (summary?.type !== "summary" || summary.stats === undefined) throw new Error("no stats");
    const { bytes, decodedBytes, records: all, skimmedRecords } = summary.stats;
    expect([all, skimmedRecords]).toEqual([40, 20]);
    expect(decodedBytes).toBeLessThan(bytes / 2);
  });
});
