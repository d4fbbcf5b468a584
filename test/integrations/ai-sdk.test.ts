import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, jsonSchema, streamText, tool, wrapLanguageModel } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DriftError, driftMiddleware, driftOf } from "../../src/integrations/ai-sdk.js";
import type { DriftPolicy } from "../../src/integrations/policy.js";
import { dataEvents, namedEvents, type ReplayServer, startReplayServer } from "./replay-server.js";
import { ASK, CLEAN, collect, LEAK, LEAK_ARGS, pieces, REDACTED, REDACTED_ARGS } from "./streams.js";

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(() => server.stop());

const tools = {
  edit: tool({
    inputSchema: jsonSchema<{ path: string; note: string }>({
      type: "object",
      properties: { path: { type: "string" }, note: { type: "string" } },
    }),
  }),
};
const compatible = () => createOpenAICompatible({ name: "replay", baseURL: server.url })("some-model");
const messages = () => createAnthropic({ baseURL: server.url, apiKey: "none" })("some-model");
const watched = (policy: DriftPolicy, model = compatible()) =>
  wrapLanguageModel({ model, middleware: driftMiddleware(policy) });
const ask = { prompt: ASK, tools, maxRetries: 0, onError: () => {} };

const DELTAS: Record<string, (text: string) => object> = {
  reasoning: (reasoning_content) => ({ reasoning_content }),
  answer: (content) => ({ content }),
  "tool-input": (args) => ({ tool_calls: [{ index: 0, function: { arguments: args } }] }),
};
const chunk = (delta: object, finish_reason: string | null = null) => ({
  id: "c1",
  created: 1,
  model: "some-model",
  choices: [{ index: 0, delta, finish_reason }],
});
function stream(channel: string, text: string): string[] {
  const call = { index: 0, id: "t1", type: "function", function: { name: "edit", arguments: "" } };
  return dataEvents([
    chunk(channel === "tool-input" ? { role: "assistant", tool_calls: [call] } : { role: "assistant" }),
    ...pieces(text).map((piece) => chunk(DELTAS[channel]!(piece))),
    chunk({}, channel === "tool-input" ? "tool_calls" : "stop"),
  ]);
}
const whole = (message: object) => ({
  id: "c1",
  created: 1,
  model: "some-model",
  choices: [{ index: 0, message: { role: "assistant", content: null, ...message }, finish_reason: "stop" }],
});

type Part = { type: string; text?: string; delta?: string; input?: unknown; error?: unknown };
const said = (parts: readonly Part[]): string =>
  parts.map((part) => (/-delta$/.test(part.type) ? (part.text ?? part.delta ?? "") : "")).join("");

describe.each([
  ["reasoning", LEAK, REDACTED],
  ["answer", LEAK, REDACTED],
  ["tool-input", LEAK_ARGS, REDACTED_ARGS],
])("a streamed generation with a leak in the %s", (channel, leak, redacted) => {
  it("is cancelled at the server, with a typed error, before the text goes on", async () => {
    const events = stream(channel, leak);
    server.next({ events, pauseAfter: events.length - 3 });
    const seen: unknown[] = [];
    const onError = ({ error }: { error: unknown }): void => {
      seen.push(error);
    };
    const got: Part[] = [];
    const result = streamText({ ...ask, model: watched({ action: "abort" }), onError });
    await collect(result.fullStream as AsyncIterable<Part>, got).catch((error) => seen.push(error));
    expect(seen.map(driftOf)[0]).toBeInstanceOf(DriftError);
    expect(driftOf(seen[0])!.drift).toMatchObject({ channel, run: { text: "状态" } });
    const served = server.served.at(-1)!;
    expect(await served.closed).toBe(true);
    expect(served.sent).toBeLessThan(events.length);
    expect(leak.startsWith(said(got))).toBe(true);
  });

  it("is redacted or annotated", async () => {
    const events = stream(channel, leak);
    server.next({ events }, { events });
    const run = async (policy: DriftPolicy) => {
      const result = streamText({ ...ask, model: watched(policy) });
      const parts = await collect(result.fullStream as AsyncIterable<Part>);
      return { parts, metadata: await result.providerMetadata };
    };
    const { parts } = await run({ action: "redact" });
    expect(said(parts)).toBe(redacted);
    const input = parts.find(({ type }) => type === "tool-call")?.input;
    expect(input).toEqual(channel === "tool-input" ? JSON.parse(redacted) : undefined);
    const noted = await run({ action: { default: "abort", [channel]: "annotate" } });
    expect(said(noted.parts)).toBe(leak);
    expect(noted.metadata).toMatchObject({ langdrift: { drifts: [{ channel, run: { text: "状态" } }] } });
  });
});

