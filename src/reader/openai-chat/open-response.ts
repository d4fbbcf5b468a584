import type { Origin } from "../../model/location.js";
import type { ReaderEvent, Usage } from "../../model/reader-event.js";
import type { UtteranceMeta } from "../../model/utterance.js";
import type { AssistantMeta } from "../shared/assistant-text.js";
import { createDeltaStreams } from "../shared/delta-streams.js";
import { toolInput } from "../shared/emit.js";
import { items, type Located, within } from "../shared/exchange.js";
import { nonEmpty, num, str } from "../shared/guards.js";
import { stated } from "../shared/scribe.js";
import { type Part, partsOf } from "./parts.js";

/** A tool call in progress. */
interface Call {
  readonly id: string | undefined;
  readonly slot: string;
  readonly tool: string | undefined;
}

/** Tool calls of one response that are told apart; no response has so many. */
const MAX_CALLS = 1024;

/** One response that arrives in chunks: its choices, channels and tool calls, each an utterance that grows. */
export class OpenResponse {
  readonly #key: string;
  readonly #streams: ReturnType<typeof createDeltaStreams>;
  readonly #calls = new Map<string, Call>();
  readonly #seen = new Set<number>();
  readonly #finished = new Set<number>();
  readonly #spoke = new Set<number>();
  #calling = 0;
  /** Last stated usage: vendors repeat it, growing, or give it once after the last choice. */
  usage: Usage | null = null;
  meta: AssistantMeta;

  constructor(key: string, meta: AssistantMeta) {
    this.#key = key;
    this.#streams = createDeltaStreams(key);
    this.meta = meta;
  }

  /** Every choice that has begun has given its reason to finish. */
  get finished(): boolean {
    return this.#seen.size > 0 && this.#seen.size === this.#finished.size;
  }

  /** Whether text of a choice was told: a whole message after it repeats it. */
  spoke(choice: number): boolean {
    return this.#spoke.has(choice);
  }

  /** Prefix for the keys of a choice that came as a whole message. */
  wholeKey(choice: number): string {
    return `${this.#key}/message/${choice}`;
  }

  *delta(choice: number, delta: Located): Generator<ReaderEvent> {
    this.#seen.add(choice);
    for (const part of partsOf(delta.value)) {
      this.#spoke.add(choice);
      const origin = delta.json.origin([...delta.path, ...part.path]);
      yield* this.speaker(choice, part.kind)(part.text, origin);
    }
    for (const [index, call] of items(delta, "tool_calls").entries()) yield* this.#call(choice, call, index);
    const legacy = within(delta, "function_call");
    if (legacy !== null) yield* this.#arguments(choice, `${choice}/function`, undefined, legacy);
  }

  /** Takes texts of one kind, of a choice that has begun. */
  speaker(choice: number, kind: Part["kind"]): (text: string, origin: Origin) => ReaderEvent[] {
    const slot = `${choice}/${kind}`;
    if (kind === "answer") return (text, origin) => this.#streams.answer(slot, this.meta, text, origin);
    const channel = kind === "refusal" ? "answer" : kind;
    const meta: UtteranceMeta = { ...this.meta, role: "assistant", channel };
    return (text, origin) => this.#streams.text(slot, meta, text, origin);
  }

  /** Text of the old completions interface, which has no deltas: each chunk's text is one. */
  *text(choice: number, located: Located): Generator<ReaderEvent> {
    this.#seen.add(choice);
    this.#spoke.add(choice);
    const origin = located.json.origin([...located.path, "text"]);
    yield* this.#streams.answer(`${choice}/answer`, this.meta, str(located.value.text) ?? "", origin);
  }

  finish(choice: number): void {
    this.#seen.add(choice);
    this.#finished.add(choice);
  }

  *close(): Generator<ReaderEvent> {
    yield* this.#streams.end();
    if (this.usage !== null) yield { type: "usage", usage: this.usage };
    this.usage = null;
  }

  *#call(choice: number, call: Located, at: number): Generator<ReaderEvent> {
    const inner = within(call, "function") ?? within(call, "custom");
    if (inner === null) return;
    const index = num(call.value.index) ?? this.#indexOf(choice, nonEmpty(call.value.id), at);
    yield* this.#arguments(choice, `${choice}/tool/${index}`, nonEmpty(call.value.id), inner);
  }

  /** Vendors that leave `index` out tell calls apart by `id`; a delta without either goes on with the last call. */
  #indexOf(choice: number, id: string | undefined, at: number): string {
    return id ?? [...this.#calls.keys()].at(-1)?.slice(`${choice}/tool/`.length) ?? String(at);
  }

  *#arguments(choice: number, place: string, id: string | undefined, inner: Located): Generator<ReaderEvent> {
    this.#spoke.add(choice);
    let call = this.#calls.get(place);
    // Some vendors give every call of a message the index 0: another id there is another call.
    if (call === undefined || (id !== undefined && call.id !== undefined && id !== call.id)) {
      if (call !== undefined) yield* this.#streams.close(call.slot);
      if (this.#calls.size >= MAX_CALLS) return;
      this.#calling += 1;
      call = { id, slot: `tool/${this.#calling}`, tool: nonEmpty(inner.value.name) };
      this.#calls.set(place, call);
    }
    const { tool } = call;
    const meta = {
      ...this.meta,
      role: "assistant" as const,
      ...(tool !== undefined && { tool }),
      ...stated("callId", call.id),
    };
    const key = "arguments" in inner.value ? "arguments" : "input";
    const text = inner.value[key];
    const path = [...inner.path, key];
    if (typeof text === "string")
      yield* this.#streams.toolInput(call.slot, meta, text, inner.json.origin(path));
    else yield* toolInput(`${this.#key}/object/${this.#calling}`, meta, inner.json, path);
  }
}
