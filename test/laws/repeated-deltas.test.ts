import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ReaderEvent } from "../../src/model/reader-event.js";
import { readerByName } from "../../src/reader/registry.js";
import { DeltaTemplate } from "../../src/reader/shared/delta-template.js";
import { read } from "../reader/collect.js";

/** What deltas say. Halves of a character, tags of reasoning and marks of JSON are cut anywhere. */
const TEXTS = [
  " word",
  " 状态",
  "naïve 🙂",
  "\ud83d",
  "\ude42",
  "<think>",
  "</think>\n",
  "<",
  'say "no"\\n',
  "\n\t",
  "content",
  "delta",
  "",
  " ",
  "x".repeat(5000),
];

type Payload = object | string;
type Make = (text: string, n: number) => Payload;

const chunk = (choices: object, more: object = {}) => ({
  ...{ id: "c1", object: "chat.completion.chunk", created: 1767323045, model: "acme-r1" },
  ...more,
  choices: [choices],
});
const CHAT: readonly Make[] = [
  (content) => chunk({ index: 0, delta: { content }, finish_reason: null }),
  (content) => chunk({ index: 0, delta: { content }, finish_reason: null }),
  (content, n) => ({ ...chunk({ index: 0, delta: { content }, logprobs: null }), obfuscation: `x${n}` }),
  (content) => chunk({ index: 0, delta: { reasoning_content: content }, finish_reason: null }),
  (content) => chunk({ index: 0, delta: { content: [{ type: "text", text: content }] } }),
  (content) => chunk({ index: 1, delta: { content } }),
  (content, n) => chunk({ index: 0, delta: { content } }, { id: `c${n % 3}` }),
  (content) => chunk({ index: 0, delta: { content } }, { id: undefined, model: undefined }),
  (content) => chunk({ index: 0, delta: { content } }, { usage: { prompt_tokens: 1, completion_tokens: 2 } }),
  (content) => chunk({ index: 0, delta: { content, refusal: content } }),
  (content) => chunk({ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: content } }] } }),
  () => chunk({ index: 0, delta: {}, finish_reason: "stop" }),
  (text) => ({ error: { message: text } }),
  () => "[DONE]",
];

const delta = (index: number, delta: object) => ({ type: "content_block_delta", index, delta });
const ANTHROPIC: readonly Make[] = [
  (text) => delta(0, { type: "text_delta", text }),
  (text) => delta(0, { type: "text_delta", text }),
  (thinking) => delta(0, { type: "thinking_delta", thinking }),
  (text) => delta(1, { type: "text_delta", text }),
  (text) => delta(0, { type: "input_json_delta", partial_json: JSON.stringify(text) }),
  (_, index) => ({
    type: "content_block_start",
    index: index % 2,
    content_block: { type: "text", text: "" },
  }),
  (_, n) => ({ type: "content_block_stop", index: n % 2 }),
  (_, n) => ({
    type: "message_start",
    message: { id: `m${n % 2}`, role: "assistant", model: "m", content: [] },
  }),
  () => ({ type: "message_stop" }),
];

const event = (type: string, n: number, more: object) => ({ type, sequence_number: n, ...more });
const RESPONSES: readonly Make[] = [
  (delta, n) =>
    event("response.output_text.delta", n, { item_id: "i1", output_index: 0, content_index: 0, delta }),
  (delta, n) =>
    event("response.output_text.delta", n, { item_id: "i1", output_index: 0, delta, obfuscation: `y${n}` }),
  (delta, n) => event("response.reasoning_summary_text.delta", n, { item_id: "i2", output_index: 1, delta }),
  (delta, n) => event("response.output_text.delta", n, { output_index: 0, delta }),
  (delta) => ({ type: "response.output_text.delta", item_id: "i1", output_index: 0, delta }),
  (delta, n) => event("response.function_call_arguments.delta", n, { item_id: "i3", output_index: 2, delta }),
  (text, n) =>
    event("response.output_text.done", n, { item_id: "i1", output_index: 0, content_index: 0, text }),
  (_, n) => event("response.created", n, { response: { id: `r${n % 2}`, model: "m", output: [] } }),
  (_, n) => event("response.completed", n, { response: { id: `r${n % 2}`, model: "m", output: [] } }),
];

