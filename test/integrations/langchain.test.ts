import type { CallbackHandlerMethods } from "@langchain/core/callbacks/base";
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DriftCallbackHandler, DriftError } from "../../src/integrations/langchain.js";
import { dataEvents, type ReplayServer, startReplayServer } from "./replay-server.js";

const ASKED = "Summarise the incident for the on-call engineer.";
const LEAK = "The queue was full, so the worker 重启 twice, then it recovered.";
const AFTER = [" All is well.", " Nothing else happened.", " The end."];
const ARGUMENTS = JSON.stringify({ text: LEAK });

const chunk = (delta: object) => ({
  id: "c1",
  object: "chat.completion.chunk",
  model: "parrot-2",
  choices: [{ index: 0, delta: { role: "assistant", content: "", ...delta }, finish_reason: null }],
});
const call = (piece: string, first: boolean) =>
  chunk({
    tool_calls: [
      {
        index: 0,
        ...(first ? { id: "t1", type: "function" } : {}),
        function: { ...(first ? { name: "page" } : {}), arguments: piece },
      },
    ],
  });
const halves = (text: string) => [text.slice(0, 36), text.slice(36)];
const STREAMS = {
  answer: [...halves(LEAK), ...AFTER].map((content) => chunk({ content })),
  reasoning: [
    ...halves(LEAK).map((text) => chunk({ reasoning_content: text })),
    chunk({ content: "It recovered." }),
  ],
  "tool-input": halves(ARGUMENTS).map((piece, i) => call(piece, i === 0)),
};

describe("langdrift/langchain", () => {
  let server: ReplayServer;
  beforeAll(async () => {
    server = await startReplayServer();
    // LangChain prints what a handler throws, also when it was asked to raise it.
    vi.spyOn(console, "error").mockImplementation(() => {});
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await server.stop();
  });

  const model = () =>
    new ChatOpenAI({
      model: "parrot-2",
      apiKey: "test",
      maxRetries: 0,
      streamUsage: false,
      configuration: { baseURL: server.url },
    });
  const asked = [new SystemMessage("You write reports."), new HumanMessage(ASKED)];

  test.each(Object.entries(STREAMS))(
    "a stream with a leak in %s is told, and goes on",
    async (channel, chunks) => {
      const handler = new DriftCallbackHandler();
      server.next({ events: dataEvents(chunks) });
      let pieces = 0;
      for await (const _ of await model().stream(asked, { callbacks: [handler] })) pieces++;
      expect(pieces).toBeGreaterThanOrEqual(chunks.length);
      expect(handler.drifts.map((d) => [d.channel, d.run.text])).toEqual([[channel, "重启"]]);
    },
  );

  test("abort fails the run with the drift, closes the connection and aborts the caller's signal", async () => {
    const controller = new AbortController();
    const handler = new DriftCallbackHandler({ action: "abort", controller });
    server.next({ events: dataEvents(STREAMS.answer), pauseAfter: 3 });
    let text = "";
    const run = async () => {
      const stream = await model().stream(asked, { callbacks: [handler], signal: controller.signal });
      for await (const piece of stream) text += piece.text;
    };
    const error = await run().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(DriftError);
    expect((error as DriftError).drift.run.text).toBe("重启");
    expect(controller.signal.reason).toBe(error);
    expect(await server.served.at(-1)!.closed).toBe(true);
    expect(text).not.toContain("The end.");
  });

  test("invoke: judged when it is complete, or while it streams when the handler asks for that", async () => {
    const message = { role: "assistant", content: "Noted.", reasoning_content: LEAK };
    const json = {
      id: "c1",
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: "stop" }],
    };
    const whole = new DriftCallbackHandler({ action: "abort" });
    server.next({ json });
    await expect(model().invoke(asked, { callbacks: [whole] })).rejects.toBeInstanceOf(DriftError);
    expect(whole.drifts.map(({ channel }) => channel)).toEqual(["reasoning"]);

    const streaming = new DriftCallbackHandler({ action: "abort", stream: true });
    server.next({ events: dataEvents(STREAMS["tool-input"]) });
    await expect(model().invoke(asked, { callbacks: [streaming] })).rejects.toBeInstanceOf(DriftError);
    expect(server.served.at(-1)!.body.stream).toBe(true);
  });

  test("tool results and earlier answers of the run's messages are context", async () => {
    const handler = new DriftCallbackHandler({ action: "abort" });
    const read = [
      ...asked,
      new AIMessage({ content: "", tool_calls: [{ id: "t0", name: "log", args: {} }] }),
      new ToolMessage({ content: "worker 7: 重启", tool_call_id: "t0" }),
    ];
    server.next({ events: dataEvents(STREAMS.answer) });
    for await (const _ of await model().stream(read, { callbacks: [handler] }));
    expect(handler.drifts).toEqual([]);
  });

  test("is a handler by its shape; redact is refused", () => {
    const handler: CallbackHandlerMethods = new DriftCallbackHandler();
    expect(handler.handleLLMNewToken).toBeTypeOf("function");
    expect(() => new DriftCallbackHandler({ action: { reasoning: "redact" } })).toThrow(
      /cannot change the text/,
    );
  });
});
