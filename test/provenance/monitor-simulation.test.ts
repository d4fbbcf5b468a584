import { describe, expect, it } from "vitest";
import { createRateMonitor } from "../../src/provenance/rate-monitor.js";
import { createRiskMonitor } from "../../src/provenance/risk-monitor.js";
import { growingSessions, median, randomPoisson, share } from "./simulate.js";

/** Sessions of 50,000 tokens; a baseline of 2 onsets per million. */
const TOKENS = 50_000;
const BASELINE = 2;
const RUNS = 300;

interface Stream {
  readonly unit: "session" | "event";
  readonly change?: "start" | "any";
  /** Clusters per million tokens, each of `size` events, as a multiple of the baseline. */
  readonly clusters: number;
  readonly size: number;
  readonly sessions?: number;
}

/** The share of streams with an alarm, and the median tokens, in millions, until it. */
function watch({ unit, change, clusters, size, sessions = 400 }: Stream): { alarms: number; delay: number } {
  const delays: number[] = [];
  const alarms = share(RUNS, (random) => {
    const monitor = createRateMonitor({ baseline: BASELINE, alpha: 0.01, unit, change: change ?? "start" });
    for (let i = 0; i < sessions; i++) {
      const events = size * randomPoisson(random, (clusters * BASELINE * TOKENS) / 1e6);
      const { alarm, tokens } = monitor.add({
        tokens: TOKENS,
        onset: unit === "event" ? events : events > 0,
      });
      if (!alarm) continue;
      delays.push(tokens / 1e6);
      return true;
    }
    return false;
  });
  return { alarms, delay: median(delays) };
}

describe("false alarms at a nominal 1 %, over 400 sessions at the baseline", () => {
  it("stay under it by sessions, even when every onset is a cluster of five", () => {
    expect(watch({ unit: "session", clusters: 1, size: 5 }).alarms).toBeLessThanOrEqual(0.01);
    expect(watch({ unit: "session", change: "any", clusters: 1, size: 5 }).alarms).toBeLessThanOrEqual(0.01);
  });

  it("stay under it by independent events", () => {
    expect(watch({ unit: "event", clusters: 1, size: 1 }).alarms).toBeLessThanOrEqual(0.01);
  });

  it("are tens of per cent by events in clusters of five, though the rate of events is the baseline's", () => {
    expect(watch({ unit: "event", clusters: 1 / 5, size: 5 }).alarms).toBeGreaterThan(0.2);
  });
});

describe("sessions that grow side by side, in clusters of five", () => {
  /** The share of runs with an alarm. Ten sessions at a time, each in pieces of 2,000 tokens. */
  const alarms = (multiple: number): number =>
    share(RUNS, (random) => {
      const monitor = createRiskMonitor(BASELINE, 0.01);
      const of = { groups: 40, sideBySide: 10, pieces: TOKENS / 2000, tokens: 2000 };
      for (const { tokens, onset } of growingSessions(random, { ...of, perMillion: multiple * BASELINE })) {
        if (!onset) monitor.clean(tokens);
        else if (monitor.onset(tokens).alarm) return true;
      }
      return false;
    });

  it("give as few false alarms, and find a raised rate", () => {
    expect(alarms(1)).toBeLessThanOrEqual(0.01);
    expect(alarms(3)).toBeGreaterThan(0.99);
  });
});

describe("a raised rate", () => {
  it("is found within millions of tokens: three times, and ten times the baseline", () => {
    const [three, ten] = [3, 10].map((clusters) => watch({ unit: "session", clusters, size: 5 }));
    expect(three!.alarms).toBeGreaterThan(0.99);
    expect(three!.delay).toBeGreaterThan(1.5);
    expect(three!.delay).toBeLessThan(3);
    expect(ten!.alarms).toBe(1);
    expect(ten!.delay).toBeLessThan(0.5);
  });

  it("is found as fast by independent events as the design says", () => {
    const [three, ten] = [3, 10].map((clusters) => watch({ unit: "event", clusters, size: 1 }));
    expect(three!.delay).toBeGreaterThan(1.75);
    expect(three!.delay).toBeLessThan(2.75);
    expect(ten!.delay).toBeCloseTo(0.2, 1);
  });
});
