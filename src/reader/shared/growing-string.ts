import type { Origin } from "../../model/location.js";
import { PieceBuilder } from "./piece-builder.js";

/**
 * What a growing JSON text holds that a person could read. One string is open at a time, so events need no key.
 * `pointer` is an RFC 6901 pointer into that JSON text. `kind` is `plain` for text that is not JSON.
 */
export type JsonStringEvent =
  | { readonly type: "open"; readonly kind: "value" | "key" | "plain"; readonly pointer: string }
  | { readonly type: "text"; readonly text: string; readonly origin: Origin }
  | { readonly type: "close" };

/** A key longer than this is text, whatever its characters, in UTF-16 units. */
const MAX_KEY = 1024;
/** Blank text held back at most before a string is told for it. */
const MAX_BLANK = 1024;
const EAST_ASIAN = /[\u2e80-\uffff]/;

/** The string in progress: collects decoded text and tells it once it is worth telling. */
export class GrowingString {
  #kind: "value" | "key" | "plain" = "value";
  #text = new PieceBuilder();
  #open = false;
  #pointer = "";
  #events: JsonStringEvent[] = [];
  /** Whether any string was told so far. */
  toldAny = false;

  begin(kind: "value" | "key" | "plain"): void {
    this.#kind = kind;
  }

  /** See `PieceBuilder.add`. */
  add(text: string, origin: Origin, raw: number, rawLength: number = text.length): void {
    this.#text.add(text, origin, raw, rawLength);
  }

  /** Text that was not told yet: of a key, all of it (but for one past the limit). */
  get untold(): string {
    return this.#text.text;
  }

  /**
   * Tells what was added. Keys wait until they are complete, blank strings until they are not blank.
   *
   * @param pointer Asked for when the string opens.
   */
  flush(final: boolean, pointer: () => string): void {
    if (!this.#open && this.#waits(final)) {
      if (final) this.#text.take();
      return;
    }
    const piece = final ? this.#text.take() : this.#text.takeWhole();
    if (piece === null) return;
    if (!this.#open) {
      this.#open = true;
      this.toldAny = true;
      this.#pointer = this.#kind === "plain" ? "" : pointer();
      this.#events.push({ type: "open", kind: this.#kind, pointer: this.#pointer });
    }
    this.#events.push({ type: "text", text: piece.text, origin: this.#within(piece.origin) });
  }

  close(): void {
    if (this.#open) this.#events.push({ type: "close" });
    this.#open = false;
  }

  takeEvents(): readonly JsonStringEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #waits(final: boolean): boolean {
    const { length, text } = this.#text;
    if (this.#kind === "key" && length <= MAX_KEY) return !final || !EAST_ASIAN.test(text);
    return length <= MAX_BLANK && text.trim() === "";
  }

  #within(origin: Origin): Origin {
    if (this.#kind === "plain" || origin.pointer === null) return origin;
    return { ...origin, pointer: `${origin.pointer}#${this.#pointer}` };
  }
}
