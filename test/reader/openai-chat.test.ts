import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReaderEvent } from "../../src/model/reader-event.js";
import { openaiChatReader } from "../../src/reader/openai-chat/reader.js";
import { collect, read, told } from "./collect.js";
import { fixture } from "./line-records.js";
import { head, records } from "./raw-record.js";
import { asciiJson, cutAt, falsePlaces, on } from "./true-places.js";

const source = (name: string): string => fixture("openai-chat", name).toString();
const lines = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const readLines = (...values: unknown[]): ReaderEvent[] => read(openaiChatReader, lines(...values), "lines");
const codes = (events: readonly ReaderEvent[]): string[] =>
  events.flatMap((event) => (event.type === "diagnostic" ? [event.diagnostic.code] : []));
const usage = (events: readonly ReaderEvent[]) =>
  events.flatMap((event) => (event.type === "usage" ? [event.usage] : []));

function chunk(delta: unknown, more: { id?: string; index?: number; finish_reason?: string } = {}): object {
  const { id = "r1", index = 0, finish_reason = null } = more;
  return { id, object: "chat.completion.chunk", model: "acme", choices: [{ index, delta, finish_reason }] };
}

const call = (args: string, more: object = {}): object => ({
  tool_calls: [{ index: 0, ...more, function: { arguments: args } }],
});

const STREAMED = [
  "assistant/reasoning: The port is already 占用, so pick another.",
  "assistant/answer: I moved the server to port 8081 完成.",
  "assistant/tool-input: npm start # 启动",
];

