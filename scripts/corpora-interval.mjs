/** Uncertainty of counted rates. Pure functions, no dependency: each is a textbook formula of a line or two. */

/** Standard normal quantiles: two-sided 95 %, and one-sided 95 %. */
export const TWO_SIDED_95 = 1.959964;
export const ONE_SIDED_95 = 1.644854;

/**
 * Score interval of a share (Wilson, JASA 22, 1927; formula as in Brown, Cai and DasGupta, Statistical Science 16, 2001).
 * It takes the counted things for independent.
 * @returns `{ rate, low, high }`, or null over nothing
 */
export function wilson(part, whole, z = TWO_SIDED_95) {
  if (whole === 0) return null;
  const rate = part / whole;
  const centre = (rate + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole);
  const spread = Math.sqrt((rate * (1 - rate)) / whole + z ** 2 / (4 * whole ** 2));
  const half = (z * spread) / (1 + z ** 2 / whole);
  // At the ends the formula meets 0 and 1 exactly; rounding must not leave them.
  return {
    rate,
    low: part === 0 ? 0 : Math.max(0, centre - half),
    high: part === whole ? 1 : Math.min(1, centre + half),
  };
}

/**
 * Interval of the difference of two independent shares, second less first: the hybrid of two score intervals
 * (Newcombe, Statistics in Medicine 17, 1998, method 10).
 * @param first `[part, whole]`
 * @param second `[part, whole]`
 * @returns `{ difference, low, high }`, or null when either is a share of nothing
 */
export function differenceInterval(first, second, z = TWO_SIDED_95) {
  const a = wilson(...first, z);
  const b = wilson(...second, z);
  if (a === null || b === null) return null;
  const difference = b.rate - a.rate;
  return {
    difference,
    low: difference - Math.hypot(b.rate - b.low, a.high - a.rate),
    high: difference + Math.hypot(b.high - b.rate, a.rate - a.low),
  };
}

/**
 * One-sided exact sign test: how often at least `worse` of the `worse + better` pairs that differ would be worse if
 * either were as likely. For outcomes of yes or no it is McNemar's exact test.
 */
export function signTest(worse, better) {
  const pairs = worse + better;
  // In logarithms: 2 to the minus `pairs` is no double beyond about a thousand pairs.
  let logTerm = -pairs * Math.LN2;
  let tail = worse === 0 ? Math.exp(logTerm) : 0;
  for (let k = 1; k <= pairs; k++) {
    logTerm += Math.log((pairs - k + 1) / k);
    if (k >= worse) tail += Math.exp(logTerm);
  }
  return Math.min(1, tail);
}
