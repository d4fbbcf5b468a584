import type { ReaderEvent } from "../../model/reader-event.js";
import { BrokenTurn, type Lane } from "./broken-turn.js";

/** How much is held back before the events are taken as they are: lines, and UTF-16 units of their records. */
const MAX_LINES = 500;
const MAX_UNITS = 2_000_000;

interface Held {
  readonly lane: Lane;
  readonly isEvent: boolean;
  readonly events: readonly ReaderEvent[];
}

/**
 * Codex logs what is said twice: as a `response_item` and as an `event_msg`. The items are the better copy; the events
 * count only in a rollout without items. Whether one has items shows at its first item, so the lines from the first
 * event on wait for it, in order, in bounded memory.
 */
export class EventFallback {
  #mode: "undecided" | "items" | "events" = "undecided";
  #held: Held[] = [];
  #units = 0;
  #reasoningItems = false;
  readonly #brokenTurn = new BrokenTurn();

  /**
   * Takes the events of one line; gives what may go on.
   *
   * @param units Length of the record, which the events keep in memory.
   */
  push(lane: Lane, isEvent: boolean, events: readonly ReaderEvent[], units: number): readonly ReaderEvent[] {
    if (!isEvent && lane === "reasoning") this.#reasoningItems = true;
    if (!isEvent && lane === "message" && this.#mode === "undecided") {
      return [...this.#settle("items"), ...this.#pass({ lane, isEvent, events })];
    }
    if (this.#mode !== "undecided") return this.#pass({ lane, isEvent, events });
    if (this.#held.length === 0 && !(isEvent && lane !== "other")) return events;
    this.#held.push({ lane, isEvent, events });
    this.#units += units;
    const full = this.#held.length >= MAX_LINES || this.#units >= MAX_UNITS;
    return full ? this.#settle("events") : [];
  }

  /** Whether nothing waits any more for a first item. */
  get decided(): boolean {
    return this.#mode !== "undecided";
  }

  /** Takes the notice that a turn was broken off. */
  abort(): void {
    this.#brokenTurn.abort();
  }

  /** Gives what is still held back: no item has come. */
  end(): readonly ReaderEvent[] {
    return this.#mode === "undecided" ? this.#settle("events") : this.#brokenTurn.end();
  }

  #settle(mode: "items" | "events"): readonly ReaderEvent[] {
    const held = this.#held;
    this.#mode = mode;
    this.#held = [];
    return held.flatMap((line) => this.#pass(line));
  }

  #pass({ lane, isEvent, events }: Held): readonly ReaderEvent[] {
    const isCopy = this.#isLesserCopy(lane, isEvent);
    if (this.#mode === "events" || lane === "other") return isCopy ? [] : events;
    if (!isCopy) return [...this.#brokenTurn.item(lane, events), ...events];
    this.#brokenTurn.event(lane, events);
    return [];
  }

  #isLesserCopy(lane: Lane, isEvent: boolean): boolean {
    if (lane === "other") return false;
    if (this.#mode === "items") return isEvent;
    if (lane === "reasoning") return isEvent === this.#reasoningItems;
    return !isEvent;
  }
}
