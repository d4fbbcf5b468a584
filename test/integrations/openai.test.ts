import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DriftError, driftOf, watchOpenAI, watchStream } from "../../src/integrations/openai.js";
import type { DriftPolicy } from "../../src/integrations/policy.js";
import { dataEvents, namedEvents, type ReplayServer, startReplayServer } from "./replay-server.js";
import { ASK, CLEAN, collect, LEAK, LEAK_ARGS, pieces, REDACTED, REDACTED_ARGS } from "./streams.js";

let server: ReplayServer;
let plain: OpenAI;
beforeAll(async () => {
  server = await startReplayServer();
  plain = new OpenAI({ baseURL: server.url, apiKey: "none", maxRetries: 0 });
});
afterAll(() => server.stop());

const watched = (policy: DriftPolicy) => watchOpenAI(plain, policy);
const PARAMS = { model: "some-model", messages: [{ role: "user" as const, content: ASK }] };

const chunk = (delta: object, finish: string | null = null) => ({
  id: "c1",
  object: "chat.completion.chunk",
  created: 1,
  model: "some-model",
  choices: [{ index: 0, delta, finish_reason: finish }],
});
const DELTAS: Record<string, (text: string) => object> = {
  reasoning: (reasoning_content) => ({ reasoning_content }),
  answer: (content) => ({ content }),
  "tool-input": (args) => ({ tool_calls: [{ index: 0, function: { arguments: args } }] }),
};
const CALL = {
  tool_calls: [{ index: 0, id: "t1", type: "function", function: { name: "edit", arguments: "" } }],
};
function chat(channel: string, text: string): string[] {
  const start =
    channel === "tool-input" ? { role: "assistant", content: null, ...CALL } : { role: "assistant" };
  return dataEvents([
    chunk(start),
    ...pieces(text).map((piece) => chunk(DELTAS[channel]!(piece))),
    chunk({}, channel === "tool-input" ? "tool_calls" : "stop"),
    { ...chunk({}), choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } },
  ]);
}
const completion = (content: string) => ({
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "some-model",
  choices: [{ index: 0, message: { role: "assistant", content, refusal: null }, finish_reason: "stop" }],
});

/** The texts of a chat stream put together again. */
function joined(chunks: readonly OpenAI.ChatCompletionChunk[]): string {
  return chunks
    .flatMap(({ choices }) => choices.map(({ delta }) => delta))
    .map((delta) => {
      const reasoning = (delta as { reasoning_content?: string }).reasoning_content;
      return reasoning ?? delta.content ?? delta.tool_calls?.[0]?.function?.arguments ?? "";
    })
    .join("");
}

describe.each([
  ["reasoning", LEAK, REDACTED],
  ["answer", LEAK, REDACTED],
  ["tool-input", LEAK_ARGS, REDACTED_ARGS],
])("a chat stream with a leak in the %s", (channel, leak, redacted) => {
  it("is cancelled at the server, with a typed error, before the text goes on", async () => {
    const events = chat(channel, leak);
    server.next({ events, pauseAfter: events.length - 3 });
    const got: OpenAI.ChatCompletionChunk[] = [];
    const told: string[] = [];
    const client = watched({ action: "abort", onDrift: (drift) => told.push(drift.run.text) });
    const stream = await client.chat.completions.create({ ...PARAMS, stream: true });
    const error = await collect(stream, got).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DriftError);
    expect(error.drift).toMatchObject({ channel, run: { text: "状态" } });
    expect(told).toEqual(["状态"]);
    const served = server.served.at(-1)!;
    expect(await served.closed).toBe(true);
    expect(served.sent).toBeLessThan(events.length);
    expect(leak.startsWith(joined(got))).toBe(true);
  });

  it("is redacted, annotated or reported", async () => {
    const events = chat(channel, leak);
    server.next({ events }, { events }, { events });
    const run = async (policy: DriftPolicy) =>
      collect(await watched(policy).chat.completions.create({ ...PARAMS, stream: true }));
    expect(joined(await run({ action: "redact" }))).toBe(redacted);
    const noted = await run({ action: { default: "abort", [channel]: "annotate" } });
    expect(joined(noted)).toBe(leak);
    const notes = noted.flatMap((one) => (one as { langdrift?: { drifts: unknown[] } }).langdrift ?? []);
    expect(notes).toMatchObject([{ drifts: [{ channel, run: { text: "状态" } }] }]);
    const told: string[] = [];
    expect(joined(await run({ onDrift: (drift) => told.push(drift.channel) }))).toBe(leak);
    expect(told).toEqual([channel]);
  });
});

