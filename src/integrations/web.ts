import { createParser } from "eventsource-parser";
import { ConfigError } from "../errors.js";
import type { Finding } from "../model/finding.js";
import type { Role } from "../model/utterance.js";
import type { OutputChannel } from "../monitor.js";
import { EVENTS, endsMessage, eventOf } from "./event-shape.js";
import { createGuard, type Verdict } from "./guard.js";
import { checkPolicy, type DriftPolicy } from "./policy.js";
import type { Json, Said } from "./shape.js";
import { Watcher } from "./watcher.js";

export { DriftError, type DriftPolicy, type PolicyAction, retryOnDrift } from "./policy.js";

/** Options of the streams. */
export interface DriftStreamOptions extends DriftPolicy {
  /** What the model was asked and has read, in order; a string is what the user wrote. @defaultValue nothing */
  readonly context?: string | readonly { readonly role: Exclude<Role, "unknown">; readonly text: string }[];
}

/** A transform that watches what passes through it. */
export interface DriftStream<T> extends TransformStream<T, T> {
  /** Every drift that counted so far; `annotate` leaves them here, and so do the other actions. */
  readonly drifts: readonly Finding[];
}

/** Longest event that is looked at, in UTF-16 units; from a longer one on the stream passes unwatched. */
const MAX_EVENT = 8 * 1024 * 1024;

/**
 * Watches a stream of text. `report` and `annotate` let it through unchanged, `redact` holds back what may still become
 * a finding and replaces its runs, `abort` and `retry` end it: the stream fails with a `DriftError` in place of the piece
 * that completes the drift, and its source is cancelled.
 * @throws ConfigError for options that do not fit
 * @example
 * const text = stream.pipeThrough(createDriftTextStream({ action: "abort", context: prompt }));
 */
export function createDriftTextStream(
  options: DriftStreamOptions & { readonly channel?: OutputChannel } = {},
): DriftStream<string> {
  const { channel = "answer", context, ...policy } = options;
  const guard = createGuard(policy);
  for (const { role, text } of turnsOf(context)) guard.context(text, role);
  const pass = (verdict: Verdict, controller: TransformStreamDefaultController<string>): void => {
    const error = guard.error(verdict);
    if (error !== null) throw error;
    if (verdict.text !== "") controller.enqueue(verdict.text);
  };
  const stream = new TransformStream<string, string>({
    transform: (chunk, controller) => pass(guard.feed(chunk, channel), controller),
    flush: (controller) => pass(guard.close(channel), controller),
  });
  return Object.assign(stream, { drifts: guard.drifts });
}

/**
 * Watches the bytes of a `text/event-stream` response: answers, reasoning and tool arguments of OpenAI- and
 * Anthropic-shaped events and of the AI SDK's UI streams, or plain text. Bytes pass through unchanged; `abort` and
 * `retry` make the stream fail with a `DriftError` before the chunk that completes the drift, and cancel its source.
 * @throws ConfigError for options that do not fit, `redact` among them: it would change the bytes
 * @example
 * return new Response(upstream.body.pipeThrough(createDriftEventStream({ action: "abort" })), upstream);
 */
export function createDriftEventStream(options: DriftStreamOptions = {}): DriftStream<Uint8Array> {
  const { context, ...given } = options;
  const policy = checkPolicy(given);
  if (CHANNELS.some((channel) => policy.actionFor(channel) === "redact")) {
    throw new ConfigError(
      'action "redact" would change the bytes of an event stream; use createDriftTextStream on its text, or abort',
    );
  }
  const watcher = new Watcher(policy, EVENTS, turnsOf(context));
  const decoder = new TextDecoder();
  const parser = createParser({
    onEvent: ({ data }) => watchEvent(watcher, data),
    maxBufferSize: MAX_EVENT,
  });
  let watching = true;
  const feed = (text: string): void => {
    if (!watching) return;
    try {
      parser.feed(text);
    } catch (error) {
      // What the parser gives up on is no reason to break the stream.
      if (!isParseError(error)) throw error;
      watching = false;
    }
  };
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      feed(decoder.decode(chunk, { stream: true }));
      controller.enqueue(chunk);
    },
    flush() {
      feed(`${decoder.decode()}\n\n`);
      watcher.end();
    },
  });
  return Object.assign(stream, { drifts: watcher.drifts });
}

const CHANNELS = [
  "answer",
  "reasoning",
  "reasoning-summary",
  "tool-input",
  "summary",
  "title",
] as const satisfies readonly OutputChannel[];

/** What the watcher gives out is not used: nothing here changes the events. */
function watchEvent(watcher: Watcher<Json>, data: string): void {
  const event = eventOf(data);
  watcher.chunk(event);
  if (endsMessage(event)) watcher.end();
}

const isParseError = (error: unknown): boolean => error instanceof Error && error.name === "ParseError";

const turnsOf = (context: DriftStreamOptions["context"] = []): readonly Said[] =>
  typeof context === "string" ? [{ role: "user", text: context }] : context;
