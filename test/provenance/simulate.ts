import { shareOf } from "../../bench/provenance/generators.mjs";
import { createRandom, type Random } from "../../src/provenance/random.js";

export {
  clusteredSessions,
  growingSessions,
  median,
  randomPoisson,
} from "../../bench/provenance/generators.mjs";

/** The share of runs of which something holds, each with a generator of its own. */
export const share = (runs: number, holds: (random: Random, run: number) => boolean): number =>
  shareOf(runs, createRandom, holds);

/** Three standard errors of a simulated share. */
export const slack = (expected: number, runs: number): number =>
  3 * Math.sqrt((expected * (1 - expected)) / runs);
