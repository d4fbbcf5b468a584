import type { ReaderEvent } from "../model/reader-event.js";
import { otelGenaiReader } from "../reader/otel-genai/reader.js";
import { inOwnText, wholeRecord } from "./message-events.js";

/** What is read of a span; the SDK's `ReadableSpan` and `Span` have it. */
export interface SpanView {
  readonly name: string;
  readonly startTime: readonly [number, number];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly {
    readonly name: string;
    readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  }[];
  spanContext(): { readonly traceId: string; readonly spanId: string };
}

/** Names of attributes and events that only calls of models, agents and tools have. */
const OF_MODELS = /^(?:gen_ai\.|llm\.|openinference\.)/;
/** Where that stands which a call was given. */
const INPUT_ATTRIBUTE = /^\/attributes\/(?:gen_ai\.(?:input|prompt)|llm\.(?:input_messages|prompts)|input)\b/;
const INPUT_EVENT = /^gen_ai\.(?:.+\.message|content\.prompt)$/;

/** Whether a span may hold what a model read or wrote; cheap, for all the spans that do not. */
export function isOfModel(span: SpanView): boolean {
  return (
    Object.keys(span.attributes).some((key) => OF_MODELS.test(key)) ||
    span.events.some(({ name }) => OF_MODELS.test(name))
  );
}

/**
 * What a span says, by the reader of traces: the model's text from its output, context from its input. What the model
 * had written before stands in the input, and was judged when it was written; here it is something that was read.
 */
export function spanEvents(span: SpanView): ReaderEvent[] {
  const { traceId, spanId } = span.spanContext();
  const [seconds, nanoseconds] = span.startTime;
  const text = JSON.stringify({
    name: span.name,
    context: { trace_id: traceId, span_id: spanId },
    startTimeUnixNano: `${seconds}${String(nanoseconds).padStart(9, "0")}`,
    attributes: span.attributes,
    events: span.events.map(({ name, attributes }) => ({ name, attributes })),
  });
  const reader = otelGenaiReader.create(traceId, "document");
  const events = [...reader.record(wholeRecord(text)), ...reader.end()].map(inOwnText());
  const given = new Set(
    events.flatMap((event) =>
      event.type === "text" && isInput(span, event.origin.pointer ?? "") ? [event.key] : [],
    ),
  );
  return events.map((event) => {
    if (event.type !== "open" || event.meta.role !== "assistant" || !given.has(event.key)) return event;
    return { ...event, meta: { ...event.meta, role: "tool", channel: "tool-output" } };
  });
}

/** Whether a place in the span's JSON belongs to what the call was given. */
function isInput(span: SpanView, pointer: string): boolean {
  const index = /^\/events\/(\d{1,9})\//.exec(pointer)?.[1];
  if (index === undefined) return INPUT_ATTRIBUTE.test(pointer);
  return INPUT_EVENT.test(span.events[Number(index)]?.name ?? "");
}
