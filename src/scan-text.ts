import type { Exposure } from "./model/exposure.js";
import type { Finding } from "./model/finding.js";
import type { Channel, Role } from "./model/utterance.js";
import { Pipeline } from "./pipeline/pipeline.js";
import { TextCursor } from "./pipeline/text-origin.js";
import { type JudgeOptions, pipelineSettings } from "./scan-options.js";

/** Options of `scanText`. */
export interface ScanTextOptions extends JudgeOptions {
  /** Who wrote the text. @defaultValue `assistant` */
  readonly role?: Role;
  /** @defaultValue `answer`, or `text` for role `unknown` */
  readonly channel?: Channel;
  /** What the writer had read before, in order. */
  readonly context?: readonly { readonly role: Role; readonly text: string }[];
  /** Named in the findings. @defaultValue `text` */
  readonly uri?: string;
}

/** What `scanText` found. */
export interface TextResult {
  /** Runs that were not due and that nothing explains. */
  readonly drifts: readonly Finding[];
  /** Runs with a benign explanation. */
  readonly explained: readonly Finding[];
  readonly exposure: Exposure;
}

const CONTEXT_CHANNELS: Record<Role, Channel> = {
  user: "prompt",
  system: "system",
  tool: "tool-output",
  assistant: "answer",
  unknown: "text",
};

/**
 * Judges one text. Offsets of the findings are UTF-16 units of `text`; nothing in the text makes it throw.
 * @throws ConfigError for options that do not fit
 * @example
 * scanText("Let me do a final状态 check", { expect: ["en"] }).drifts[0]?.run.text // "状态"
 */
export function scanText(text: string, options: ScanTextOptions = {}): TextResult {
  const uri = options.uri ?? "text";
  const role = options.role ?? "assistant";
  const pipeline = new Pipeline(uri, "text", options.uri ?? null, pipelineSettings(options, false));
  const say = (key: string, speaker: Role, channel: Channel, said: string): Finding[] => [
    ...pipeline.accept({ type: "open", key, meta: { role: speaker, channel, session: uri } }),
    ...pipeline.accept({ type: "text", key, text: said, origin: new TextCursor().next(said) }),
    ...pipeline.accept({ type: "close", key }),
  ];
  options.context?.forEach((c, i) => {
    say(`context ${i}`, c.role, CONTEXT_CHANNELS[c.role], c.text);
  });
  const found = say("text", role, options.channel ?? CONTEXT_CHANNELS[role], text);
  return {
    drifts: found.filter((f) => f.explanation === null),
    explained: found.filter((f) => f.explanation !== null),
    exposure: pipeline.exposure(),
  };
}
