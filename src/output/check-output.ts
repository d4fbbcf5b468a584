import { ConfigError } from "../errors.js";
import type { Exposure } from "../model/exposure.js";
import type { Finding, Severity } from "../model/finding.js";
import type { ReaderEvent } from "../model/reader-event.js";
import type { Role } from "../model/utterance.js";
import type { OutputChannel } from "../monitor.js";
import { Pipeline } from "../pipeline/pipeline.js";
import { TextCursor } from "../pipeline/text-origin.js";
import { type JudgeOptions, pipelineSettings } from "../scan-options.js";
import { didYouMean } from "../suggestion.js";
import { hasModelMessage, messageEvents } from "./message-events.js";

/** Output of a model: one text, or a conversation whose assistant messages are judged and whose others are context. */
export type DriftOutput = string | readonly object[];

/** Options of `checkDrift`, `assertNoDrift` and the matchers. */
export interface CheckOptions extends JudgeOptions {
  /** What the model was asked and has read, in order; a string is what the user wrote. @defaultValue nothing */
  readonly context?: string | readonly { readonly role: Role; readonly text: string }[];
  /** Of a text the channel that it was written on (default `answer`); of messages the only one judged (default all). */
  readonly channel?: OutputChannel;
  /** The lowest severity that fails the check. @defaultValue `warning` */
  readonly failOn?: Severity;
}

/** What a check found. */
export interface DriftCheck {
  /** Whether no drift reaches `failOn`. */
  readonly pass: boolean;
  /** Drifts at or above `failOn`. Lines and columns count in the text, or in the text of each message. */
  readonly drifts: readonly Finding[];
  /** Drifts below it. */
  readonly below: readonly Finding[];
  /** Runs with a benign explanation. */
  readonly explained: readonly Finding[];
  readonly exposure: Exposure;
}

const SEVERITIES = ["note", "warning", "error"] as const satisfies readonly Severity[];
const SOURCE = "output";

/**
 * Judges finished output.
 * @throws ConfigError for options that do not fit, for output that is neither a text nor a list of messages, and for a
 * list without a message of the model, which would pass whatever the model does
 */
export function checkDrift(output: DriftOutput, options: CheckOptions = {}): DriftCheck {
  const bar = severityRank(options.failOn ?? "warning");
  const events = outputEvents(output, options.channel);
  const only =
    typeof output === "string" || options.channel === undefined ? {} : { channels: [options.channel] };
  const pipeline = new Pipeline(SOURCE, "text", null, pipelineSettings({ ...options, ...only }, false));
  for (const event of contextEvents(options.context)) pipeline.accept(event);
  const found = [...events.flatMap((event) => pipeline.accept(event)), ...pipeline.end()].map(named);
  const open = found.filter((finding) => finding.explanation === null);
  const drifts = open.filter((finding) => severityRank(finding.severity) >= bar);
  return {
    pass: drifts.length === 0,
    drifts,
    below: open.filter((finding) => severityRank(finding.severity) < bar),
    explained: found.filter((finding) => finding.explanation !== null),
    exposure: pipeline.exposure(),
  };
}

function severityRank(severity: Severity): number {
  const rank = SEVERITIES.indexOf(severity);
  if (rank >= 0) return rank;
  throw new ConfigError(
    `failOn: "${severity}" is none of ${SEVERITIES.join(", ")}.${didYouMean(severity, SEVERITIES)}`,
  );
}

function outputEvents(output: unknown, channel: OutputChannel = "answer"): ReaderEvent[] {
  if (typeof output === "string") return said("output", "assistant", channel, output);
  if (!Array.isArray(output)) {
    throw new ConfigError("The output must be a string or an array of messages ({ role, content }).");
  }
  if (!hasModelMessage(output)) {
    throw new ConfigError("The messages hold none of the model (role assistant): there is nothing to judge.");
  }
  return messageEvents(output, SOURCE);
}

function contextEvents(context: CheckOptions["context"] = []): ReaderEvent[] {
  const turns = typeof context === "string" ? [{ role: "user" as const, text: context }] : context;
  return turns.flatMap(({ role, text }, i) => said(`context ${i}`, role, CHANNELS[role], text));
}

const CHANNELS = {
  user: "prompt",
  system: "system",
  tool: "tool-output",
  assistant: "answer",
  unknown: "text",
} as const satisfies Record<Role, string>;

function said(
  key: string,
  role: Role,
  channel: OutputChannel | (typeof CHANNELS)[Role],
  text: string,
): ReaderEvent[] {
  return [
    { type: "open", key, meta: { role, channel, session: SOURCE } },
    { type: "text", key, text, origin: new TextCursor().next(text) },
    { type: "close", key },
  ];
}

/** Names the message that a finding stands in: `message 3` for the pointer `/2/content`. */
function named(finding: Finding): Finding {
  const index = /^\/(\d{1,9})\//.exec(finding.location.pointer ?? "")?.[1];
  if (index === undefined) return finding;
  return { ...finding, location: { ...finding.location, uri: `message ${Number(index) + 1}` } };
}