describe("the middleware", () => {
  it("gives a clean stream as it is, with another provider too", async () => {
    const block = { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } };
    const message = {
      id: "m1",
      type: "message",
      role: "assistant",
      model: "some-model",
      content: [],
      usage: { input_tokens: 1 },
    };
    const events = namedEvents([
      { type: "message_start", message },
      block,
      ...pieces(CLEAN).map((text) => ({
        type: "content_block_delta",
        index: 0,
        delta: { type: "text_delta", text },
      })),
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 1 } },
      { type: "message_stop" },
    ] as { type: string }[]);
    server.next({ events }, { events });
    const read = async (model: ReturnType<typeof messages>) => {
      const options = {
        prompt: [{ role: "user" as const, content: [{ type: "text" as const, text: ASK }] }],
      };
      return collect((await model.doStream(options)).stream as unknown as AsyncIterable<unknown>);
    };
    const want = await read(messages());
    const model = watched({ action: { default: "abort", answer: "redact" } }, messages() as never);
    expect(await read(model as never)).toEqual(want);
  });

  it("judges a whole generation: asks again, redacts, annotates, gives up", async () => {
    const leak = { json: whole({ content: LEAK }) };
    server.next(leak, { json: whole({ content: CLEAN }) }, leak, leak, leak);
    const run = (policy: DriftPolicy) =>
      generateText({ ...ask, model: watched({ expect: ["en"], ...policy }) });
    expect((await run({ action: "retry" })).text).toBe(CLEAN);
    const last = server.served.at(-1)!.body.messages as { content: unknown }[];
    expect(last.at(-1)).toMatchObject({ role: "user", content: expect.stringContaining("English") });
    expect((await run({ action: "redact" })).text).toBe(REDACTED);
    const noted = await run({ action: "annotate" });
    expect(noted.text).toBe(LEAK);
    expect(noted.providerMetadata).toMatchObject({ langdrift: { drifts: [{ channel: "answer" }] } });
    expect(driftOf(await run({ action: "abort" }).catch((error) => error))).toBeInstanceOf(DriftError);
  });

  it("redacts the input of a tool call and takes the prompt for read", async () => {
    const call = { id: "t1", type: "function", function: { name: "edit", arguments: LEAK_ARGS } };
    server.next(
      { json: whole({ tool_calls: [call] }) },
      { json: whole({ content: "The column 金额 is fine." }) },
    );
    const { toolCalls } = await generateText({ ...ask, model: watched({ action: "redact" }) });
    expect(toolCalls[0]!.input).toEqual(JSON.parse(REDACTED_ARGS));
    const output = { type: "json" as const, value: { columns: ["编号", "金额"] } };
    const model = watched({ action: "abort" });
    await model.doGenerate({
      prompt: [
        { role: "system", content: "Be brief." },
        { role: "user", content: [{ type: "text", text: ASK }] },
        {
          role: "assistant",
          content: [{ type: "tool-call", toolCallId: "t1", toolName: "edit", input: {} }],
        },
        { role: "tool", content: [{ type: "tool-result", toolCallId: "t1", toolName: "edit", output }] },
      ],
    });
  });

  it("pulls a part only when one is asked for, and passes errors of the provider through", async () => {
    let pulled = 0;
    const source = new ReadableStream(
      {
        pull(controller) {
          pulled++;
          controller.enqueue({ type: "text-delta", id: "1", delta: "ok " });
        },
      },
      { highWaterMark: 0 },
    );
    const call = { doStream: async () => ({ stream: source }), params: { prompt: [] } };
    const { stream: parts } = await driftMiddleware().wrapStream(call);
    const reader = parts.getReader();
    await reader.read();
    await reader.read();
    expect(pulled).toBe(2);
    await reader.cancel();
    server.next({ status: 400, json: { error: { message: "no" } } });
    const error = await generateText({ ...ask, model: watched({}) }).catch((thrown) => thrown);
    expect(error).toMatchObject({ statusCode: 400 });
  });
});
