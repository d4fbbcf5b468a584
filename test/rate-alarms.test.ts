import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import type { Finding } from "../src/model/finding.js";
import type { ScanEvent } from "../src/model/scan-event.js";
import { createRateAlarms, type RateAlarms } from "../src/rate-alarms.js";
import { createJsonlReporter } from "../src/report/jsonl.js";
import { watch } from "../src/watch.js";
import { CLEAN, DRIFTED, sessionLog } from "./cli/sessions.js";
import { collecting } from "./report/samples.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-alarm-"));
afterAll(() => rmSync(folder, { recursive: true }));

const DRIFT = { explanation: null, severity: "warning", run: { language: "cmn" } } as Finding;

/** Writes an utterance of a session; with a drift after each piece that says so. */
function write(
  observer: ReturnType<RateAlarms["observe"]>,
  session: string,
  pieces: readonly { readonly text: string; readonly drift?: boolean }[],
  model = "m",
): void {
  const utterance = observer.utterance({ role: "assistant", channel: "answer", session, model }, true)!;
  for (const { text, drift } of pieces) {
    utterance.text?.(text);
    if (drift) utterance.finding?.(DRIFT);
  }
  utterance.end?.();
}

const source = { uri: "a", path: "/a", format: "messages" };
const drift = [{ text: CLEAN, drift: true }];

describe("the alarms of watching", () => {
  it("count a session once, whatever follows its first switch, and each model by itself", () => {
    const alarms = createRateAlarms({ above: 2 });
    alarms.live();
    const observer = alarms.observe(source);
    for (let i = 0; i < 50; i++) write(observer, "s1", [...drift, ...drift]);
    write(observer, "s2", drift, "other");
    expect(alarms.take()).toEqual([]);
    write(observer, "s3", [{ text: CLEAN }, ...drift]);
    const [alarm, ...more] = alarms.take();
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({ code: "rate-alarm", severity: "warning", partial: false });
    expect(alarm!.rate).toMatchObject({ model: "m", sessions: 2, onsets: 2, above: 2, alpha: 0.01 });
    expect(alarm!.rate!.e).toBeGreaterThan(100);
    expect(alarm!.message).toContain('that the log says "m" wrote, 2 of 2 sessions');
    expect(alarm!.message).toContain("It says nothing about which model wrote the text.");
    write(observer, "s5", drift);
    expect(alarms.take()).toEqual([]);
  });

  it("leave out what was there before, and what a file that is read again held already", () => {
    const alarms = createRateAlarms({ above: 2 });
    for (let i = 0; i < 20; i++) write(alarms.observe({ ...source, path: `/old${i}` }), "s", drift);
    alarms.live();
    // A switch in the past puts its session out of the count for good.
    for (let i = 0; i < 20; i++)
      write(alarms.observe({ ...source, path: `/old${i}` }), "s", [...drift, ...drift]);
    const rewrite = (): void => write(alarms.observe(source), "s", [{ text: CLEAN }, ...drift]);
    for (let i = 0; i < 20; i++) rewrite();
    expect(alarms.take()).toEqual([]);
  });

  it("need more sessions when much clean text came in between", () => {
    const until = (clean: number): number => {
      const alarms = createRateAlarms({ above: 2 });
      alarms.live();
      for (let i = 1; ; i++) {
        const observer = alarms.observe({ ...source, path: `/${i}` });
        if (clean > 0) write(observer, "clean", [{ text: CLEAN.repeat(clean) }]);
        write(observer, "s", drift);
        if (alarms.take().length > 0) return i;
      }
    };
    expect(until(0)).toBeLessThan(4);
    // Some 100,000 tokens for each onset: ten per million, five times the rate.
    expect(until(5000)).toBeGreaterThan(until(0));
  });

  it("refuse a rate or probability that is none", () => {
    expect(() => createRateAlarms({ above: 0 })).toThrow("above 0");
    expect(() => createRateAlarms({ above: 1, alpha: 1 })).toThrow("between 0 and 1");
  });
});

describe("watch", () => {
  it("gives an alarm when new sessions switch too often, and nothing else changes", async () => {
    const path = (name: string): string => join(folder, name);
    writeFileSync(path("old.jsonl"), sessionLog("old", [{ text: DRIFTED }]));
    writeFileSync(path("grows.jsonl"), sessionLog("grows", [{ text: CLEAN }]));
    const ended = new AbortController();
    const events: ScanEvent[] = [];
    const listening = (async () => {
      for await (const event of watch([folder], { signal: ended.signal, alarm: { above: 1 } })) {
        events.push(event);
        if (event.type === "diagnostic" && event.code === "rate-alarm") ended.abort();
      }
    })();
    const drifts = (): number => events.filter(({ type }) => type === "finding").length;
    for (let tries = 0; drifts() < 1 && tries < 500; tries++) await sleep(20);
    // The first look is over when the next one has begun.
    await sleep(500);
    appendFileSync(path("grows.jsonl"), sessionLog("grows", [{ text: DRIFTED }], { day: "2026-11-21" }));
    for (const name of ["n1", "n2", "n3"])
      writeFileSync(path(`${name}.jsonl`), sessionLog(name, [{ text: DRIFTED }]));
    const patience = setTimeout(() => ended.abort(), 20_000);
    await listening;
    clearTimeout(patience);

    const alarms = events.flatMap((event) => (event.type === "diagnostic" ? [event] : []));
    expect(alarms.map(({ code, rate }) => [code, rate?.model])).toEqual([["rate-alarm", "model-a"]]);
    expect(alarms[0]!.rate!.onsets).toBeLessThanOrEqual(4);
    expect(events.at(-1)).toMatchObject({ type: "summary", complete: true });
    const context = collecting();
    createJsonlReporter(context).event(alarms[0]!);
    expect(JSON.parse(context.text())).toMatchObject({
      type: "diagnostic",
      rate: { model: "model-a", above: 1 },
    });
  });
});
