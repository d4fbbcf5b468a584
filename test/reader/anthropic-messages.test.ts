import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReaderEvent } from "../../src/model/reader-event.js";
import { anthropicMessagesReader } from "../../src/reader/anthropic-messages/reader.js";
import { openaiChatReader } from "../../src/reader/openai-chat/reader.js";
import { collect, read, told } from "./collect.js";
import { fixture } from "./line-records.js";
import { head, records } from "./raw-record.js";
import { asciiJson, cutAt, falsePlaces, on } from "./true-places.js";

const source = (name: string): string => fixture("anthropic-messages", name).toString();
const lines = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const readLines = (...values: unknown[]): ReaderEvent[] =>
  read(anthropicMessagesReader, lines(...values), "lines");
const notes = (events: readonly ReaderEvent[]) =>
  events.flatMap((event) => (event.type === "diagnostic" ? [event.diagnostic] : []));
const usage = (events: readonly ReaderEvent[]) =>
  events.flatMap((event) => (event.type === "usage" ? [event.usage] : []));

const message = (id: string, more: object = {}): object => ({
  type: "message_start",
  message: {
    id,
    type: "message",
    role: "assistant",
    model: "acme",
    content: [],
    usage: { input_tokens: 3, output_tokens: 1 },
    ...more,
  },
});
const start = (index: number, content_block: object): object => ({
  type: "content_block_start",
  index,
  content_block,
});
const delta = (index: number, value: object): object => ({
  type: "content_block_delta",
  index,
  delta: value,
});
const text = (index: number, value: string): object => delta(index, { type: "text_delta", text: value });
const stop = (index: number): object => ({ type: "content_block_stop", index });

const STREAMED = [
  "assistant/reasoning: The schema looks 完整 to me.",
  "assistant/answer: Let me check the 路径 first.",
  "tool/tool-output: 默认端口是 8080",
  "assistant/tool-input: src/中x.ts",
  "assistant/tool-input: 核心",
  "tool/tool-output: 端口说明",
];

