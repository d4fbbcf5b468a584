import Anthropic from "@anthropic-ai/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DriftError, driftOf, watchAnthropic } from "../../src/integrations/anthropic.js";
import type { DriftPolicy } from "../../src/integrations/policy.js";
import { namedEvents, type ReplayServer, startReplayServer } from "./replay-server.js";
import { ASK, CLEAN, collect, LEAK, LEAK_ARGS, pieces, REDACTED, REDACTED_ARGS } from "./streams.js";

let server: ReplayServer;
let plain: Anthropic;
beforeAll(async () => {
  server = await startReplayServer();
  plain = new Anthropic({ baseURL: server.url, apiKey: "none", maxRetries: 0 });
});
afterAll(() => server.stop());

const watched = (policy: DriftPolicy) => watchAnthropic(plain, policy);
const PARAMS = {
  model: "some-model",
  max_tokens: 500,
  system: "Be brief.",
  messages: [{ role: "user" as const, content: ASK }],
};
const BLOCKS: Record<string, { start: object; delta: (text: string) => object }> = {
  reasoning: {
    start: { type: "thinking", thinking: "", signature: "" },
    delta: (thinking) => ({ type: "thinking_delta", thinking }),
  },
  answer: { start: { type: "text", text: "" }, delta: (text) => ({ type: "text_delta", text }) },
  "tool-input": {
    start: { type: "tool_use", id: "t1", name: "edit", input: {} },
    delta: (partial_json) => ({ type: "input_json_delta", partial_json }),
  },
};
const message = (content: readonly object[]) => ({
  id: "m1",
  type: "message",
  role: "assistant",
  model: "some-model",
  content,
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
});
const text = (said: string) => message([{ type: "text", text: said }]);

function stream(channel: string, said: string): string[] {
  const { start, delta } = BLOCKS[channel]!;
  return namedEvents([
    { type: "message_start", message: { ...message([]), stop_reason: null } },
    { type: "content_block_start", index: 0, content_block: start },
    { type: "ping" },
    ...pieces(said).map((piece) => ({ type: "content_block_delta", index: 0, delta: delta(piece) })),
    { type: "content_block_stop", index: 0 },
    {
      type: "message_delta",
      delta: { stop_reason: "end_turn", stop_sequence: null },
      usage: { output_tokens: 9 },
    },
    { type: "message_stop" },
  ] as { type: string }[]);
}

function joined(events: readonly Anthropic.MessageStreamEvent[]): string {
  return events
    .map((event) => {
      if (event.type !== "content_block_delta") return "";
      const { delta } = event;
      if (delta.type === "text_delta") return delta.text;
      if (delta.type === "thinking_delta") return delta.thinking;
      return delta.type === "input_json_delta" ? delta.partial_json : "";
    })
    .join("");
}

