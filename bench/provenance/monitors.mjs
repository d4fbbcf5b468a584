import { createRandom } from "../../dist/provenance/random.js";
import { createRateMonitor } from "../../dist/provenance/rate-monitor.js";
import { createRiskMonitor } from "../../dist/provenance/risk-monitor.js";
import { growingSessions, median, randomPoisson, shareOf } from "./generators.mjs";
import { row, share } from "./rows.mjs";

/** Sessions of 50,000 tokens, 400 of them; a baseline of 2 onsets per million. */
const TOKENS = 50_000;
const BASELINE = 2;
const RUNS = 2000;

/** Alarms over whole sessions, with clusters of `size` events each. */
function whole({ unit, clusters, size }) {
  return (random) => {
    const monitor = createRateMonitor({ baseline: BASELINE, unit });
    for (let i = 0; i < 400; i++) {
      const events = size * randomPoisson(random, (clusters * BASELINE * TOKENS) / 1e6);
      const reading = monitor.add({ tokens: TOKENS, onset: unit === "event" ? events : events > 0 });
      if (reading.alarm) return reading.tokens / 1e6;
    }
    return null;
  };
}

/** Alarms of `watch`: ten sessions grow side by side, in pieces of 2,000 tokens. */
function growing(multiple) {
  return (random) => {
    const monitor = createRiskMonitor(BASELINE, 0.01);
    const of = {
      groups: 40,
      sideBySide: 10,
      pieces: TOKENS / 2000,
      tokens: 2000,
      perMillion: multiple * BASELINE,
    };
    for (const { tokens, onset } of growingSessions(random, of)) {
      if (!onset) monitor.clean(tokens);
      else {
        const reading = monitor.onset(tokens);
        if (reading.alarm) return reading.tokens / 1e6;
      }
    }
    return null;
  };
}

const alarms = (simulate, runs = RUNS) =>
  share(shareOf(runs, createRandom, (random) => simulate(random) !== null));

function delay(simulate, runs = 300) {
  const tokens = Array.from(
    { length: runs },
    (_, seed) => simulate(createRandom(seed)) ?? Number.POSITIVE_INFINITY,
  );
  return `${median(tokens).toFixed(2)} M tokens`;
}

/** False alarms and delays of the monitors. */
export function monitorRows() {
  const session = { unit: "session", size: 5 };
  return [
    row(
      "monitor, whole sessions at the baseline, clusters of five",
      alarms(whole({ ...session, clusters: 1 })),
      "at most 1 %",
    ),
    row("monitor of watch, growing sessions at the baseline", alarms(growing(1)), "at most 1 %"),
    row(
      "  single events in clusters of five, which is why they do not count",
      alarms(whole({ unit: "event", clusters: 1 / 5, size: 5 })),
      "far above 1 %",
    ),
    row(
      "delay at three times the baseline, whole sessions (median)",
      delay(whole({ ...session, clusters: 3 })),
      "-",
    ),
    row("delay at three times the baseline, watch (median)", delay(growing(3)), "-"),
    row(
      "delay at ten times the baseline, whole sessions (median)",
      delay(whole({ ...session, clusters: 10 })),
      "-",
    ),
    row("delay at ten times the baseline, watch (median)", delay(growing(10)), "-"),
  ];
}
