import type { ReaderEvent } from "../../model/reader-event.js";
import { arr, type JsonObject, member, nonEmpty, num } from "../shared/guards.js";
import { isoTimestamp } from "../shared/timestamp.js";
import type { OpenResponse } from "./open-response.js";

/** Responses whose events may come in turns (a proxy's log of parallel calls); the oldest is closed for one more. */
const MAX_OPEN = 8;

/** The responses in progress, and which of them an event belongs to: most events do not say. */
export class OpenResponses {
  /** By id, the latest last; a response without an id is `""`. */
  readonly #open = new Map<string, OpenResponse>();

  add(id: string, response: OpenResponse): readonly ReaderEvent[] {
    const before = [...(this.#open.get(id)?.close() ?? [])];
    this.#open.delete(id);
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MAX_OPEN && oldest !== undefined) {
      before.push(...(this.#open.get(oldest)?.close() ?? []));
      this.#open.delete(oldest);
    }
    this.#open.set(id, response);
    return before;
  }

  /**
   * The response of an event: by the response's id, by an item's, by the event's number in its stream, else the latest.
   * Ids are tried and not trusted: some gateways change them in every event.
   */
  find(event: JsonObject): OpenResponse | undefined {
    const item = nonEmpty(event.item_id);
    const found =
      this.#named(event, item === undefined ? [] : [item]) ?? this.#following(event) ?? this.#latest[0];
    const sequence = num(event.sequence_number);
    if (found !== undefined && sequence !== undefined) found.sequence = sequence;
    return found;
  }

  /** Whether {@link find} gives the same response for events that differ in their numbers alone. */
  isSure(event: JsonObject): boolean {
    const item = nonEmpty(event.item_id);
    return this.#open.size === 1 || this.#named(event, item === undefined ? [] : [item]) !== undefined;
  }

  /** The response that an event with a whole response repeats; undefined when that one's events are not in the log. */
  findRepeated(event: JsonObject, response: JsonObject): OpenResponse | undefined {
    const items = arr(response.output).flatMap((item) => nonEmpty(member(item, "id")) ?? []);
    const time = isoTimestamp(response.created_at);
    const found =
      this.#named({ response_id: response.id }, items) ??
      this.#following(event) ??
      this.#latest.find((each) => time !== undefined && each.meta.timestamp === time);
    return found ?? (num(event.sequence_number) === undefined ? this.#latest[0] : undefined);
  }

  get #latest(): readonly OpenResponse[] {
    return [...this.#open.values()].reverse();
  }

  #named(event: JsonObject, items: readonly string[]): OpenResponse | undefined {
    const id = nonEmpty(event.response_id);
    const named = id === undefined ? undefined : this.#open.get(id);
    return named ?? this.#latest.find((each) => items.some((item) => each.knows(item)));
  }

  #following(event: JsonObject): OpenResponse | undefined {
    const before = (num(event.sequence_number) ?? Number.NaN) - 1;
    return this.#latest.find((each) => each.sequence === before);
  }

  remove(response: OpenResponse): void {
    for (const [id, open] of this.#open) if (open === response) this.#open.delete(id);
  }

  end(): readonly ReaderEvent[] {
    const events = [...this.#open.values()].flatMap((response) => response.close());
    this.#open.clear();
    return events;
  }
}
