import type { OnsetCount } from "../../src/model/rate.js";
import type { Random } from "../../src/provenance/random.js";

export function randomPoisson(random: Random, mean: number): number;
export function clusteredSessions(
  random: Random,
  of: Record<"sessions" | "exposure" | "clusters" | "size", number>,
): OnsetCount[];
export function growingSessions(
  random: Random,
  of: Record<"groups" | "sideBySide" | "pieces" | "tokens" | "perMillion", number>,
): Generator<{ readonly tokens: number; readonly onset: boolean }>;
export function shareOf(
  runs: number,
  createRandom: (seed: number) => Random,
  holds: (random: Random, run: number) => boolean,
): number;
export function median(values: readonly number[]): number;
