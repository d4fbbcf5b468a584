/** Longer words are never compared: a typing slip does not need it, and the table below grows with the product. */
const MAX_LENGTH = 40;

/** Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`. */
function distance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, beforePrevious[j - 2]! + 1);
      }
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/**
 * The candidate that a mistyped word most probably meant, or `null` when none is near.
 * Near means: one of the two begins with the other (three letters at least), or at most a third of the letters differ.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const typed = word.toLowerCase();
  if (typed === "" || typed.length > MAX_LENGTH) return null;
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase();
    const prefix =
      Math.min(typed.length, known.length) >= 3 && (known.startsWith(typed) || typed.startsWith(known));
    const steps = prefix ? 1 : distance(typed, known);
    const allowed = Math.max(1, Math.floor(Math.max(typed.length, known.length) / 3));
    if (steps <= allowed && steps < bestDistance) {
      best = candidate;
      bestDistance = steps;
    }
  }
  return best;
}

/** ` Did you mean "x"?` with its leading space, or nothing: to be put behind an error's sentence. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const candidate = nearest(word, candidates);
  return candidate === null ? "" : ` Did you mean "${candidate}"?`;
}