describe.each([
  ["reasoning", LEAK, REDACTED],
  ["answer", LEAK, REDACTED],
  ["tool-input", LEAK_ARGS, REDACTED_ARGS],
])("a stream of messages with a leak in the %s", (channel, leak, redacted) => {
  it("is cancelled at the server, with a typed error, before the text goes on", async () => {
    const events = stream(channel, leak);
    server.next({ events, pauseAfter: events.length - 4 });
    const got: Anthropic.MessageStreamEvent[] = [];
    const error = await collect(
      await watched({ action: "abort" }).messages.create({ ...PARAMS, stream: true }),
      got,
    ).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DriftError);
    expect(error.drift).toMatchObject({ channel, run: { text: "状态" } });
    const served = server.served.at(-1)!;
    expect(await served.closed).toBe(true);
    expect(served.sent).toBeLessThan(events.length);
    expect(leak.startsWith(joined(got))).toBe(true);
  });

  it("is redacted, annotated or reported", async () => {
    const events = stream(channel, leak);
    server.next({ events }, { events }, { events });
    const run = async (policy: DriftPolicy) =>
      collect(await watched(policy).messages.create({ ...PARAMS, stream: true }));
    const got = await run({ action: "redact" });
    expect(joined(got)).toBe(redacted);
    expect(got.map(({ type }) => type).filter((type) => !type.endsWith("_delta"))).toEqual([
      "message_start",
      "content_block_start",
      "content_block_stop",
      "message_stop",
    ]);
    const noted = await run({ action: { default: "abort", [channel]: "annotate" } });
    expect(joined(noted)).toBe(leak);
    const notes = noted.flatMap((one) => (one as { langdrift?: object }).langdrift ?? []);
    expect(notes).toMatchObject([{ drifts: [{ channel }] }]);
    const told: string[] = [];
    expect(joined(await run({ onDrift: (drift) => told.push(drift.run.text) }))).toBe(leak);
    expect(told).toEqual(["状态"]);
  });

  it("goes through the stream helper: its events, its message, its error", async () => {
    const events = stream(channel, leak);
    server.next({ events }, { events, pauseAfter: events.length - 4 });
    const { content } = await watched({ action: "redact" }).messages.stream(PARAMS).finalMessage();
    const [first] = content as { text?: string; thinking?: string; input?: object }[];
    const want = channel === "tool-input" ? JSON.parse(redacted) : redacted;
    expect(first!.text ?? first!.thinking ?? first!.input).toEqual(want);

    const helper = watched({ action: "abort" }).messages.stream(PARAMS);
    const emitted: string[] = [];
    helper.on("text", (piece) => emitted.push(piece));
    helper.on("thinking", (piece) => emitted.push(piece));
    helper.on("error", (thrown) => emitted.push(driftOf(thrown)!.drift.run.text));
    expect(driftOf(await helper.done().catch((thrown) => thrown))).toBeInstanceOf(DriftError);
    expect(emitted.at(-1)).toBe("状态");
    expect(emitted.slice(0, -1).join("")).not.toContain("状态 check,");
    expect(await server.served.at(-1)!.closed).toBe(true);
  });
});

describe("the Messages interface", () => {
  it("gives a clean stream as it is", async () => {
    const events = stream("answer", CLEAN);
    server.next({ events }, { events });
    const want = await collect(await plain.messages.create({ ...PARAMS, stream: true }));
    const client = watched({ action: { default: "abort", answer: "redact" } });
    expect(await collect(await client.messages.create({ ...PARAMS, stream: true }))).toEqual(want);
  });

  it("judges whole responses by what the request says, arguments string by string", async () => {
    const call = (input: object) => message([{ type: "tool_use", id: "t1", name: "edit", input }]);
    const args = JSON.parse(LEAK_ARGS);
    server.next(
      { json: call(args) },
      { json: text(LEAK) },
      { json: text(CLEAN) },
      { json: text("The 金额 is fine.") },
    );
    const redacted = await watched({ action: "redact" }).messages.create(PARAMS);
    expect(redacted.content[0]).toMatchObject({ input: JSON.parse(REDACTED_ARGS) });

    const retried = await watched({ action: "retry" }).messages.create(PARAMS).withResponse();
    expect(retried.data.content).toEqual([{ type: "text", text: CLEAN }]);
    expect(server.served.at(-1)!.body.messages).toHaveLength(2);

    const messages: Anthropic.MessageParam[] = [
      ...PARAMS.messages,
      { role: "assistant", content: [{ type: "tool_use", id: "t1", name: "read", input: {} }] },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: "t1", content: [{ type: "text", text: "编号,金额" }] }],
      },
    ];
    await watched({ action: "abort" }).messages.create({ ...PARAMS, messages });
  });

  it("passes errors of the service through", async () => {
    const json = { type: "error", error: { type: "rate_limit_error", message: "slow down" } };
    server.next({ status: 429, json });
    await expect(watched({ action: "abort" }).messages.create(PARAMS)).rejects.toBeInstanceOf(
      Anthropic.RateLimitError,
    );
  });
});
