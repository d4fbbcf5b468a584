import type { Origin } from "../../model/location.js";
import type { ReaderEvent, Usage } from "../../model/reader-event.js";
import type { AssistantMeta } from "./assistant-text.js";
import { assistantBlock, isCall, withoutModel } from "./content-block.js";
import { createDeltaStreams } from "./delta-streams.js";
import { items, type Located, within } from "./exchange.js";
import { isObject, type JsonObject, member, nonEmpty, num, str } from "./guards.js";
import { stated } from "./scribe.js";
import { toolResult } from "./tool-result.js";

type TextChannel = "answer" | "reasoning" | "summary";

/** A content block in progress. */
interface Block {
  readonly start: Located;
  readonly tool: string | undefined;
  /** Arguments that came with the start; told at the end of the block, unless deltas bring them. */
  pendingInput: boolean;
}

/** Blocks open at a time; more than any message has. */
const MAX_BLOCKS = 256;

/** One message that arrives as events. */
export class OpenMessage {
  readonly id: string | undefined;
  readonly #key: string;
  readonly #meta: AssistantMeta;
  readonly #streams: ReturnType<typeof createDeltaStreams>;
  readonly #blocks = new Map<number, Block>();
  #usage: Usage | null = null;
  #wholes = 0;

  constructor(key: string, id: string | undefined, meta: AssistantMeta) {
    this.id = id;
    this.#key = key;
    this.#meta = meta;
    this.#streams = createDeltaStreams(key);
  }

  /** A message of which the start holds blocks already (code that called a tool, a resumed turn). */
  *prefilled(message: Located): Generator<ReaderEvent> {
    for (const block of items(message, "content")) yield* this.#whole(block);
  }

  *startBlock(event: Located): Generator<ReaderEvent> {
    const index = num(event.value.index) ?? 0;
    const start = within(event, "content_block");
    if (start === null) return;
    yield* this.stopBlock(index);
    if (this.#blocks.size >= MAX_BLOCKS) return;
    const type = str(start.value.type) ?? "";
    const pendingInput =
      isCall(type) && isObject(start.value.input) && Object.keys(start.value.input).length > 0;
    this.#blocks.set(index, { start, tool: nonEmpty(start.value.name), pendingInput });
    if (type === "text") yield* this.#text(index, "answer", start, "text");
    else if (type === "thinking") yield* this.#text(index, "reasoning", start, "thinking");
    else if (type === "compaction") yield* this.#text(index, "summary", start, "content");
    else if (!isCall(type)) yield* this.#whole(start);
  }

  *delta(event: Located): Generator<ReaderEvent> {
    const index = num(event.value.index) ?? 0;
    const delta = within(event, "delta");
    switch (delta?.value.type) {
      case "text_delta":
        return yield* this.#text(index, "answer", delta, "text");
      case "thinking_delta":
        return yield* this.#text(index, "reasoning", delta, "thinking");
      case "compaction_delta":
        return yield* this.#text(index, "summary", delta, "content");
      case "input_json_delta":
        return yield* this.#input(index, delta);
      case "citations_delta": {
        const path = [...delta.path, "citation"];
        return yield* toolResult(this.#wholeKey(), withoutModel(this.#meta), delta.json, path);
      }
    }
  }

  *stopBlock(index: number): Generator<ReaderEvent> {
    const block = this.#blocks.get(index);
    this.#blocks.delete(index);
    if (block?.pendingInput === true) yield* this.#whole(block.start);
    for (const channel of ["answer", "reasoning", "summary", "input"]) {
      yield* this.#streams.close(`${index}/${channel}`);
    }
  }

  /** Counts are cumulative: what is stated later replaces what was stated before. */
  count(usage: unknown): void {
    const { model, message, session } = this.#meta;
    const stated = usageOf(usage);
    if (stated === null) return;
    const base = {
      session,
      ...(model !== undefined && { model }),
      ...(message !== undefined && { message }),
    };
    this.#usage = { ...base, ...this.#usage, ...stated };
  }

  *close(): Generator<ReaderEvent> {
    for (const index of [...this.#blocks.keys()]) yield* this.stopBlock(index);
    yield* this.#streams.end();
    if (this.#usage !== null) yield { type: "usage", usage: this.#usage };
    this.#usage = null;
  }

  *#text(index: number, channel: TextChannel, holder: Located, key: string): Generator<ReaderEvent> {
    const text = nonEmpty(holder.value[key]);
    if (text !== undefined)
      yield* this.speaker(index, channel)(text, holder.json.origin([...holder.path, key]));
  }

  /** Takes the texts of a block, none of them empty. */
  speaker(index: number, channel: TextChannel): (text: string, origin: Origin) => ReaderEvent[] {
    const slot = `${index}/${channel}`;
    if (channel === "answer") return (text, origin) => this.#streams.answer(slot, this.#meta, text, origin);
    const meta = { ...this.#meta, role: "assistant" as const, channel };
    return (text, origin) => this.#streams.text(slot, meta, text, origin);
  }

  *#input(index: number, delta: Located): Generator<ReaderEvent> {
    const text = nonEmpty(delta.value.partial_json);
    if (text === undefined) return;
    const block = this.#blocks.get(index);
    if (block !== undefined) block.pendingInput = false;
    const tool = block?.tool;
    const meta = {
      ...this.#meta,
      role: "assistant" as const,
      ...(tool !== undefined && { tool }),
      ...stated("callId", nonEmpty(block?.start.value.id)),
    };
    const origin = delta.json.origin([...delta.path, "partial_json"]);
    yield* this.#streams.toolInput(`${index}/input`, meta, text, origin);
  }

  *#whole(block: Located): Generator<ReaderEvent> {
    yield* assistantBlock(this.#wholeKey(), this.#meta, block);
  }

  #wholeKey(): string {
    this.#wholes += 1;
    return `${this.#key}/whole/${this.#wholes}`;
  }
}

/** The counts of a `usage` object, without whose they are. */
export function usageOf(usage: unknown): Omit<Usage, "session"> | null {
  if (!isObject(usage)) return null;
  const inputTokens = num(usage.input_tokens);
  const outputTokens = num(usage.output_tokens);
  const reasoningTokens = thinkingTokens(usage);
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(reasoningTokens !== undefined && { reasoningTokens }),
  };
}

function thinkingTokens(usage: JsonObject): number | undefined {
  return num(member(usage.output_tokens_details, "thinking_tokens"));
}
