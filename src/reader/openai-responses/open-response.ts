import type { Origin } from "../../model/location.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import { createDeltaStreams } from "../shared/delta-streams.js";
import type { Located } from "../shared/exchange.js";
import { isObject, type JsonObject, num, obj, str, valueAt } from "../shared/guards.js";
import type { JsonPath } from "../shared/json-pointer.js";
import { RecentSet } from "../shared/recent-set.js";
import type { RecordMeta } from "../shared/scribe.js";
import { type DeltaEvent, type DeltaKind, indexOf } from "./delta-kinds.js";
import { type PartKind, partsOf, toolOf, typeOf } from "./item-parts.js";
import { idsOf, type OpenItem, sameType } from "./open-item.js";
import { tellPart } from "./tell-item.js";

/** Items of one response that are known at a time, and parts of them; no response has so many. */
const MAX_ITEMS = 1024;
const MAX_PARTS = 8192;

/**
 * One response that arrives in events. Each text comes up to five times: in deltas, at the end of its run, of its part,
 * of its item and of the response. The first that shows is told; what a later copy holds besides is told then.
 */
export class OpenResponse {
  readonly #key: () => string;
  readonly #isCopied: (item: JsonObject) => boolean;
  readonly #streams: ReturnType<typeof createDeltaStreams>;
  #items: OpenItem[] = [];
  readonly #told = new RecentSet(MAX_PARTS);
  #count = 0;
  meta: RecordMeta;
  /** The last `sequence_number`, to tell streams apart that come in turns. */
  sequence: number | undefined;

  /** @param isCopied Whether an item's call was told before. */
  constructor(meta: RecordMeta, key: () => string, isCopied: (item: JsonObject) => boolean) {
    this.meta = meta;
    this.#isCopied = isCopied;
    this.#key = key;
    this.#streams = createDeltaStreams(key());
  }

  knows(id: string): boolean {
    return this.#items.some((item) => item.ids.includes(id));
  }

  /** `output_item.added`: the tool's name stands here before its arguments. */
  announce(event: JsonObject, item: Located): readonly ReaderEvent[] {
    const place = this.#placeOf(event);
    // Gateways that number every item 0 announce the next one at the same place.
    const before = this.#items.findLast((each) => each.place === place);
    this.#add(place, item, event);
    return before === undefined ? [] : this.#streams.closeAll(`${before.name}/`);
  }

