import { member, nonEmpty, num } from "../shared/guards.js";

/** Largest pause, in milliseconds, within the burst of lines that a fork writes when it copies its parent. */
const BURST_GAP = 1_000;

/**
 * Tells the history that a fork or sub-agent copied from its parent from its own lines. New rollouts name the first
 * line of their own (`subagent_history_start_ordinal`). In others the copies stand in one burst at the start, stamped
 * with the moment of the fork or with their old times; the first pause ends it, and it never starts again.
 */
export class ReplayWatch {
  #start: number | undefined;
  #burst = false;
  #fork = Number.NaN;
  #last = Number.NaN;

  /** Takes the session's own `session_meta`. */
  begin(payload: unknown, timestamp: unknown): void {
    this.#start = num(member(payload, "subagent_history_start_ordinal"));
    this.#burst = this.#start === undefined && nonEmpty(member(payload, "forked_from_id")) !== undefined;
    this.#fork = instant(timestamp);
    this.#last = this.#fork;
  }

  /** Takes a `session_meta` of another session: true when it was copied in from a parent. */
  foreign(timestamp: unknown): boolean {
    const time = instant(timestamp);
    const copied = this.#burst || time < this.#fork || time - this.#last <= BURST_GAP;
    if (copied && this.#start === undefined) this.#burst = true;
    return copied;
  }

  /** Whether a line may turn out to be copied. */
  get watches(): boolean {
    return this.#burst || this.#start !== undefined;
  }

  /** Takes any other line in its turn: true when it is copied history. */
  isReplay(timestamp: unknown, ordinal: unknown): boolean {
    if (this.#start !== undefined) return typeof ordinal === "number" && ordinal < this.#start;
    const time = instant(timestamp);
    const old = time < this.#fork;
    if (this.#burst && !old && !(time - this.#last <= BURST_GAP)) this.#burst = false;
    if (!old && !Number.isNaN(time)) this.#last = time;
    return this.#burst;
  }
}

/** Milliseconds since the epoch; NaN for what is no time. */
function instant(timestamp: unknown): number {
  return typeof timestamp === "string" ? Date.parse(timestamp) : Number.NaN;
}