describe("the chat interface", () => {
  it("gives a clean stream as it is, and tees it, whatever the policy", async () => {
    const events = chat("answer", CLEAN);
    server.next({ events }, { events }, { events });
    const want = await collect(await plain.chat.completions.create({ ...PARAMS, stream: true }));
    const client = watched({ action: { default: "abort", answer: "redact" } });
    expect(await collect(await client.chat.completions.create({ ...PARAMS, stream: true }))).toEqual(want);
    const [left, right] = (await client.chat.completions.create({ ...PARAMS, stream: true })).tee();
    expect([await collect(left), await collect(right)]).toEqual([want, want]);
  });

  it("gives out the very chunks of a stream from anywhere, and aborts what it comes from", async () => {
    const chunks = [...pieces(LEAK).map((content) => chunk({ content })), chunk({}, "stop")];
    const stream = () => {
      const controller = new AbortController();
      const chunksOf = async function* () {
        yield* chunks;
      };
      return Object.assign(chunksOf(), { controller });
    };
    const got = await collect(watchStream(stream(), {}, PARAMS));
    expect(got.every((one, i) => one === chunks[i])).toBe(true);
    expect(got).toHaveLength(chunks.length);
    const cancelled = stream();
    await expect(collect(watchStream(cancelled, { action: "abort" }, PARAMS))).rejects.toBeInstanceOf(
      DriftError,
    );
    expect(cancelled.controller.signal.aborted).toBe(true);
  });

  it("takes what the request says for read", async () => {
    server.next({ events: chat("answer", "The column 金额 holds the sum, and so on.") });
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      { role: "user", content: [{ type: "text", text: ASK }] },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "t", type: "function", function: { name: "read", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "t", content: "编号,金额" },
    ];
    const client = watched({ action: "abort" });
    await collect(await client.chat.completions.create({ ...PARAMS, messages, stream: true }));
  });

  it("asks again with a reminder when a whole response drifts, at most so often", async () => {
    server.next({ json: completion(LEAK) }, { json: completion(CLEAN) });
    const before = server.served.length;
    const client = watched({ action: "retry", expect: ["en"] });
    const request = client.chat.completions.create(PARAMS);
    expect((await request).choices[0]!.message.content).toBe(CLEAN);
    expect(server.served).toHaveLength(before + 2);
    expect(server.served.at(-1)!.body.messages).toEqual([
      ...PARAMS.messages,
      { role: "user", content: expect.stringContaining("English") },
    ]);
    server.next({ json: completion(LEAK) }, { json: completion(LEAK) });
    await expect(client.chat.completions.create(PARAMS)).rejects.toMatchObject({ action: "retry" });
    expect(server.served).toHaveLength(before + 4);
  });

  it("redacts and annotates a whole response, and keeps what the promise offers", async () => {
    server.next({ json: completion(LEAK) }, { json: completion(LEAK) }, { json: completion(CLEAN) });
    const redacted = await watched({ action: "redact" }).chat.completions.create(PARAMS).withResponse();
    expect(redacted.data.choices[0]!.message.content).toBe(REDACTED);
    expect(redacted.response.status).toBe(200);
    const noted = await watched({ action: "annotate" }).chat.completions.create(PARAMS);
    expect(noted).toMatchObject({ ...completion(LEAK), langdrift: { drifts: [{ level: "word" }] } });
    const clean = await watched({ action: "abort" }).chat.completions.parse(PARAMS);
    expect(clean.choices[0]!.message.content).toBe(CLEAN);
  });

  it("watches the stream helper, and passes errors of the service through", async () => {
    server.next({ events: chat("answer", LEAK) });
    const stream = watched({ action: "abort" }).chat.completions.stream(PARAMS);
    const error = await stream.finalChatCompletion().catch((thrown) => thrown);
    expect(driftOf(error)).toBeInstanceOf(DriftError);
    server.next({ status: 429, json: { error: { message: "slow down" } } });
    const limited = watched({ action: "abort" }).chat.completions.create({ ...PARAMS, stream: true });
    await expect(limited).rejects.toBeInstanceOf(OpenAI.RateLimitError);
  });
});

