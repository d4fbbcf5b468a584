import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createDriftEventStream,
  createDriftTextStream,
  DriftError,
  type DriftStream,
} from "../../src/integrations/web.js";
import { dataEvents, namedEvents } from "./replay-server.js";

const LEAK = "The queue was full, so the worker 重启 twice, then it recovered.\nAll is well.";
const CONTEXT = "Summarise the incident for the on-call engineer.";
const ARGUMENTS = JSON.stringify({ text: LEAK });
const chunk = (delta: object) => ({ object: "chat.completion.chunk", choices: [{ index: 0, delta }] });
const halves = (text: string) => [text.slice(0, 35), text.slice(35)];
const block = (index: number, delta: object) => ({ type: "content_block_delta", index, delta });

/** One stream of each shape, with the channel that its leak stands on. */
const SHAPES: Record<string, { channel: string; events: string[] }> = {
  "chat answer": {
    channel: "answer",
    events: dataEvents(halves(LEAK).map((content) => chunk({ content }))),
  },
  "chat reasoning": {
    channel: "reasoning",
    events: dataEvents([
      ...halves(LEAK).map((text) => chunk({ reasoning_content: text, reasoning: text })),
      chunk({ content: "It recovered." }),
    ]),
  },
  "chat tool call": {
    channel: "tool-input",
    events: dataEvents(
      halves(ARGUMENTS).map((piece) => chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] })),
    ),
  },
  responses: {
    channel: "reasoning-summary",
    events: namedEvents([
      { type: "response.created" },
      ...halves(LEAK).map((delta) => ({
        type: "response.reasoning_summary_text.delta",
        item_id: "r",
        delta,
      })),
      { type: "response.completed" },
    ]),
  },
  anthropic: {
    channel: "tool-input",
    events: namedEvents([
      { type: "message_start" },
      block(0, { type: "text_delta", text: "I will note it." }),
      ...halves(ARGUMENTS).map((partial_json) => block(1, { type: "input_json_delta", partial_json })),
      { type: "message_stop" },
    ]),
  },
  "older completions": {
    channel: "answer",
    events: dataEvents(halves(LEAK).map((text) => ({ choices: [{ index: 0, text, finish_reason: null }] }))),
  },
  "AI SDK": {
    channel: "answer",
    events: dataEvents(halves(LEAK).map((delta) => ({ type: "text-delta", id: "1", delta }))),
  },
  "AI SDK tool input": {
    channel: "tool-input",
    events: dataEvents([
      ...halves(ARGUMENTS).map((inputTextDelta) => ({
        type: "tool-input-delta",
        toolCallId: "t",
        inputTextDelta,
      })),
      { type: "tool-input-available", toolCallId: "t", toolName: "page", input: JSON.parse(ARGUMENTS) },
    ]),
  },
  plain: { channel: "answer", events: halves(LEAK.replace("\n", " ")).map((text) => `data:${text}\n\n`) },
};

/** A source that tells whether it was cancelled. */
function sourceOf<T>(pieces: readonly T[]): { stream: ReadableStream<T>; cancelled: () => unknown } {
  let cancelled: unknown = null;
  let at = 0;
  const stream = new ReadableStream<T>({
    pull(controller) {
      const piece = pieces[at++];
      if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    },
    cancel(reason) {
      cancelled = reason;
    },
  });
  return { stream, cancelled: () => cancelled };
}

async function through<T>(pieces: readonly T[], drift: DriftStream<T>) {
  const source = sourceOf(pieces);
  const passed: T[] = [];
  let error: unknown = null;
  try {
    for await (const piece of source.stream.pipeThrough(drift)) passed.push(piece);
  } catch (thrown) {
    error = thrown;
  }
  await new Promise((turn) => setTimeout(turn));
  return { passed, error, cancelled: source.cancelled() };
}

const bytes = (events: readonly string[]): Uint8Array[] =>
  events.map((event) => new TextEncoder().encode(event));

