import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { listFormats } from "../../src/formats.js";
import type { Exposure } from "../../src/model/exposure.js";
import { createMonitor } from "../../src/monitor.js";
import { mergeExposure, NO_EXPOSURE } from "../../src/provenance/exposure.js";
import { scan } from "../../src/scan.js";
import { scanText } from "../../src/scan-text.js";
import { keptMemory } from "../kept-memory.js";
import { collect, scanBytes } from "./events.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-laws-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("law 6: nothing throws on data", () => {
  const formats = listFormats().map((f) => f.name);
  const odd = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.json().map((s) => Buffer.from(s)),
    fc.array(fc.json(), { maxLength: 5 }).map((lines) => Buffer.from(lines.join("\n"))),
    fc.string({ unit: "grapheme", maxLength: 300 }).map((s) => Buffer.from(s)),
    fc
      .array(fc.json(), { maxLength: 4 })
      .map((events) => Buffer.from(events.map((e) => `data: ${e}\n\n`).join(""))),
  );

  test("arbitrary bytes and JSON, recognised and in every format by force", async () => {
    await fc.assert(
      fc.asyncProperty(odd, fc.constantFrom(undefined, ...formats), async (bytes, as) => {
        const decode = ["python", "html", "percent"] as const;
        const events = await scanBytes(bytes, [7], as === undefined ? { decode } : { as });
        expect(events.at(-1)?.type).toBe("summary");
        expect(events.filter((e) => e.type === "diagnostic" && e.code === "internal")).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  test("arbitrary text through the text and stream functions", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        for (const { location, run } of scanText(text, { expect: ["en"] }).drifts) {
          expect(text.slice(location.start, location.end)).toBe(run.text);
        }
        const monitor = createMonitor();
        monitor.feed(text);
        monitor.end();
      }),
      { numRuns: 800 },
    );
  });
});

describe("law 4: order and parallelism do not matter", () => {
  test("one source at a time or eight, the events are the same", async () => {
    for (let i = 0; i < 20; i++) {
      const lines = Array.from(
        { length: (i * 7) % 30 },
        (_, n) => `Step ${n} of the run is done and the state was saved.${n % 9 === 4 ? " 重试 it" : ""}`,
      );
      writeFileSync(join(folder, `${String(i).padStart(2, "0")}.log`), lines.join("\n"));
    }
    const run = async (jobs: number) =>
      (await collect(scan(["."], { cwd: folder, jobs }))).map((e) =>
        e.type === "summary" ? { ...e, elapsedMs: 0 } : e,
      );
    const one = await run(1);
    expect(one.filter((e) => e.type === "finding").length).toBeGreaterThan(10);
    expect(await run(8)).toEqual(one);
  });
});

describe("law 5: summaries merge", () => {
  const stratum = fc.record({
    role: fc.constantFrom("user", "assistant", "unknown" as const),
    channel: fc.constantFrom("answer", "prompt" as const),
    model: fc.constantFrom(null, "m1", "m2"),
    utterances: fc.nat(99),
    characters: fc.nat(9999),
    han: fc.nat(99),
    tokens: fc.nat(999),
  });
  const exposure = fc
    .tuple(fc.nat(9), fc.array(stratum, { maxLength: 4 }))
    .map(([sessions, strata]) =>
      strata
        .map(
          (s): Exposure =>
            mergeExposure(NO_EXPOSURE, { ...NO_EXPOSURE, strata: [s as Exposure["strata"][number]] }),
        )
        .reduce(mergeExposure, { ...NO_EXPOSURE, sessions }),
    );

  test("exposure is a commutative monoid", () => {
    fc.assert(
      fc.property(exposure, exposure, exposure, (a, b, c) => {
        expect(mergeExposure(a, b)).toEqual(mergeExposure(b, a));
        expect(mergeExposure(mergeExposure(a, b), c)).toEqual(mergeExposure(a, mergeExposure(b, c)));
        expect(mergeExposure(a, NO_EXPOSURE)).toEqual(a);
      }),
      { numRuns: 500 },
    );
  });
});

describe("law 3: bounded memory", () => {
  test("a line without end, a session without end and a stream of many sessions keep no more than their limits", async () => {
    async function* endless(piece: string, times: number): AsyncGenerator<Uint8Array> {
      const bytes = Buffer.from(piece);
      for (let i = 0; i < times; i++) yield bytes;
    }
    const heap = async (piece: string, times: number): Promise<number> => {
      let peak = 0;
      let n = 0;
      const watched = (async function* () {
        for await (const chunk of endless(piece, times)) {
          if (n++ % 256 === 0) peak = Math.max(peak, keptMemory().heapUsed);
          yield chunk;
        }
      })();
      await collect(scan(["-"], { stdin: watched, as: "plain" }));
      return peak;
    };
    const line = `${"The work goes on and on without a break, as planned. ".repeat(600)}`;
    const short = await heap(line, 200);
    const long = await heap(line, 3000);
    // 6 MB against 95 MB of one line: had anything grown with the input, the difference would show.
    expect(long - short).toBeLessThan(60 << 20);
  });
});
