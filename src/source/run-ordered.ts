import pLimit from "p-limit";

/**
 * Events of items that are not their turn yet, all together. Their producers pause beyond it, so that memory does not
 * grow while a long item in front is being read; the item in front has as much room for itself.
 */
const WAITING_EVENTS = 1000;

/**
 * Runs items side by side and emits their events as if they had run one after another: those of the first item that
 * is not finished as they come, those of later ones when it is their turn. With one item, or a concurrency of one,
 * nothing runs before it is asked for.
 *
 * An error of `run` is thrown when its item's turn has come, behind its events. Breaking off stops the producers: each
 * is closed at its next event, which a silent pipe may never give, so that is not waited for.
 *
 * @param concurrency Items in progress at a time, at least 1 (with it, the files that are open).
 * @param room Events that may wait for their turn. @defaultValue 1000
 */
export async function* runOrdered<T, E>(
  items: readonly T[],
  concurrency: number,
  run: (item: T) => AsyncIterable<E>,
  room = WAITING_EVENTS,
): AsyncGenerator<E> {
  if (Math.min(concurrency, items.length) <= 1) {
    for (const item of items) yield* run(item);
    return;
  }
  const limit = pLimit(concurrency);
  const board = new Board<E>(items.length, room);
  items.forEach((item, turn) => void limit(() => board.produce(turn, () => run(item))));
  try {
    for (let turn = 0; turn < items.length; turn++) {
      for await (const events of board.consume(turn)) yield* events;
    }
  } finally {
    limit.clearQueue();
    board.stop();
  }
}

interface Lane<E> {
  events: E[];
  done: boolean;
  failure: { readonly error: unknown } | null;
}

/** Where producers put events down and the one consumer picks them up. */
class Board<E> {
  private readonly lanes: Lane<E>[];
  private turn = 0;
  private waiting = 0;
  private stopped = false;
  private readonly sleepers: (() => void)[] = [];

  private readonly room: number;

  constructor(items: number, room: number) {
    this.room = room;
    this.lanes = Array.from({ length: items }, () => ({ events: [], done: false, failure: null }));
  }

  /** Never rejects: a failure is kept for the item's turn. */
  async produce(turn: number, run: () => AsyncIterable<E>): Promise<void> {
    const lane = this.lanes[turn]!;
    try {
      for await (const event of run()) {
        while (!this.stopped && this.isFull(turn)) await this.change();
        if (this.stopped) break;
        lane.events.push(event);
        this.waiting++;
        if (turn === this.turn) this.wake();
      }
    } catch (error) {
      lane.failure = { error };
    }
    lane.done = true;
    this.wake();
  }

  private isFull(turn: number): boolean {
    const waiting = turn === this.turn ? this.lanes[turn]!.events.length : this.waiting;
    return waiting >= this.room;
  }

  /** The events of one item, as many at a time as there are. */
  async *consume(turn: number): AsyncGenerator<readonly E[]> {
    this.turn = turn;
    this.wake();
    const lane = this.lanes[turn]!;
    for (;;) {
      const events = lane.events;
      if (events.length > 0) {
        lane.events = [];
        this.waiting -= events.length;
        this.wake();
        yield events;
      } else if (lane.done) {
        if (lane.failure !== null) throw lane.failure.error;
        return;
      } else {
        await this.change();
      }
    }
  }

  stop(): void {
    this.stopped = true;
    this.wake();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.sleepers.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.sleepers.splice(0)) resolve();
  }
}
