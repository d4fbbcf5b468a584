import { logPoisson } from "../../dist/provenance/distributions.js";
import { createRandom } from "../../dist/provenance/random.js";
import { garwoodInterval, jeffreysInterval } from "../../dist/provenance/rate-interval.js";
import { bootstrapSessions } from "../../dist/provenance/session-bootstrap.js";
import { sessionRate } from "../../dist/provenance/session-rate.js";
import { clusteredSessions, shareOf } from "./generators.mjs";
import { holds, row, share, total } from "./rows.mjs";

const MEANS = Array.from({ length: 200 }, (_, i) => (i + 1) / 10);
const RUNS = 400;

/** Not simulated but summed: the probability that the interval holds the mean of a Poisson count. */
function coverage(interval, mean) {
  let covered = 0;
  for (let onsets = 0; onsets < 80; onsets++)
    if (holds(interval({ onsets, exposure: 1 }), mean)) covered += Math.exp(logPoisson(onsets, mean));
  return covered;
}

const average = (values) => values.reduce((a, b) => a + b, 0) / values.length;
const run = (test) => shareOf(RUNS, createRandom, test);

/** How often the intervals of a rate hold it. */
export function intervalRows() {
  const exact = MEANS.map((mean) => coverage(garwoodInterval, mean));
  const jeffreys = MEANS.map((mean) => coverage(jeffreysInterval, mean));
  // 200 sessions, 20 clusters of five on average: 0.5 events for each unit.
  const clustered = (random) =>
    clusteredSessions(random, { sessions: 200, exposure: 1, clusters: 0.1, size: 5 });
  // Four in ten sessions have an onset: a rate of 0.5 for sessions of length 1.
  const common = (random) =>
    clusteredSessions(random, { sessions: 200, exposure: 1, clusters: 0.5, size: 1 });
  return [
    row("exact interval, onsets rare: least over rates", share(Math.min(...exact)), "at least 95 %"),
    row("Jeffreys' interval: mean over rates", share(average(jeffreys)), "95 %"),
    row(
      "rate by whole sessions, onsets in four of ten",
      share(run((random) => holds(sessionRate(common(random)), 0.5))),
      "at least 95 %",
    ),
    row(
      "  exact interval over tokens there, which is why it is not used",
      share(run((random) => holds(garwoodInterval(total(common(random))), 0.5))),
      "far below 95 %",
    ),
    row(
      "single events in clusters of five, sessions drawn anew",
      share(
        run((random, seed) => holds(bootstrapSessions(clustered(random), { seed, replicates: 400 }), 0.5)),
      ),
      "95 %",
    ),
    row(
      "  counted as independent, which is why they are not",
      share(run((random) => holds(garwoodInterval(total(clustered(random), (s) => s.onsets)), 0.5))),
      "far below 95 %",
    ),
  ];
}
