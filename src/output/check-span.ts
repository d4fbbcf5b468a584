import type { Finding } from "../model/finding.js";
import { Pipeline } from "../pipeline/pipeline.js";
import { RecentSet } from "../reader/shared/recent-set.js";
import { type JudgeOptions, pipelineSettings } from "../scan-options.js";
import { isOfModel, type SpanView, spanEvents } from "./span-events.js";

/** What was found in the output that a span holds. */
export interface SpanCheck {
  readonly drifts: readonly Finding[];
  /** UTF-16 units of output that were examined. */
  readonly characters: number;
}

/** Drifts remembered, so that a span around another, with the same output, does not tell them again. */
const REMEMBERED = 4096;

/**
 * Judges spans one by one, each with its own input as context.
 * @returns gives null for a span in which no model wrote anything
 * @throws ConfigError for options that do not fit
 */
export function createSpanChecker(options: JudgeOptions): (span: SpanView) => SpanCheck | null {
  const settings = pipelineSettings(options, false);
  const told = new RecentSet(REMEMBERED);
  return (span) => {
    if (!isOfModel(span)) return null;
    const { traceId } = span.spanContext();
    const pipeline = new Pipeline(traceId, "otel-genai", null, settings);
    const found = [...spanEvents(span).flatMap((event) => pipeline.accept(event)), ...pipeline.end()];
    const { characters, utterances } = pipeline.exposure();
    if (utterances === 0) return null;
    const drifts = found.filter(
      (finding) => finding.explanation === null && told.add(printOf(traceId, finding)),
    );
    return { drifts, characters };
  };
}

/** The same words at the same place of the same text, wherever in the trace they stand. */
function printOf(trace: string, { channel, run, context }: Finding): string {
  return [trace, channel, context.before, run.text, context.after].join("\n");
}
