import { mayBeRun } from "./identify/index.js";
import type { Exposure } from "./model/exposure.js";
import type { Finding } from "./model/finding.js";
import type { Channel, Role, UtteranceMeta } from "./model/utterance.js";
import { Pipeline } from "./pipeline/pipeline.js";
import { TextCursor } from "./pipeline/text-origin.js";
import { type JudgeOptions, pipelineSettings } from "./scan-options.js";
import { UnitBuffer } from "./unit-buffer.js";

/** Options of `createMonitor`. */
export interface MonitorOptions extends JudgeOptions {
  /** Named in the findings. @defaultValue `monitor` */
  readonly session?: string;
  /** The model's name, for exposure by model. */
  readonly model?: string;
  /** Called for every drift in the call that completes it. Errors that it throws reach the caller of `feed`. */
  readonly onDrift?: (drift: Finding) => void;
}

/** Channels that a model writes on. */
export type OutputChannel = Extract<
  Channel,
  "answer" | "reasoning" | "reasoning-summary" | "tool-input" | "summary" | "title"
>;

/** What a monitor saw, given by `end`. */
export interface MonitorSummary {
  readonly drifts: readonly Finding[];
  /** Runs with a benign explanation. */
  readonly explained: readonly Finding[];
  readonly exposure: Exposure;
}

/** Watches one live output. Synchronous: no I/O, no timers. */
export interface Monitor {
  /**
   * Tells what the model has read (prompts, system text, tool results), before it answers. It makes languages due and
   * explains echoes. A new user turn ends the utterances that are open.
   */
  context(text: string, role: Exclude<Role, "assistant" | "unknown">): void;
  /**
   * Takes the next piece of output, cut anywhere.
   * @param options.channel `answer` by default; channels may alternate, each is an utterance of its own
   * @returns the drifts that this piece completes: at the end of a run's clause, or of its line
   */
  feed(delta: string, options?: { readonly channel?: OutputChannel }): readonly Finding[];
  /** Ends one message of the model; the monitor goes on. */
  endMessage(): readonly Finding[];
  /** Ends the output. @returns what was found in all; drifts that only the end settles are given to `onDrift` too */
  end(): MonitorSummary;
}

/**
 * Watches a model's output while it is being written.
 * @throws ConfigError for options that do not fit
 * @example
 * const monitor = createMonitor({ expect: ["en"] });
 * for await (const delta of stream) for (const drift of monitor.feed(delta)) console.warn(drift.run.text);
 */
export function createMonitor(options: MonitorOptions = {}): Monitor {
  return new LiveMonitor(options);
}

/** Deltas that cannot matter are gathered up to this many UTF-16 units. */
const GATHERED = 4096;
const NONE: readonly Finding[] = Object.freeze([]);
const HALF_PAIR = /[\ud800-\udbff]$/;

/** One channel of a message that is being written. */
class OpenChannel {
  readonly key: string;
  readonly cursor = new TextCursor();
  readonly gathered = new UnitBuffer(GATHERED);
  /** Half a surrogate pair that waits for its other half. */
  half = "";
  /** Whether what follows on the present line may settle a run on it. */
  unsettled = false;

  constructor(key: string) {
    this.key = key;
  }
}

class LiveMonitor implements Monitor {
  readonly #options: MonitorOptions;
  readonly #session: string;
  readonly #pipeline: Pipeline;
  /** Whether text without ideographs can wait: only Chinese is looked for. */
  readonly #gathers: boolean;
  readonly #open = new Map<OutputChannel, OpenChannel>();
  readonly #drifts: Finding[] = [];
  readonly #explained: Finding[] = [];
  #serial = 0;

  constructor(options: MonitorOptions) {
    const settings = pipelineSettings(options, true);
    this.#options = options;
    this.#session = options.session ?? "monitor";
    this.#gathers = settings.flag.every((language) => language === "cmn");
    this.#pipeline = new Pipeline(this.#session, "stream", null, settings);
  }

  context(text: string, role: Exclude<Role, "assistant" | "unknown">): void {
    this.endMessage();
    const channel = role === "user" ? "prompt" : role === "system" ? "system" : "tool-output";
    const key = `context ${this.#serial++}`;
    this.#pipeline.accept({ type: "open", key, meta: { role, channel, session: this.#session } });
    this.#pipeline.accept({ type: "text", key, text, origin: new TextCursor().next(text) });
    this.#pipeline.accept({ type: "close", key });
  }

  feed(delta: string, options?: { readonly channel?: OutputChannel }): readonly Finding[] {
    const name = options?.channel ?? "answer";
    const channel = this.#open.get(name) ?? this.#start(name);
    if (this.#gathers && !channel.unsettled && channel.half === "" && channel.gathered.take(delta))
      return NONE;
    return this.#sort(this.#push(channel, delta));
  }

  endMessage(): readonly Finding[] {
    const found: Finding[] = [];
    for (const channel of this.#open.values()) {
      found.push(...this.#text(channel, channel.gathered.drain() + channel.half));
    }
    for (const { key } of this.#open.values()) found.push(...this.#pipeline.accept({ type: "close", key }));
    this.#open.clear();
    return this.#sort(found);
  }

  end(): MonitorSummary {
    this.endMessage();
    return { drifts: this.#drifts, explained: this.#explained, exposure: this.#pipeline.exposure() };
  }

  #start(name: OutputChannel): OpenChannel {
    const channel = new OpenChannel(`output ${this.#serial++}`);
    this.#open.set(name, channel);
    const { model } = this.#options;
    const meta: UtteranceMeta = {
      role: "assistant",
      channel: name,
      session: this.#session,
      ...(model === undefined ? {} : { model }),
    };
    this.#pipeline.accept({ type: "open", key: channel.key, meta });
    return channel;
  }

  /** A delta that may matter: everything that was gathered goes before it. */
  #push(channel: OpenChannel, delta: string): Finding[] {
    const found: Finding[] = [];
    for (const other of this.#open.values()) {
      if (other !== channel) found.push(...this.#text(other, other.gathered.drain()));
    }
    const text = channel.gathered.drain() + channel.half + delta;
    const cut = HALF_PAIR.test(text) ? text.length - 1 : text.length;
    channel.half = text.slice(cut);
    const whole = text.slice(0, cut);
    const line = whole.lastIndexOf("\n");
    channel.unsettled = (channel.unsettled && line < 0) || mayBeRun(whole.slice(line + 1));
    return [...found, ...this.#text(channel, whole)];
  }

  #text({ key, cursor }: OpenChannel, text: string): Finding[] {
    return text === "" ? [] : this.#pipeline.accept({ type: "text", key, text, origin: cursor.next(text) });
  }

  #sort(findings: readonly Finding[]): Finding[] {
    const found = findings.filter((f) => f.explanation === null);
    this.#explained.push(...findings.filter((f) => f.explanation !== null));
    this.#drifts.push(...found);
    for (const drift of found) this.#options.onDrift?.(drift);
    return found;
  }
}