describe("bytes of server-sent events", () => {
  test.each(Object.entries(SHAPES))("%s: found on its channel, bytes unchanged", async (_, shape) => {
    const drift = createDriftEventStream({ context: CONTEXT });
    const { passed, error } = await through(bytes(shape.events), drift);
    expect(error).toBeNull();
    expect(Buffer.concat(passed).toString()).toBe(shape.events.join(""));
    expect(drift.drifts.map((d) => [d.channel, d.run.text])).toEqual([[shape.channel, "重启"]]);
  });

  test("how the bytes are cut makes no difference", async () => {
    const all = Buffer.from(SHAPES.anthropic!.events.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(all.length), { maxLength: 12 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), all.length];
        const pieces = places.slice(1).map((to, i) => new Uint8Array(all.subarray(places[i]!, to)));
        const drift = createDriftEventStream({ context: CONTEXT });
        const { passed } = await through(pieces, drift);
        expect(Buffer.concat(passed).equals(all)).toBe(true);
        expect(drift.drifts.map((d) => d.run.text)).toEqual(["重启"]);
      }),
      { numRuns: 15 },
    );
  });

  test("abort fails before the chunk that completes the drift, and cancels the source", async () => {
    const { events } = SHAPES["chat answer"]!;
    const told: string[] = [];
    const drift = createDriftEventStream({ action: "abort", onDrift: (d) => told.push(d.run.text) });
    const { passed, error, cancelled } = await through(bytes(events), drift);
    expect(error).toBeInstanceOf(DriftError);
    expect((error as DriftError).drift.run.text).toBe("重启");
    expect(Buffer.concat(passed).toString()).toBe(events[0]);
    expect(cancelled).toBe(error);
    expect(told).toEqual(["重启"]);
  });

  test("a block is settled where it ends, and told once though its whole text comes again", async () => {
    const [first, second] = ["The queue was full, then the worker did a ", "重启"];
    const events: Record<string, { type: string; [key: string]: unknown }[]> = {
      anthropic: [
        block(0, { type: "text_delta", text: first }),
        block(0, { type: "text_delta", text: second }),
        { type: "content_block_stop", index: 0 },
        block(1, { type: "text_delta", text: "It recovered." }),
      ],
      responses: [
        { type: "response.output_text.delta", output_index: 0, delta: first },
        { type: "response.output_text.delta", output_index: 0, delta: second },
        { type: "response.output_text.done", output_index: 0, text: first + second },
        {
          type: "response.completed",
          response: { output: [{ content: [{ type: "output_text", text: first + second }] }] },
        },
      ],
      "AI SDK": [
        { type: "text-delta", id: "1", delta: first },
        { type: "text-delta", id: "1", delta: second },
        { type: "text-end", id: "1" },
        // The next step counts its parts anew.
        { type: "text-delta", id: "1", delta: "It recovered." },
      ],
    };
    for (const list of Object.values(events)) {
      const sent = namedEvents(list);
      const aborted = await through(bytes(sent), createDriftEventStream({ action: "abort" }));
      expect(aborted.error).toBeInstanceOf(DriftError);
      expect(Buffer.concat(aborted.passed).toString()).toBe(sent.slice(0, 2).join(""));
      const reported = createDriftEventStream({ action: { answer: "report", default: "abort" } });
      await through(bytes(sent), reported);
      expect(reported.drifts.map((d) => d.run.text)).toEqual(["重启"]);
    }
  });

  test("parts of one name in further steps and messages are watched too", async () => {
    const parts = (delta: string) => [
      { type: "text-delta", id: "1", delta },
      { type: "text-end", id: "1" },
    ];
    const steps = ["It recovered.", LEAK].flatMap(parts);
    const next = [{ type: "finish" }, ...parts("The 日志 was empty, they said."), { type: "finish" }];
    const drift = createDriftEventStream({ context: CONTEXT });
    await through(bytes(dataEvents([...steps, ...next])), drift);
    expect(drift.drifts.map((d) => d.run.text)).toEqual(["重启", "日志"]);
  });

  test("one action a channel", async () => {
    const policy = { action: { reasoning: "abort", default: "report" } } as const;
    const answer = await through(bytes(SHAPES["chat answer"]!.events), createDriftEventStream(policy));
    const reasoning = await through(bytes(SHAPES["chat reasoning"]!.events), createDriftEventStream(policy));
    expect(answer.error).toBeNull();
    expect(reasoning.error).toBeInstanceOf(DriftError);
  });

  test("redaction would change bytes; bytes that are no events pass", async () => {
    expect(() => createDriftEventStream({ action: "redact" })).toThrow(/would change the bytes/);
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256);
    const { passed, error } = await through([noise], createDriftEventStream({ action: "abort" }));
    expect(error).toBeNull();
    expect(passed).toEqual([noise]);
  });
});

describe("text", () => {
  const pieces = LEAK.match(/[\s\S]{1,5}/g)!;

  test("report leaves it as it is, abort cancels, redact replaces what was not given out", async () => {
    const reported = await through(pieces, createDriftTextStream({ context: CONTEXT }));
    expect(reported.passed.join("")).toBe(LEAK);
    const aborted = await through(pieces, createDriftTextStream({ context: CONTEXT, action: "abort" }));
    expect(aborted.error).toBeInstanceOf(DriftError);
    expect(aborted.cancelled).toBe(aborted.error);
    const redacted = await through(pieces, createDriftTextStream({ context: CONTEXT, action: "redact" }));
    expect(redacted.passed.join("")).toBe(LEAK.replace("重启", "[redacted]"));
    expect(redacted.passed.length).toBeGreaterThan(3);
  });

  test("what the model has read explains it", async () => {
    const context = [
      { role: "system", text: "You write reports." },
      { role: "tool", text: "worker 7: 重启" },
    ] as const;
    const { error } = await through(pieces, createDriftTextStream({ context, action: "abort" }));
    expect(error).toBeNull();
  });
});