describe("stored chat completions", () => {
  it.each(["stream.sse", "stream.chunks.txt"])(
    "%s: reasoning, answer and arguments, each in its place",
    (name) => {
      const text = source(name);
      expect(openaiChatReader.recognise(head(text))).toBe("lines");
      const events = read(openaiChatReader, text, "lines");
      const utterances = collect(events);
      expect(told(utterances)).toEqual(STREAMED);
      expect(falsePlaces(text, utterances)).toEqual([]);
      expect(utterances[2]!.meta).toEqual({
        role: "assistant",
        channel: "tool-input",
        callId: "call_1",
        session: "chatcmpl-7",
        message: "chatcmpl-7",
        model: "acme-r1",
        timestamp: "2026-01-02T03:04:05.000Z",
        tool: "run",
        part: 0,
      });
      expect(utterances[2]!.pieces[0]!.origin.pointer).toMatch(
        /tool_calls\/0\/function\/arguments#\/command$/,
      );
      expect(usage(events)).toEqual([
        {
          session: "chatcmpl-7",
          model: "acme-r1",
          message: "chatcmpl-7",
          inputTokens: 31,
          outputTokens: 40,
          reasoningTokens: 17,
        },
      ]);
      expect(codes(events)).toEqual([]);
    },
  );

  it("reads a whole response; reasoning that is also written inline counts once", () => {
    const text = source("response.json");
    expect(openaiChatReader.recognise(head(text))).toBe("document");
    const utterances = collect(read(openaiChatReader, text, "document"));
    expect(utterances.map((each) => [each.meta.channel, each.text.trim()])).toEqual([
      ["reasoning", "The log 显示 a timeout."],
      ["answer", "Raise the limit 即可."],
      ["tool-input", "app.toml"],
      ["tool-input", "timeout = 60 # 秒"],
    ]);
    expect(falsePlaces(text, utterances)).toEqual([]);
  });

  it("tells the messages of logged requests as context, once in their conversation", () => {
    const text = source("exchanges.jsonl");
    expect(openaiChatReader.recognise(head(text))).toBe("lines");
    const utterances = collect(read(openaiChatReader, text, "lines"));
    expect(utterances.map((each) => `${each.meta.session} ${told([each])[0]}`)).toEqual([
      "chatcmpl-1 system/system: Be brief.",
      "chatcmpl-1 user/prompt: Why does it fail?",
      "chatcmpl-1 assistant/answer: The cache is 过期.",
      "chatcmpl-1 user/prompt: Clear it.",
      "chatcmpl-1 assistant/tool-input: rm -r cache",
      "chatcmpl-1 tool/tool-output: 已删除 3 files",
      "chatcmpl-1 assistant/answer: Cleared.",
      "chatcmpl-3 user/prompt: Hello",
      "chatcmpl-3 assistant/answer: Hi.",
    ]);
    expect(utterances[2]!.meta.model).toBe("acme-r1");
    expect(falsePlaces(text, utterances)).toEqual([]);
  });

  it("however the deltas are cut, the texts are the same and stand where they say", () => {
    const texts = fc.record({
      reasoning: fc.string({ unit: fc.constantFrom("a", " ", "核", "😀", '"', "\n"), minLength: 1 }),
      answer: fc.constantFrom(
        "<think>先 look</think>\nThe 路 is\nclear 🎉.",
        "final状态 check",
        "a < b\n<thinker> 完",
      ),
      command: fc.string({ unit: fc.constantFrom("x", "/", "路", "🎉", '"', "\\", "\n"), minLength: 1 }),
      ascii: fc.boolean(),
      inner: fc.boolean(),
    });
    const places = fc.array(fc.nat(200), { maxLength: 10 });
    fc.assert(
      fc.property(texts, places, places, places, ({ reasoning, answer, command, ascii, inner }, a, b, c) => {
        const args = (inner ? asciiJson : JSON.stringify)({ command: `${command}!`, n: 1 });
        const build = (...cuts: (readonly number[])[]): string => {
          const chunks = [
            ...cutAt(reasoning, cuts[0]!).map((text) => chunk({ reasoning_content: text })),
            ...cutAt(answer, cuts[1]!).map((text) => chunk({ content: text })),
            ...cutAt(args, cuts[2]!).map((text) => chunk(call(text))),
          ];
          return chunks.map((each) => `${ascii ? asciiJson(each) : JSON.stringify(each)}\n`).join("");
        };
        const cut = build(a, b, c);
        const utterances = collect(read(openaiChatReader, cut, "lines"));
        const whole = collect(read(openaiChatReader, build([], [], []), "lines"));
        expect(told(utterances)).toEqual(told(whole));
        expect(on("tool-input", utterances)).toEqual([`${command}!`]);
        // A surrogate pair that was cut between two deltas stands in two places: only whole ones can be compared.
        if (!cut.includes("\\ud83")) expect(falsePlaces(cut, utterances)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("tells a drift before the stream ends, and joins halves of a surrogate pair", () => {
    const session = openaiChatReader.create("u", "lines");
    const feed = (delta: object): string[] =>
      records(lines(chunk(delta))).flatMap((record) =>
        [...session.record(record)].flatMap((event) => (event.type === "text" ? [event.text] : [])),
      );
    expect(feed({ content: "the 路" })).toEqual(["the 路"]);
    expect(feed({ content: "\ud83d" })).toEqual([]);
    expect(feed({ content: "\ude00 I took" })).toEqual(["😀 I took"]);
    expect(feed(call('{"q":"中'))).toEqual(["中"]);
  });

  it.each([
    ["reasoning_content", { reasoning_content: "t" }, "assistant/reasoning: t"],
    ["reasoning", { reasoning: "t" }, "assistant/reasoning: t"],
    ["two names for the same", { reasoning: "t", reasoning_content: "t" }, "assistant/reasoning: t"],
    [
      "reasoning_details",
      { reasoning_details: [{ type: "reasoning.text", text: "t" }] },
      "assistant/reasoning: t",
    ],
    [
      "a summary under both names",
      { reasoning: "t", reasoning_details: [{ type: "reasoning.summary", summary: "t" }] },
      "assistant/reasoning-summary: t",
    ],
    [
      "Mistral's parts",
      { content: [{ type: "thinking", thinking: [{ type: "text", text: "t" }] }] },
      "assistant/reasoning: t",
    ],
    ["thinking", { thinking: "t" }, "assistant/reasoning: t"],
    ["refusal", { refusal: "t" }, "assistant/answer: t"],
    ["a spoken answer", { audio: { transcript: "t" } }, "assistant/answer: t"],
    ["function_call", { function_call: { name: "f", arguments: '{"a":"t"}' } }, "assistant/tool-input: t"],
    [
      "arguments as an object",
      { tool_calls: [{ function: { arguments: { a: "t" } } }] },
      "assistant/tool-input: t",
    ],
    [
      "a custom tool's free text",
      { tool_calls: [{ custom: { name: "p", input: "t" } }] },
      "assistant/tool-input: t",
    ],
  ])("%s, streamed and whole", (_, value, expected) => {
    expect(told(collect(readLines(chunk(value))))).toEqual([expected]);
    const whole = { id: "w", choices: [{ index: 0, message: { role: "assistant", ...value } }] };
    expect(told(collect(readLines(whole)))).toEqual([expected]);
  });

  it("keeps choices, calls and responses apart, in whatever turns they come", () => {
    const other = (delta: object, id: string, index = 0): object => chunk(delta, { id, index });
    const events = readLines(
      other({ content: "a1 " }, "a"),
      other({ content: "b1 " }, "a", 1),
      other({ content: "c1 " }, "c"),
      other({ content: "a2" }, "a"),
      other({ content: "b2" }, "a", 1),
      other({ content: "c2" }, "c"),
      chunk({ tool_calls: [{ index: 0, id: "x", function: { name: "f", arguments: '{"k":"x1' } }] }),
      chunk({ tool_calls: [{ index: 1, id: "y", function: { name: "g", arguments: '{"k":"y1' } }] }),
      chunk({ tool_calls: [{ index: 0, id: "", function: { arguments: ' x2"}' } }] }),
      chunk({ tool_calls: [{ index: 1, function: { arguments: ' y2"}' } }] }),
    );
    const found = collect(events).map((each) => [each.meta.session, each.meta.tool ?? "", each.text]);
    expect(found).toEqual([
      ["a", "", "a1 a2"],
      ["a", "", "b1 b2"],
      ["c", "", "c1 c2"],
      ["r1", "f", "x1 x2"],
      ["r1", "g", "y1 y2"],
    ]);
  });

  it("takes another id at the same index for another call", () => {
    const one = (id: string, args: string): object => chunk(call(args, { id }));
    const utterances = collect(readLines(one("x", '{"k":"a"}'), one("y", '{"k":"b'), one("y", 'c"}')));
    expect(on("tool-input", utterances)).toEqual(["a", "bc"]);
  });

  it("puts chunks without ids into one session, and ends a message where the next begins", () => {
    const bare = (delta: object, finish_reason: string | null = null): object => ({
      choices: [{ delta, finish_reason }],
    });
    const utterances = collect(
      readLines(
        bare({ role: "assistant", content: "one" }),
        bare({}, "stop"),
        { choices: [], usage: { completion_tokens: 1 } },
        bare({ role: "assistant", content: "two" }),
      ),
    );
    expect(utterances.map((each) => [each.meta.session, each.text])).toEqual([
      ["test.jsonl", "one"],
      ["test.jsonl", "two"],
    ]);
  });

  it("does not take the whole message at the end of a stream for another one", () => {
    const message = { role: "assistant", content: "The 路 ahead" };
    const events = readLines(chunk({ content: "The 路 ahead" }), {
      id: "r1",
      object: "chat.completion",
      choices: [{ index: 0, message }],
      usage: { prompt_tokens: 1 },
    });
    expect(told(collect(events))).toEqual(["assistant/answer: The 路 ahead"]);
    expect(usage(events)).toHaveLength(1);
  });

  it("reads on after an error, a broken event and a filter's empty first chunk", () => {
    const azure = { id: "", object: "", choices: [], prompt_filter_results: [{ prompt_index: 0 }] };
    const text = `data: ${JSON.stringify(azure)}\n\ndata: ${JSON.stringify(chunk({ content: "a " }))}\n\ndata: {"id":\n\ndata: {"error":{"type":"overloaded"}}\n\ndata: ${JSON.stringify(chunk({ content: "路" }))}`;
    expect(openaiChatReader.recognise(head(text))).toBe("lines");
    const events = read(openaiChatReader, text, "lines");
    expect(told(collect(events))).toEqual(["assistant/answer: a 路"]);
    const found = events.flatMap((event) => (event.type === "diagnostic" ? [event.diagnostic] : []));
    expect(found.map((each) => [each.code, each.severity])).toEqual([
      ["truncated-record", "warning"],
      ["unknown-shape", "info"],
    ]);
    expect(found[0]!.location).toMatchObject({ line: 5, column: 7 });
  });

  it("reads old completions and bodies kept as strings or by the batch interface", () => {
    const old = { id: "t", object: "text_completion", choices: [{ index: 0, text: "a 路" }] };
    const body = { id: "b", choices: [{ index: 0, message: { role: "assistant", content: "b 路" } }] };
    const events = readLines(
      old,
      { custom_id: "1", response: { status_code: 200, body } },
      { response: JSON.stringify(body) },
    );
    expect(told(collect(events)).map((each) => each.slice(-3))).toEqual(["a 路", "b 路", "b 路"]);
  });

  it("leaves other formats alone", () => {
    const responses =
      'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","delta":"a"}\n\n';
    const foreign = [
      responses,
      lines({ type: "message_start", message: { id: "m" } }),
      lines({ messages: [{ role: "user", content: "choices" }] }),
      '{"choices":"a"}\n',
      "data: hello\n\n",
      "error: disk full\nid: 3\n",
      "",
    ];
    expect(foreign.map((each) => openaiChatReader.recognise(head(each)))).toEqual(foreign.map(() => null));
  });

  it("recognises a response longer than the head", () => {
    const value = JSON.parse(source("response.json"));
    value.choices[0].message.content = "long ".repeat(30_000);
    expect(openaiChatReader.recognise(head(JSON.stringify(value, null, 2)))).toBe("document");
    expect(openaiChatReader.recognise(head(`${JSON.stringify(value)}\n`))).toBe("lines");
  });

  it("throws on nothing", () => {
    const keys = [
      "choices",
      "delta",
      "message",
      "content",
      "tool_calls",
      "function",
      "arguments",
      "id",
      "index",
    ];
    const odd = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, 0, -1, "", "路", "{", true),
        tie("list"),
        tie("object"),
      ),
      list: fc.array(tie("value"), { maxLength: 3 }),
      object: fc.dictionary(
        fc.constantFrom(...keys, "reasoning_details", "request", "messages", "role", "usage"),
        tie("value"),
      ),
    }));
    fc.assert(
      fc.property(fc.array(fc.oneof(odd.value, odd.object), { maxLength: 5 }), (values) => {
        collect(readLines(...values));
        openaiChatReader.recognise(head(lines(...values)));
      }),
      { numRuns: 400 },
    );
  });
});
