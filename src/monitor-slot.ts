import { mayBeRun } from "./identify/index.js";
import type { Finding } from "./model/finding.js";
import type { Origin } from "./model/location.js";
import type { UtteranceMeta } from "./model/utterance.js";
import type { Pipeline } from "./pipeline/pipeline.js";
import { TextCursor } from "./pipeline/text-origin.js";
import { createJsonStringStream, type JsonStringEvent } from "./reader/shared/json-string-stream.js";
import { UnitBuffer } from "./unit-buffer.js";

/** Deltas that cannot matter are gathered up to this many UTF-16 units. */
const GATHERED = 4096;

/** One place of a live output that grows: an utterance, or the strings of a tool call's JSON, each an utterance. */
export class OutputSlot {
  readonly #pipeline: Pipeline;
  readonly #key: string;
  readonly #meta: UtteranceMeta;
  readonly #cursor = new TextCursor();
  readonly #strings: ReturnType<typeof createJsonStringStream> | null;
  readonly #gathered: UnitBuffer | null;
  #held = "";
  #parts = 0;
  /** Whether what follows on the present line may settle a run on it. */
  #unsettled = false;

  /** @param options.gathers whether text that cannot be a run may wait for more of it */
  constructor(
    pipeline: Pipeline,
    key: string,
    meta: UtteranceMeta,
    { json, gathers }: { readonly json: boolean; readonly gathers: boolean },
  ) {
    this.#pipeline = pipeline;
    this.#key = key;
    this.#meta = meta;
    this.#strings = json ? createJsonStringStream() : null;
    // In JSON an ideograph may stand as an escape.
    this.#gathered = gathers && !json ? new UnitBuffer(GATHERED) : null;
    if (!json) pipeline.accept({ type: "open", key, meta });
  }

  /** Takes a piece that can neither begin nor settle a run, or leaves it for `push`. */
  gathers(delta: string): boolean {
    return this.#gathered !== null && !this.#unsettled && this.#held === "" && this.#gathered.take(delta);
  }

  /** Takes the next piece, cut anywhere. */
  push(delta: string): Finding[] {
    const text = (this.#gathered?.drain() ?? "") + this.#held + delta;
    // Half a surrogate pair waits for its other half.
    const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
    this.#held = text.slice(cut);
    const whole = text.slice(0, cut);
    const feed = whole.lastIndexOf("\n");
    this.#unsettled = (this.#unsettled && feed < 0) || mayBeRun(whole.slice(feed + 1));
    return this.#piece(whole);
  }

  /** Hands on what was gathered. */
  flush(): Finding[] {
    return this.#piece(this.#gathered?.drain() ?? "");
  }

  /** See `Monitor.settled`. */
  settled(): number {
    if (this.#strings !== null) return 0;
    return this.#pipeline.settled(this.#key) + (this.#gathered?.length ?? 0);
  }

  end(): Finding[] {
    const found = [...this.flush(), ...this.#piece(this.#held)];
    this.#held = "";
    if (this.#strings !== null) return [...found, ...this.#tell(this.#strings.end())];
    return [...found, ...this.#pipeline.accept({ type: "close", key: this.#key })];
  }

  #piece(text: string): Finding[] {
    if (text === "") return [];
    const origin = this.#cursor.next(text);
    if (this.#strings !== null) return this.#tell(this.#strings.push(text, inJson(origin)));
    return this.#pipeline.accept({ type: "text", key: this.#key, text, origin });
  }

  #tell(events: readonly JsonStringEvent[]): Finding[] {
    return events.flatMap((event) => {
      if (event.type === "open") this.#parts++;
      const key = `${this.#key}/${this.#parts}`;
      if (event.type === "open") {
        return this.#pipeline.accept({ type: "open", key, meta: { ...this.#meta, part: this.#parts - 1 } });
      }
      return this.#pipeline.accept({ ...event, key });
    });
  }
}

/** Pointers inside the JSON text are given only where its own place has one. */
const inJson = (origin: Origin): Origin => ({ pointer: "", locate: (offset) => origin.locate(offset) });
