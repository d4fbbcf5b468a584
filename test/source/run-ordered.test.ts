import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runOrdered } from "../../src/source/index.js";

const soon = () => new Promise<void>((resolve) => setImmediate(resolve));

async function collect<E>(events: AsyncIterable<E>): Promise<E[]> {
  const found: E[] = [];
  for await (const event of events) found.push(event);
  return found;
}

/** A promise that is settled from outside. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe("runOrdered", () => {
  test("emits the same as running one after another, with no more items in progress than allowed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(3), { maxLength: 6 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (delays, concurrency) => {
          let running = 0;
          let most = 0;
          const items = delays.map((steps, item) => ({ steps, item }));
          async function* run({ steps, item }: (typeof items)[number]) {
            most = Math.max(most, ++running);
            for (const [index, delay] of steps.entries()) {
              for (let wait = 0; wait < delay; wait++) await soon();
              yield `${item}.${index}`;
            }
            running--;
          }
          const expected = items.flatMap(({ steps, item }) => steps.map((_, index) => `${item}.${index}`));
          expect(await collect(runOrdered(items, concurrency, run))).toEqual(expected);
          expect(most).toBeLessThanOrEqual(concurrency);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("runs items side by side", async () => {
    // Each waits for the other to have begun: one after another, neither would end.
    const begun = [gate(), gate()];
    async function* run(item: number) {
      begun[item]!.open();
      await begun[1 - item]!.opened;
      yield item;
    }
    expect(await collect(runOrdered([0, 1], 2, run))).toEqual([0, 1]);
  });

  test("emits the events of the first item while it is still running", async () => {
    const hold = gate();
    async function* run(item: string) {
      yield `${item} begins`;
      if (item === "slow") await hold.opened;
      yield `${item} ends`;
    }
    const events = runOrdered(["slow", "fast"], 2, run);
    expect((await events.next()).value).toBe("slow begins");
    hold.open();
    expect(await collect(events)).toEqual(["slow ends", "fast begins", "fast ends"]);
  });

  test("holds later items back while the first one lasts", async () => {
    const hold = gate();
    let produced = 0;
    async function* run(item: number) {
      if (item === 0) await hold.opened;
      else
        for (let event = 0; event < 5000; event++) {
          produced++;
          yield event;
        }
    }
    const all = collect(runOrdered([0, 1, 2, 3, 4, 5], 3, run));
    for (let turn = 0; turn < 200; turn++) await soon();
    expect(produced).toBeGreaterThan(500);
    expect(produced).toBeLessThan(1010);
    hold.open();
    expect(await all).toHaveLength(25_000);
  });

  test("does not run ahead of a slow consumer without bound", async () => {
    let produced = 0;
    async function* run() {
      for (let event = 0; event < 20_000; event++) {
        produced++;
        yield event;
      }
    }
    const events = runOrdered([0, 1], 2, run);
    await events.next();
    for (let turn = 0; turn < 200; turn++) await soon();
    expect(produced).toBeLessThan(4000);
    await events.return(undefined);
  });

  test("throws an item's error when its turn has come, behind its events", async () => {
    async function* run(item: number) {
      yield `${item}`;
      if (item === 1) throw new Error("second");
    }
    const seen: string[] = [];
    await expect(async () => {
      for await (const event of runOrdered([0, 1, 2], 3, run)) seen.push(event);
    }).rejects.toThrow("second");
    expect(seen).toEqual(["0", "1"]);
    const thrower = () => {
      throw new Error("at once");
    };
    await expect(collect(runOrdered([0, 1], 2, thrower))).rejects.toThrow("at once");
  });

  test("stops the producers when the consumer breaks off", async () => {
    for (const concurrency of [1, 3]) {
      let open = 0;
      let produced = 0;
      async function* run() {
        open++;
        try {
          for (;;) {
            await soon();
            yield produced++;
          }
        } finally {
          open--;
        }
      }
      for await (const event of runOrdered([0, 1, 2, 3, 4], concurrency, run)) if (event > 20) break;
      for (let turn = 0; turn < 10; turn++) await soon();
      const then = produced;
      for (let turn = 0; turn < 10; turn++) await soon();
      expect({ open, produced }).toEqual({ open: 0, produced: then });
    }
  });

  test("does not run ahead of a consumer when there is nothing to run beside", async () => {
    let produced = 0;
    async function* run() {
      for (;;) yield ++produced;
    }
    const events = runOrdered(["only"], 8, run);
    await events.next();
    for (let turn = 0; turn < 5; turn++) await soon();
    expect(produced).toBe(1);
    await events.return(undefined);
  });
});
