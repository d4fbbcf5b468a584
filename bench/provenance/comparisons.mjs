import { compareRates } from "../../dist/provenance/compare-rates.js";
import { permuteSessions } from "../../dist/provenance/permute-sessions.js";
import { createRandom } from "../../dist/provenance/random.js";
import { clusteredSessions, shareOf } from "./generators.mjs";
import { row, share, total } from "./rows.mjs";

const RUNS = 2000;
const found = (runs, test) => share(shareOf(runs, createRandom, test));
const sample = (random, clusters) =>
  clusteredSessions(random, { sessions: 60, exposure: 1, clusters, size: 5 });
const events = (sessions) => total(sessions, (session) => session.onsets);

/** How often `compare` finds a difference at p of 0.05 and less. */
export function comparisonRows() {
  const onsets = (later) => (random) =>
    compareRates(total(sample(random, 0.05)), total(sample(random, later))).p <= 0.05;
  const switches = (later) => (random, seed) =>
    (permuteSessions(sample(random, 0.15), sample(random, later), { seed, replicates: 199 })?.p ?? 1) <= 0.05;
  return [
    row("compare, sessions with Chinese, equal rates", found(RUNS, onsets(0.05)), "at most 5 %"),
    row(
      "compare, single switches in clusters of five, equal rates",
      found(400, switches(0.15)),
      "at most 5 %",
    ),
    row(
      "  counted as independent, which is why they are not",
      found(
        RUNS,
        (random) => compareRates(events(sample(random, 0.15)), events(sample(random, 0.15))).p <= 0.05,
      ),
      "far above 5 %",
    ),
    row("compare, sessions with Chinese, six times the rate: found", found(RUNS, onsets(0.3)), "-"),
    row("compare, single switches, four times the rate: found", found(400, switches(0.6)), "-"),
  ];
}