describe("stored Anthropic messages", () => {
  it.each(["stream.sse", "stream.chunks.txt"])(
    "%s: every block on its channel, each in its place",
    (name) => {
      const stream = source(name);
      expect(anthropicMessagesReader.recognise(head(stream))).toBe("lines");
      expect(openaiChatReader.recognise(head(stream))).toBeNull();
      const events = read(anthropicMessagesReader, stream, "lines");
      const utterances = collect(events);
      expect(told(utterances)).toEqual(STREAMED);
      expect(falsePlaces(stream, utterances)).toEqual([]);
      expect(utterances[4]!.meta).toEqual({
        role: "assistant",
        channel: "tool-input",
        callId: "toolu_1",
        session: "msg_1",
        message: "msg_1",
        model: "acme-opus",
        tool: "Read",
        part: 1,
      });
      expect(utterances[5]!.meta.model).toBeUndefined();
      expect(usage(events)).toEqual([
        { session: "msg_1", model: "acme-opus", message: "msg_1", inputTokens: 9, outputTokens: 44 },
      ]);
      expect(notes(events)).toEqual([]);
    },
  );

  it("reads a whole response", () => {
    const whole = source("response.json");
    expect(anthropicMessagesReader.recognise(head(whole))).toBe("document");
    const utterances = collect(read(anthropicMessagesReader, whole, "document"));
    expect(told(utterances)).toEqual([
      "assistant/reasoning: A typo in 配置.",
      "assistant/answer: Fixed the 配置 file.",
      "assistant/tool-input: a.ini",
      "assistant/tool-input: port=1",
      "assistant/tool-input: 名=值",
      "assistant/summary: The user asked for 修复.",
    ]);
    expect(falsePlaces(whole, utterances)).toEqual([]);
  });

  it("tells logged requests as context, once in their conversation, tool results under the tool's role", () => {
    const exchanges = source("exchanges.jsonl");
    expect(anthropicMessagesReader.recognise(head(exchanges))).toBe("lines");
    const utterances = collect(read(anthropicMessagesReader, exchanges, "lines"));
    expect(told(utterances).map((each) => each.replace("\n", ""))).toEqual([
      "system/system: You are terse.",
      "user/prompt: Where is it?",
      "assistant/answer: In src.",
      "assistant/tool-input: 中",
      "tool/tool-output: a.ts: 中文",
      "user/injected: <system-reminder>Be short.</system-reminder>",
      "user/prompt: Go on.",
      "assistant/answer: Found 一处.",
    ]);
    expect(new Set(utterances.map((each) => each.meta.session))).toEqual(new Set(["msg_1"]));
    expect(falsePlaces(exchanges, utterances)).toEqual([]);
  });

  it("however the deltas are cut, the texts are the same and stand where they say", () => {
    const unit = fc.constantFrom("a", " ", "核", "🎉", '"', "\\", "\n");
    const texts = fc.record({
      thinking: fc.string({ unit, minLength: 1 }),
      answer: fc.constantFrom("The 路 is\nclear 🎉.", "<think>先</think>final状态 check"),
      input: fc.string({ unit }).map((value) => `${value}!`),
      ascii: fc.boolean(),
    });
    const places = fc.array(fc.nat(200), { maxLength: 10 });
    fc.assert(
      fc.property(texts, places, places, places, ({ thinking, answer, input, ascii }, a, b, c) => {
        const build = (...cuts: (readonly number[])[]): string =>
          [
            message("m"),
            start(0, { type: "thinking", thinking: "" }),
            ...cutAt(thinking, cuts[0]!).map((value) =>
              delta(0, { type: "thinking_delta", thinking: value }),
            ),
            stop(0),
            start(1, { type: "text", text: "" }),
            ...cutAt(answer, cuts[1]!).map((value) => text(1, value)),
            stop(1),
            start(2, { type: "tool_use", id: "t", name: "f", input: {} }),
            ...cutAt(JSON.stringify({ a: [input] }), cuts[2]!).map((value) =>
              delta(2, { type: "input_json_delta", partial_json: value }),
            ),
            stop(2),
          ]
            .map((event) => `event: x\ndata: ${ascii ? asciiJson(event) : JSON.stringify(event)}\n\n`)
            .join("");
        const cut = build(a, b, c);
        const utterances = collect(read(anthropicMessagesReader, cut, "lines"));
        expect(told(utterances)).toEqual(
          told(collect(read(anthropicMessagesReader, build([], [], []), "lines"))),
        );
        expect(on("tool-input", utterances)).toEqual([input]);
        // A surrogate pair that was cut between two deltas stands in two places: only whole ones can be compared.
        if (!cut.includes("\\ud83")) expect(falsePlaces(cut, utterances)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("tells a drift before its block ends", () => {
    const session = anthropicMessagesReader.create("u", "lines");
    const events = records(
      lines(message("m"), start(0, { type: "text", text: "" }), text(0, "the 路")),
    ).flatMap((record) => [...session.record(record)]);
    expect(events.at(-1)).toMatchObject({ type: "text", text: "the 路" });
  });

  it("ignores a repeated start, and ends the message before another one", () => {
    const events = readLines(
      message("m"),
      message("m"),
      start(0, { type: "text", text: "" }),
      text(0, "the 路"),
      message("n"),
      text(0, "other"),
      { type: "message_delta", delta: {}, usage: { output_tokens: 5 } },
      { type: "message_delta", delta: {}, usage: { output_tokens: 9 } },
      { type: "message_stop" },
    );
    expect(collect(events).map((each) => [each.meta.session, each.text])).toEqual([
      ["m", "the 路"],
      ["n", "other"],
    ]);
    expect(usage(events).map((each) => [each.session, each.outputTokens])).toEqual([
      ["m", 1],
      ["n", 9],
    ]);
  });

  it("reads what a start holds already: blocks, arguments, summaries; but not twice", () => {
    const events = readLines(
      message("m", { content: [{ type: "tool_use", name: "f", input: { a: "路" } }] }),
      start(0, { type: "tool_use", name: "g", input: { a: "whole" } }),
      stop(0),
      start(1, { type: "server_tool_use", name: "h", input: { a: "half" } }),
      delta(1, { type: "input_json_delta", partial_json: '{"a":"half and more"}' }),
      start(2, { type: "compaction", content: null }),
      delta(2, { type: "compaction_delta", content: "They spoke of 路." }),
      { type: "error", error: { type: "overloaded_error" } },
    );
    expect(told(collect(events)).sort()).toEqual([
      "assistant/summary: They spoke of 路.",
      "assistant/tool-input: half and more",
      "assistant/tool-input: whole",
      "assistant/tool-input: 路",
    ]);
    expect(notes(events).map((each) => [each.code, each.severity])).toEqual([["unknown-shape", "info"]]);
  });

  it("does not take the final message of a stream for another one", () => {
    const whole = { id: "m", type: "message", role: "assistant", content: [{ type: "text", text: "a 路" }] };
    const events = readLines(
      message("m"),
      text(0, "a 路"),
      stop(0),
      { type: "message_stop" },
      { ...whole, usage: {} },
    );
    expect(told(collect(events))).toEqual(["assistant/answer: a 路"]);
  });

  it("says so when a block of an unknown kind holds text that matters", () => {
    const block = (value: string): object => start(0, { type: "hologram", text: value });
    expect(notes(readLines(message("m"), block("flat")))).toEqual([]);
    expect(notes(readLines(message("m"), block("全息"), block("全息")))).toMatchObject([
      { code: "unknown-shape", partial: true, location: { line: 2 } },
    ]);
  });

  it("leaves other formats alone", () => {
    const foreign = [
      {
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: "a" }],
        id: "x",
        usage: {},
      },
      { type: "message", role: "assistant", content: "a", model: "m" },
      { type: "assistant", message: { type: "message", role: "assistant", content: [], model: "m" } },
      { type: "stream_event", event: { type: "content_block_delta", index: 0, delta: {} } },
      { type: "ping" },
      { choices: [{ delta: { content: "a" } }] },
    ];
    for (const each of foreign) expect(anthropicMessagesReader.recognise(head(lines(each)))).toBeNull();
    const responses =
      'event: response.created\ndata: {"type":"response.created","response":{"object":"response"}}\n\n';
    expect(anthropicMessagesReader.recognise(head(responses))).toBeNull();
  });

  it("throws on nothing", () => {
    const types = [
      "message",
      "message_start",
      "content_block_start",
      "content_block_delta",
      "content_block_stop",
    ];
    const blocks = [
      "text_delta",
      "input_json_delta",
      "citations_delta",
      "text",
      "tool_use",
      "tool_result",
      "compaction",
    ];
    const keys = [
      "message",
      "content",
      "content_block",
      "delta",
      "index",
      "input",
      "text",
      "partial_json",
      "citation",
    ];
    const odd = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, 0, -1, "", "路", "{", "assistant"),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("value"), { maxLength: 3 }),
      object: fc
        .tuple(
          fc.constantFrom(...types, ...blocks),
          fc.dictionary(fc.constantFrom(...keys, "role", "usage"), tie("value")),
        )
        .map(([type, rest]) => ({ type, ...rest })),
    }));
    fc.assert(
      fc.property(fc.array(fc.oneof(odd.value, odd.object), { maxLength: 6 }), (values) => {
        collect(readLines(...values));
        anthropicMessagesReader.recognise(head(lines(...values)));
      }),
      { numRuns: 400 },
    );
  });
});
