/** A Poisson count: arrivals at rate 1 until `mean`. For small means. */
export function randomPoisson(random, mean) {
  let count = 0;
  for (let time = wait(random); time < mean; time += wait(random)) count++;
  return count;
}

const wait = (random) => -Math.log(1 - random());

/** Sessions with clusters of leaks: so many clusters per unit of exposure, each of `size` events. */
export function clusteredSessions(random, { sessions, exposure, clusters, size }) {
  return Array.from({ length: sessions }, () => ({
    onsets: size * randomPoisson(random, clusters * exposure),
    exposure,
  }));
}

/** Pieces of sessions that grow side by side; a session gives no more of them after its first onset. */
export function* growingSessions(random, { groups, sideBySide, pieces, tokens, perMillion }) {
  for (let group = 0; group < groups; group++) {
    const atRisk = new Set(Array(sideBySide).keys());
    for (let piece = 0; piece < pieces; piece++) {
      for (const session of atRisk) {
        const onset = randomPoisson(random, (perMillion * tokens) / 1e6) > 0;
        if (onset) atRisk.delete(session);
        yield { tokens, onset };
      }
    }
  }
}

/** The share of runs of which something holds, each with a generator of its own. */
export function shareOf(runs, createRandom, holds) {
  let held = 0;
  for (let run = 0; run < runs; run++) if (holds(createRandom(run), run)) held++;
  return held / runs;
}

/** The middle value; infinite of none. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
}
