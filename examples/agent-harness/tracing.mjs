import { trace } from "@opentelemetry/api";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { createDriftSpanProcessor } from "langdrift/otel";

/** Where spans go: here into memory, elsewhere to a collector. */
export const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(
  new BasicTracerProvider({
    spanProcessors: [createDriftSpanProcessor({ content: true }), new SimpleSpanProcessor(exporter)],
  }),
);

/** Runs a call of the model in a span that holds what it was given and what it wrote, by the GenAI conventions. */
export async function inSpan(messages, call) {
  const span = trace.getTracer("example-harness").startSpan("chat parrot-1");
  const said = { reasoning: "", answer: "" };
  try {
    return await call(said);
  } finally {
    const output = [
      { type: "reasoning", content: said.reasoning },
      { type: "text", content: said.answer },
    ];
    span.setAttributes({
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "parrot-1",
      "gen_ai.input.messages": JSON.stringify(messages.map(asParts)),
      "gen_ai.output.messages": JSON.stringify([
        { role: "assistant", parts: output.filter((part) => part.content !== "") },
      ]),
    });
    span.end();
  }
}

const asParts = ({ role, content, tool_call_id: id }) => ({
  role,
  parts: [
    role === "tool"
      ? { type: "tool_call_response", id, response: content }
      : { type: "text", content: content ?? "" },
  ],
});
