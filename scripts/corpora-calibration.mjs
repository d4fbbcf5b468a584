/** How far `certainty` is a probability. Pure functions over claims: `{ certainty, right }`. */

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Lower edges of the bins. Certainties are given with two decimals and crowd near 1, so the bins narrow there; full
 * certainty has one of its own.
 */
const EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1];

/**
 * Reliability of certainties.
 *
 * `brier` is the mean squared distance between certainty and outcome (Brier, Monthly Weather Review 78, 1950);
 * `baseRateBrier` is what one constant certainty for all, the share of right claims, would get. `error` is the
 * expected calibration error: distance between mean certainty and share right, over the bins, weighted by their counts
 * (Naeini, Cooper and Hauskrecht, AAAI 2015).
 *
 * @param claims `{ certainty, right }`, certainty from 0 to 1
 * @param edges lower edges of the bins, rising from 0
 * @returns null over no claim; bins without a claim are left out, the last bin has no upper edge
 */
export function reliability(claims, edges = EDGES) {
  if (claims.length === 0) return null;
  const bins = edges.flatMap((from, index) => {
    const to = edges[index + 1] ?? null;
    const inside = claims.filter(({ certainty }) => certainty >= from && (to === null || certainty < to));
    if (inside.length === 0) return [];
    const right = inside.filter((claim) => claim.right).length;
    return [{ from, to, count: inside.length, right, certainty: mean(inside.map((c) => c.certainty)) }];
  });
  const right = claims.filter((claim) => claim.right).length;
  const share = right / claims.length;
  const gaps = bins.map((bin) => bin.count * Math.abs(bin.certainty - bin.right / bin.count));
  return {
    count: claims.length,
    right,
    brier: mean(claims.map((claim) => (claim.certainty - Number(claim.right)) ** 2)),
    baseRateBrier: share * (1 - share),
    error: gaps.reduce((sum, gap) => sum + gap, 0) / claims.length,
    bins,
  };
}