/** The events of one message, reasoning summary or call of the Responses interface, with all their repetitions. */
function responses(channel: string, text: string): { type: string }[] {
  const at = { item_id: "i1", output_index: 0 };
  const inner = channel === "reasoning-summary" ? { ...at, summary_index: 0 } : { ...at, content_index: 0 };
  const name = {
    answer: "output_text",
    "reasoning-summary": "reasoning_summary_text",
    "tool-input": "function_call_arguments",
  }[channel]!;
  const part =
    channel === "answer" ? { type: "output_text", text, annotations: [] } : { type: "summary_text", text };
  const item = {
    answer: { id: "i1", type: "message", role: "assistant", status: "completed", content: [part] },
    "reasoning-summary": { id: "i1", type: "reasoning", summary: [part] },
    "tool-input": { id: "i1", type: "function_call", call_id: "t1", name: "edit", arguments: text },
  }[channel]!;
  const done = channel === "tool-input" ? { ...at, arguments: text } : { ...inner, text };
  const partDone =
    channel === "answer" ? "response.content_part.done" : "response.reasoning_summary_part.done";
  const started = { ...item, content: [], summary: [], arguments: "" };
  const response = { id: "r1", object: "response", model: "some-model", output: [] as object[] };
  return [
    { type: "response.created", response },
    { type: "response.output_item.added", output_index: 0, item: started },
    ...(channel === "tool-input"
      ? []
      : [{ type: partDone.replace("done", "added"), ...inner, part: { ...part, text: "" } }]),
    ...pieces(text).map((delta) => ({
      type: `response.${name}.delta`,
      ...(channel === "tool-input" ? at : inner),
      delta,
    })),
    { type: `response.${name}.done`, ...done },
    ...(channel === "tool-input" ? [] : [{ type: partDone, ...inner, part }]),
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: { ...response, output: [item] } },
  ].map((event, sequence_number) => ({ ...event, sequence_number }));
}

describe.each([
  ["answer", LEAK, REDACTED],
  ["reasoning-summary", LEAK, REDACTED],
  ["tool-input", LEAK_ARGS, REDACTED_ARGS],
])("a Responses stream with a leak in the %s", (channel, leak, redacted) => {
  const ask = { model: "some-model", instructions: "Be brief.", input: ASK };

  it("is cancelled, redacted in all its repetitions, or left as it is", async () => {
    const events = namedEvents(responses(channel, leak));
    server.next({ events, pauseAfter: events.length - 6 }, { events }, { events });
    const error = await watched({ action: "abort" })
      .responses.create({ ...ask, stream: true })
      .then((stream) => collect(stream))
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DriftError);
    expect(await server.served.at(-1)!.closed).toBe(true);

    const told: string[] = [];
    const policy: DriftPolicy = { action: "redact", onDrift: (drift) => told.push(drift.channel) };
    const got = await collect(await watched(policy).responses.create({ ...ask, stream: true }));
    const deltas = got.map((event) => ("delta" in event ? event.delta : "")).join("");
    expect(deltas).toBe(redacted);
    const rest = got.filter((event) => !("delta" in event));
    expect(rest).toEqual(
      responses(channel, redacted)
        .filter((event) => !("delta" in event))
        .map((event, i) => ({
          ...event,
          sequence_number: (rest[i] as { sequence_number: number }).sequence_number,
        })),
    );
    expect(told).toEqual([channel]);

    const noted = await collect(
      await watched({ action: "report" }).responses.create({ ...ask, stream: true }),
    );
    expect(noted).toEqual(responses(channel, leak));
  });

  it("is judged as a whole response too", async () => {
    const json = (responses(channel, leak).at(-1) as unknown as { response: object }).response;
    const want = (responses(channel, redacted).at(-1) as unknown as { response: object }).response;
    server.next({ json }, { json });
    const got = await watched({ action: "redact" }).responses.create(ask);
    expect(got).toMatchObject(want);
    expect(got.output_text).toBe(channel === "answer" ? redacted : "");
    await expect(watched({ action: "abort" }).responses.create(ask)).rejects.toBeInstanceOf(DriftError);
  });
});