  /** A text event: a delta is told at once, the whole text after it only if there was none. Null: no text in it. */
  text(event: Located, { kind, step, place }: DeltaEvent): readonly ReaderEvent[] | null {
    const path = textPath(event.value, step === "delta" ? "delta" : kind.whole);
    if (path === null) return null;
    const item = this.#itemFor(event.value, kind.item);
    if (item.copied && kind.kind === "call") return [];
    const slot = `${item.name}/${place}`;
    const fresh = this.#told.add(slot);
    if (step === "delta") return this.#push(slot, kind, item, event, path);
    return [...(fresh ? this.#push(slot, kind, item, event, path) : []), ...this.#streams.close(slot)];
  }

  /** Takes the texts of deltas like one that was just told; null for tool calls. */
  speaker(
    event: JsonObject,
    { kind, place }: DeltaEvent,
  ): ((text: string, origin: Origin) => ReaderEvent[]) | null {
    if (kind.kind === "call") return null;
    const slot = `${this.#itemFor(event, kind.item).name}/${place}`;
    return this.#pusher(slot, kind.kind);
  }

  /** `content_part.done` and `reasoning_summary_part.done`. */
  *part(event: Located, part: Located): Generator<ReaderEvent> {
    const lane = PART_LANES.get(str(part.value.type) ?? "");
    if (lane === undefined) return;
    const item = this.#itemFor(event.value, lane.item);
    const key = ["text", "refusal", "transcript"].find((name) => typeof part.value[name] === "string");
    const slot = `${item.name}/${lane.lane}/${indexOf(event.value)}`;
    if (key !== undefined && this.#told.add(slot))
      yield* tellPart(part, { place: slot, kind: lane.kind, path: [key] }, this.meta, this.#key);
    yield* this.#streams.close(slot);
  }

  /** `output_item.done`. */
  *item(event: JsonObject, item: Located): Generator<ReaderEvent> {
    const known = this.#find(event, idsOf(item.value, event), typeOf(item.value));
    const own = known ?? this.#add(this.#placeOf(event), item, event);
    yield* this.#tell(own, item);
    yield* this.#streams.closeAll(`${own.name}/`);
  }

  /** The whole output at the end; what was told of it is recognised by id, else by type and order. */
  *output(items: readonly Located[]): Generator<ReaderEvent> {
    const left = new Set(this.#items);
    const copies = new Map<Located, OpenItem>();
    const match = (fits: (known: OpenItem, item: Located) => boolean): void => {
      for (const item of items) {
        const known = copies.has(item) ? undefined : [...left].find((each) => fits(each, item));
        if (known === undefined) continue;
        copies.set(item, known);
        left.delete(known);
      }
    };
    match((known, item) => idsOf(item.value, {}).some((id) => known.ids.includes(id)));
    match((known, item) => sameType(known.type, typeOf(item.value)));
    for (const [index, item] of items.entries())
      yield* this.#tell(copies.get(item) ?? this.#add(`output ${index}`, item, {}), item);
  }

  close(): readonly ReaderEvent[] {
    return this.#streams.end();
  }

  *#tell(known: OpenItem, item: Located): Generator<ReaderEvent> {
    for (const part of partsOf(item.value)) {
      if (known.copied && part.kind === "call") continue;
      if (this.#told.add(`${known.name}/${part.place}`)) yield* tellPart(item, part, this.meta, this.#key);
    }
  }

  #push(
    slot: string,
    kind: DeltaKind,
    item: OpenItem,
    event: Located,
    path: JsonPath,
  ): readonly ReaderEvent[] {
    const origin = event.json.origin([...event.path, ...path]);
    const text = str(valueAt(event.value, path)) ?? "";
    if (kind.kind !== "call") return this.#pusher(slot, kind.kind)(text, origin);
    const called = {
      ...this.meta,
      role: "assistant" as const,
      ...(item.tool !== undefined && { tool: item.tool }),
    };
    if (kind.free !== true) return this.#streams.toolInput(slot, called, text, origin);
    return this.#streams.text(slot, { ...called, channel: "tool-input", part: 0 }, text, origin);
  }

  #pusher(slot: string, channel: "answer" | "reasoning" | "reasoning-summary") {
    if (channel === "answer") {
      return (text: string, origin: Origin) => this.#streams.answer(slot, this.meta, text, origin);
    }
    const meta = { ...this.meta, role: "assistant" as const, channel };
    return (text: string, origin: Origin) => this.#streams.text(slot, meta, text, origin);
  }

  /** The item that a text event belongs to; one whose announcement is missing begins with its first text. */
  #itemFor(event: JsonObject, type: string): OpenItem {
    const known = this.#find(event, idsOf({}, event), type);
    return known ?? this.#add(this.#placeOf(event), { value: { type } }, event);
  }

  /** The item at the place that an event names, unless its id says that it is another. */
  #find(event: JsonObject, ids: readonly string[], type: string): OpenItem | undefined {
    const place = this.#placeOf(event);
    const fits = (item: OpenItem): boolean => sameType(item.type, type);
    const here = this.#items.findLast((item) => item.place === place && fits(item));
    if (here?.ids.some((id) => ids.includes(id))) return here;
    return this.#items.findLast((item) => fits(item) && item.ids.some((id) => ids.includes(id))) ?? here;
  }

  #add(place: string, { value }: Pick<Located, "value">, event: JsonObject): OpenItem {
    this.#count += 1;
    const facts = { ids: idsOf(value, event), type: typeOf(value), tool: toolOf(value) };
    const item = { ...facts, copied: this.#isCopied(value), place, name: String(this.#count) };
    if (this.#items.length >= MAX_ITEMS) this.#items = this.#items.slice(MAX_ITEMS / 2);
    this.#items.push(item);
    return item;
  }

  /** The place in the output that an event speaks of; without one, the last. */
  #placeOf(event: JsonObject): string {
    const index = num(event.output_index);
    if (index !== undefined) return String(index);
    return idsOf(obj(event.item) ?? {}, event)[0] ?? this.#items.at(-1)?.place ?? "0";
  }
}

interface Lane {
  readonly item: string;
  readonly lane: string;
  readonly kind: PartKind;
}

const ANSWER: Lane = { item: "message", lane: "content", kind: "answer" };
const PART_LANES: ReadonlyMap<string, Lane> = new Map([
  ["output_text", ANSWER],
  ["refusal", ANSWER],
  ["text", ANSWER],
  ["audio", ANSWER],
  ["summary_text", { item: "reasoning", lane: "summary", kind: "reasoning-summary" }],
  ["reasoning_text", { item: "reasoning", lane: "reasoning", kind: "reasoning" }],
]);

/** Where the text of an event stands; one older shape wraps a delta in an object. */
function textPath(event: JsonObject, key: string): JsonPath | null {
  const value = event[key];
  if (typeof value === "string") return [key];
  return isObject(value) && typeof value.text === "string" ? [key, "text"] : null;
}
