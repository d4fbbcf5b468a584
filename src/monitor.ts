import type { Exposure } from "./model/exposure.js";
import type { Finding } from "./model/finding.js";
import type { Channel, Role } from "./model/utterance.js";
import { OutputSlot } from "./monitor-slot.js";
import { Pipeline } from "./pipeline/pipeline.js";
import { TextCursor } from "./pipeline/text-origin.js";
import { type JudgeOptions, pipelineSettings } from "./scan-options.js";

/** Options of `createMonitor`. */
export interface MonitorOptions extends JudgeOptions {
  /** Named in the findings. @defaultValue `monitor` */
  readonly session?: string;
  /** The model's name, for exposure by model. */
  readonly model?: string;
  /**
   * Report every run, for a caller that acts on each: also the further ones of an utterance that is in the wrong language
   * as a whole (its first run stands for it otherwise), and repetitions of a drift (explained otherwise).
   * @defaultValue false
   */
  readonly everyRun?: boolean;
  /** Called for every drift in the call that completes it. Errors that it throws reach the caller of `feed`. */
  readonly onDrift?: (drift: Finding) => void;
}

/** Channels that a model writes on. */
export type OutputChannel = Extract<
  Channel,
  "answer" | "reasoning" | "reasoning-summary" | "tool-input" | "summary" | "title"
>;

/** Where a piece of output belongs. */
export interface OutputPlace {
  /** @defaultValue `answer` */
  readonly channel?: OutputChannel;
  /** Tells apart what grows at the same time on one channel: choices, content blocks, tool calls. @defaultValue one */
  readonly id?: string;
  /**
   * The text is the JSON of a tool call, cut anywhere: its strings are decoded and judged one by one. Lines, columns and
   * bytes of a finding are then those of the JSON text, `start` and `end` those of the string at `pointer`.
   * @defaultValue false
   */
  readonly json?: boolean;
}

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
   * explains echoes. A new user turn ends the utterances that are open. What the model said earlier (`assistant`) is not
   * reported and not counted.
   */
  context(text: string, role: Exclude<Role, "unknown">): void;
  /**
   * Takes the next piece of output, cut anywhere.
   * @param place channels may alternate, each is an utterance of its own
   * @returns the drifts that this piece completes: at the end of a run's clause, or of its line
   */
  feed(delta: string, place?: OutputPlace): readonly Finding[];
  /**
   * Length of the start of an open utterance in which nothing will be found any more, in UTF-16 units of what was fed;
   * 0 for JSON and for an utterance that is not open. What follows may still become part of a finding.
   */
  settled(place?: OutputPlace): number;
  /** Ends one utterance; text for its place begins another. */
  close(place?: OutputPlace): readonly Finding[];
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
  const { everyRun = false } = options;
  const settings = { ...pipelineSettings(options, true), everyRun };
  const pipeline = new Pipeline(session, "stream", null, settings, (record) => record === EARLIER);
  // Text without ideographs can wait for more of it where only Chinese is looked for.
  const gathers = settings.flag.every((language) => language === "cmn");
  const open = new Map<string, OutputSlot>();
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

  function slot(place: OutputPlace): OutputSlot {
    const name = nameOf(place);
    let found = open.get(name);
    if (found === undefined) {
      const model = options.model === undefined ? {} : { model: options.model };
      const meta = { role: "assistant", channel: place.channel ?? "answer", session, ...model } as const;
      found = new OutputSlot(pipeline, `output ${serial++}`, meta, { json: place.json === true, gathers });
      open.set(name, found);
    }
    return found;
  }

  /** A delta that may matter: what was gathered anywhere goes before it. */
  function push(to: OutputSlot, delta: string): readonly Finding[] {
    const found: Finding[] = [];
    for (const other of open.values()) if (other !== to) found.push(...other.flush());
    return sort([...found, ...to.push(delta)]);
  }

  function endMessage(): Finding[] {
    const found = [...open.values()].flatMap((one) => one.flush());
    found.push(...[...open.values()].flatMap((one) => one.end()));
    open.clear();
    return sort(found);
  }

  return {
    context(text, role) {
      endMessage();
      const key = `context ${serial++}`;
      const earlier = role === "assistant" ? { record: EARLIER } : {};
      pipeline.accept({ type: "open", key, meta: { role, channel: CONTEXT[role], session, ...earlier } });
      pipeline.accept({ type: "text", key, text, origin: new TextCursor().next(text) });
      pipeline.accept({ type: "close", key });
    },
    feed(delta, place = ANSWER) {
      const to = slot(place);
      return to.gathers(delta) ? NONE : push(to, delta);
    },
    settled: (place = ANSWER) => open.get(nameOf(place))?.settled() ?? 0,
    close(place = ANSWER) {
      const closed = open.get(nameOf(place));
      open.delete(nameOf(place));
      return sort(closed?.end() ?? []);
    },
    endMessage,
    end() {
      endMessage();
      return { drifts, explained, exposure: pipeline.exposure() };
    },
  };
}

/** Record name of what the model said earlier: like a copy, it is context and told elsewhere. */
const EARLIER = "earlier";
const CONTEXT = { user: "prompt", system: "system", tool: "tool-output", assistant: "answer" } as const;
const ANSWER: OutputPlace = {};
const NONE: readonly Finding[] = Object.freeze([]);
const nameOf = ({ channel = "answer", id = "" }: OutputPlace): string =>
  id === "" ? channel : `${channel} ${id}`;
