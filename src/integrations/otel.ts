import type { Finding } from "../model/finding.js";
import { createSpanChecker } from "../output/check-span.js";
import type { SpanView } from "../output/span-events.js";
import type { JudgeOptions } from "../scan-options.js";
import { type Attributes, eventAttributes, spanAttributes } from "./otel-attributes.js";

export type { SpanView } from "../output/span-events.js";
export type { Attributes, AttributeValue } from "./otel-attributes.js";

/** Options of `createDriftSpanProcessor`. */
export interface DriftSpanProcessorOptions extends JudgeOptions {
  /** Put the run, its surroundings, pointer and fingerprint into the events. @defaultValue false: no text */
  readonly content?: boolean;
  /** Called for every drift. All that there is with an SDK without `onEnding`. */
  readonly onDrift?: (drift: Finding, span: SpanView) => void;
  /** Told of what goes wrong here, also in `onDrift`: ending a span never throws for it. @defaultValue ignored */
  readonly onError?: (error: unknown) => void;
}

/** A span that may still be changed. */
export interface EndingSpan extends SpanView {
  setAttributes(attributes: Attributes): unknown;
  addEvent(name: string, attributes: Attributes): unknown;
}

/** The parts of the SDK's `SpanProcessor` that are there. */
export interface DriftSpanProcessor {
  onStart(): void;
  onEnding(span: EndingSpan): void;
  onEnd(span: SpanView): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Events on one span: a drifted answer can hold hundreds, and SDKs keep 128. */
const MAX_EVENTS = 20;
/**
 * A span processor for OpenTelemetry that judges what calls of models wrote, by the GenAI conventions, OpenLLMetry and
 * OpenInference, and notes it on the span: attributes `langdrift.drift.*`, an event `langdrift.drift` for each of the
 * first 20. It works while the span ends (`onEnding`), so its place among other processors does not matter.
 * @throws ConfigError for options that do not fit
 * @example
 * new NodeTracerProvider({ spanProcessors: [createDriftSpanProcessor(), new BatchSpanProcessor(exporter)] });
 */
export function createDriftSpanProcessor(options: DriftSpanProcessorOptions = {}): DriftSpanProcessor {
  const judge = createSpanChecker(options);
  const noted = new WeakSet<SpanView>();

  function note(span: EndingSpan | null, view: SpanView): void {
    const judged = judge(view);
    if (judged === null) return;
    const { drifts, characters } = judged;
    span?.setAttributes(spanAttributes(drifts, characters));
    for (const drift of drifts.slice(0, MAX_EVENTS)) {
      span?.addEvent("langdrift.drift", eventAttributes(drift, options.content === true));
    }
    for (const drift of drifts) options.onDrift?.(drift, view);
  }

  function safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      options.onError?.(error);
    }
  }

  return {
    onStart() {},
    onEnding(span) {
      noted.add(span);
      safely(() => note(span, span));
    },
    onEnd(span) {
      if (!noted.has(span)) safely(() => note(null, span));
    },
    async forceFlush() {},
    async shutdown() {},
  };
}