const STYLES: readonly ((payload: Payload) => string)[] = [
  (payload) => `${JSON.stringify(payload)}\n`,
  (payload) => `data: ${typeof payload === "string" ? payload : JSON.stringify(payload)}\n\n`,
  (payload) => `event: x\r\ndata:${JSON.stringify(payload).replaceAll(/[\ud800-\uffff]/g, escaped)}\r\n\r\n`,
  (payload) => `${JSON.stringify(payload).replaceAll('":', '": ').replaceAll("\\t", "\t")}\n`,
  (payload) => `[${JSON.stringify(payload)}]\n`,
  (payload) => `${JSON.stringify(payload).slice(0, -1)}\n`,
];
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16)}`;

/** All events, each with the places of its text. */
function told(format: string, source: string): unknown {
  const places = (event: ReaderEvent) =>
    event.type === "text"
      ? [0, 1, event.text.length].map((offset) => event.origin.locate(Math.min(offset, event.text.length)))
      : [];
  return read(readerByName(format), source, "lines").map((event) => ({
    ...event,
    ...(event.type === "text" && { origin: event.origin.pointer }),
    places: places(event),
  }));
}

describe("a stream of deltas that are alike", () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ["openai-chat", CHAT],
    ["anthropic-messages", ANTHROPIC],
    ["openai-responses", RESPONSES],
  ] as const)("%s tells the same as when each is read", (format, makes) => {
    const style = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...STYLES.slice(0, 3)) },
      fc.constantFrom(...STYLES),
    );
    const stretch = fc.record({
      make: fc.constantFrom(...makes),
      style,
      texts: fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 6 }),
    });
    let repeated = 0;
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 8 }), (stretches) => {
        let n = 0;
        const source = stretches
          .flatMap(({ make, style, texts }) => texts.map((text) => style(make(text, n++))))
          .join("");
        const tell = vi.spyOn(DeltaTemplate.prototype, "tell");
        const fast = told(format, source);
        repeated += tell.mock.results.filter(({ value }) => value !== null).length;
        const none = vi.spyOn(DeltaTemplate, "of").mockReturnValue(null);
        expect(fast).toEqual(told(format, source));
        none.mockRestore();
        tell.mockRestore();
      }),
      { numRuns: 150 },
    );
    expect(repeated).toBeGreaterThan(100);
  });
});

describe("a template of a delta", () => {
  const of = (record: string) =>
    DeltaTemplate.of(record, { text: ["a", "text"], free: [["n"]], tell: () => [] });
  it.each([
    ["a key that stands twice", '{"a":{"text":"x"},"b":{"text":"y"}}'],
    ["a value like the key", '{"a":{"text":"x"},"b":"text"}'],
    ["another path", '{"b":{"text":"x"}}'],
    ["a text that is no string", '{"a":{"text":1}}'],
    ["a free place with something else", '{"a":{"text":"x"},"n":[1]}'],
    ["no JSON", '{"a":{"text":"x"}'],
  ])("is not made of a record with %s", (_, record) => {
    expect(of(record)).toBeNull();
  });

  it.each([
    '{"a":{"text":"x","y":"z"},"n":1}',
    '{"a":{"text":"x"},"n":"1"}',
    '{"a":{"text":"x"},"n":01}',
    '{"a":{"text":"x"},"n":1.5}',
    '{"a":{"text":"x\t"},"n":1}',
    '{"a":{"text":"\\x"},"n":1}',
    '{"a":{"text":"x\\"},"n":1}',
    '{"a":{"text":""},"n":1}',
    '{"a":{"text":"x"},"n":1} ',
  ])("does not fit %s", (text) => {
    const record = {
      text,
      line: 1,
      terminated: true,
      position: () => ({ line: 1, column: 1, byteOffset: 0 }),
    };
    const template = of('{"a":{"text":"some"},"n":12}');
    expect(template?.tell({ ...record, text: '{"a":{"text":"\\n"},"n":0}' })).toEqual([]);
    expect(template?.tell(record)).toBeNull();
  });
});
