import type { Exposure } from "./model/exposure.js";
import type { Finding } from "./model/finding.js";
import type { Channel, Role, UtteranceMeta } from "./model/utterance.js";
import { Pipeline } from "./pipeline/pipeline.js";
import { TextCursor } from "./pipeline/text-origin.js";
import { type JudgeOptions, pipelineSettings } from "./scan-options.js";

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
  const session = options.session ?? "monitor";
  const pipeline = new Pipeline(session, "stream", null, pipelineSettings(options, true));
  const open = new Map<OutputChannel, { cursor: TextCursor; key: string; held: string }>();
  const drifts: Finding[] = [];
  const explained: Finding[] = [];
  let serial = 0;

  function sort(findings: readonly Finding[]): Finding[] {
    const found = findings.filter((f) => f.explanation === null);
    explained.push(...findings.filter((f) => f.explanation !== null));
    drifts.push(...found);
    for (const drift of found) options.onDrift?.(drift);
    return found;
  }

  function utterance(channel: OutputChannel): { cursor: TextCursor; key: string; held: string } {
    let found = open.get(channel);
    if (found === undefined) {
      found = { cursor: new TextCursor(), key: `output ${serial++}`, held: "" };
      open.set(channel, found);
      const meta: UtteranceMeta = {
        role: "assistant",
        channel,
        session,
        ...(options.model === undefined ? {} : { model: options.model }),
      };
      pipeline.accept({ type: "open", key: found.key, meta });
    }
    return found;
  }

  function piece(state: { cursor: TextCursor; key: string }, text: string): Finding[] {
    if (text === "") return [];
    return pipeline.accept({ type: "text", key: state.key, text, origin: state.cursor.next(text) });
  }

  function endMessage(): Finding[] {
    const found: Finding[] = [];
    for (const state of open.values()) {
      found.push(...piece(state, state.held), ...pipeline.accept({ type: "close", key: state.key }));
    }
    open.clear();
    return sort(found);
  }

  return {
    context(text, role) {
      endMessage();
      const channel = role === "user" ? "prompt" : role === "system" ? "system" : "tool-output";
      const key = `context ${serial++}`;
      pipeline.accept({ type: "open", key, meta: { role, channel, session } });
      pipeline.accept({ type: "text", key, text, origin: new TextCursor().next(text) });
      pipeline.accept({ type: "close", key });
    },
    feed(delta, { channel = "answer" } = {}) {
      const state = utterance(channel);
      const text = state.held + delta;
      // Half a surrogate pair waits for its other half.
      const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
      state.held = text.slice(cut);
      return sort(piece(state, text.slice(0, cut)));
    },
    endMessage,
    end() {
      endMessage();
      return { drifts, explained, exposure: pipeline.exposure() };
    },
  };
}
