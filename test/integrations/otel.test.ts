import { context, trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { describe, expect, test } from "vitest";
import { createDriftSpanProcessor, type DriftSpanProcessorOptions } from "../../src/integrations/otel.js";

const LEAK = "The queue was full, so the worker 重启 twice, then it recovered.";
const ASKED = "Summarise the incident for the on-call engineer.";
const said = (role: string, type: string, content: string) => ({ role, parts: [{ type, content }] });

/** A provider whose exporter stands before the drift processor: the order must not matter. */
function traced(options: DriftSpanProcessorOptions = {}) {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(exporter), createDriftSpanProcessor(options)],
  });
  const tracer = provider.getTracer("test");
  const call = (attributes: Record<string, string>, name = "chat") => {
    tracer.startSpan(name, { attributes }).end();
    return exporter.getFinishedSpans().at(-1)!;
  };
  return { exporter, tracer, call };
}

const chat = (output: unknown, input: unknown = [said("user", "text", ASKED)]) => ({
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "parrot-2",
  "gen_ai.system_instructions": JSON.stringify([{ type: "text", content: "You write reports." }]),
  "gen_ai.input.messages": JSON.stringify(input),
  "gen_ai.output.messages": JSON.stringify(output),
});

describe("langdrift/otel", () => {
  test("notes a drift on the span while it ends, without its text", () => {
    const found: string[] = [];
    const { call } = traced({ onDrift: (drift, span) => found.push(`${span.name}: ${drift.run.text}`) });
    const span = call(chat([said("assistant", "text", LEAK)]));
    expect(found).toEqual(["chat: 重启"]);
    expect(span.attributes).toMatchObject({
      "langdrift.drift.count": 1,
      "langdrift.examined.characters": LEAK.length,
      "langdrift.drift.severity": "warning",
      "langdrift.drift.rules": ["word-switch"],
      "langdrift.drift.languages": ["cmn"],
      "langdrift.drift.channels": ["answer"],
    });
    const [event] = span.events;
    expect(event).toMatchObject({
      name: "langdrift.drift",
      attributes: { "langdrift.channel": "answer", "langdrift.run.han": 2, "langdrift.run.start": 34 },
    });
    const own = Object.entries({ ...span.attributes, ...event!.attributes });
    const text = JSON.stringify(own.filter(([key]) => key.startsWith("langdrift.")));
    expect(text).not.toMatch(/[\u4e00-\u9fff]|queue|[0-9a-f]{32}/);
  });

  test("text only when it is asked for", () => {
    const { events } = traced({ content: true }).call(chat([said("assistant", "text", LEAK)]));
    expect(events[0]?.attributes).toMatchObject({
      "langdrift.run.text": "重启",
      "langdrift.context.before": "The queue was full, so the worker ",
      "langdrift.fingerprint": expect.stringMatching(/^[0-9a-f]{40}$/),
    });
  });

  test("reasoning and tool arguments count; context explains; history is not judged again", () => {
    const { call } = traced();
    const toolCall = {
      type: "tool_call",
      id: "1",
      name: "page",
      arguments: { text: "Page them: the 日志 was empty." },
    };
    const both = [said("assistant", "reasoning", LEAK), { role: "assistant", parts: [toolCall] }];
    expect(call(chat(both)).attributes["langdrift.drift.channels"]).toEqual(["reasoning", "tool-input"]);
    const clean = [said("assistant", "text", "It recovered.")];
    const history = [
      said("user", "text", ASKED),
      said("assistant", "text", LEAK),
      said("user", "text", "And?"),
    ];
    expect(call(chat(clean, history)).attributes).toMatchObject({
      "langdrift.drift.count": 0,
      "langdrift.examined.characters": "It recovered.".length,
    });
    const quoting = [said("user", "text", "What does 重启 mean here?")];
    expect(call(chat([said("assistant", "text", LEAK)], quoting)).attributes["langdrift.drift.count"]).toBe(
      0,
    );
  });

  test("older attributes of OpenLLMetry and OpenInference", () => {
    const { call } = traced();
    const traceloop = {
      "llm.request.type": "chat",
      "gen_ai.request.model": "parrot-2",
      "gen_ai.prompt.0.role": "user",
      "gen_ai.prompt.0.content": ASKED,
      "gen_ai.completion.0.role": "assistant",
      "gen_ai.completion.0.content": LEAK,
    };
    const openInference = {
      "openinference.span.kind": "LLM",
      "llm.input_messages.0.message.role": "user",
      "llm.input_messages.0.message.content": ASKED,
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.content": LEAK,
    };
    for (const attributes of [traceloop, openInference]) {
      expect(call(attributes).attributes["langdrift.drift.count"]).toBe(1);
    }
  });

  test("older events: what was said before is context, the choice and the completion are output", () => {
    const { tracer, exporter } = traced({ content: true });
    const ended = (events: Record<string, Record<string, string>>) => {
      const span = tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } });
      for (const [name, attributes] of Object.entries(events)) span.addEvent(name, attributes);
      span.end();
      const { attributes, events: all } = exporter.getFinishedSpans().at(-1)!;
      const drifts = all.filter(({ name }) => name === "langdrift.drift");
      const runs = drifts.map((event) => event.attributes?.["langdrift.run.text"]);
      return [attributes["langdrift.drift.count"], attributes["langdrift.examined.characters"], runs];
    };
    const answer = `${LEAK} Twice the 日志 was empty.`;
    const history = {
      "gen_ai.user.message": { content: ASKED },
      "gen_ai.assistant.message": { content: LEAK },
    };
    expect(ended({ ...history, "gen_ai.content.completion": { "gen_ai.completion": answer } })).toEqual([
      1,
      answer.length,
      ["日志"],
    ]);
    const message = JSON.stringify({ role: "assistant", content: answer });
    expect(ended({ "gen_ai.user.message": { content: ASKED }, "gen_ai.choice": { message } })).toEqual([
      2,
      answer.length,
      ["重启", "日志"],
    ]);
    expect(ended(history)).toEqual([undefined, undefined, []]);
  });

  test("a span around a call does not tell its drifts again; other spans are left alone", () => {
    const found: string[] = [];
    const { tracer, exporter, call } = traced({ onDrift: (drift) => found.push(drift.run.text) });
    const output = chat([said("assistant", "text", LEAK)]);
    const agent = tracer.startSpan("agent", {
      attributes: { ...output, "gen_ai.operation.name": "invoke_agent" },
    });
    tracer.startSpan("chat", { attributes: output }, trace.setSpan(context.active(), agent)).end();
    agent.end();
    expect(found).toEqual(["重启"]);
    expect(exporter.getFinishedSpans().map((s) => s.attributes["langdrift.drift.count"])).toEqual([1, 0]);
    expect(call({ "http.request.method": "POST", body: LEAK }, "POST").attributes).not.toHaveProperty(
      "langdrift.drift.count",
    );
  });

  test("an SDK without onEnding: drifts are told, the ended span is left as it is", () => {
    const found: string[] = [];
    const processor = createDriftSpanProcessor({ onDrift: (drift) => found.push(drift.run.text) });
    const { call } = traced();
    processor.onEnd(call(chat([said("assistant", "text", LEAK)])));
    expect(found).toEqual(["重启"]);
  });

  test("what goes wrong is told, and never thrown into the traced program", () => {
    const errors: unknown[] = [];
    const broken = new Error("listener");
    const { call } = traced({
      onDrift: () => {
        throw broken;
      },
      onError: (error) => errors.push(error),
    });
    expect(call(chat([said("assistant", "text", LEAK)])).ended).toBe(true);
    expect(errors).toEqual([broken]);
    expect(() => traced({ expect: ["englisch"] })).toThrow(/is no language/);
  });
});
