/** Near-duplicates among sessions: those whose model wrote nearly the same. Pure functions. */
import { assistantTexts } from "./corpora-score.mjs";

/** Jaccard similarity of 5-grams from which two sessions are near-duplicates. */
export const NEAR = 0.7;

/** What the model wrote in a session, as 5-grams of letters and digits. */
export function fiveGrams(session) {
  const text = assistantTexts(session)
    .map((t) => t.text)
    .join(" ");
  const letters = [...text.normalize("NFKC").toLowerCase()].filter((c) => /[\p{L}\p{N}]/u.test(c));
  const width = Math.min(5, letters.length);
  const grams = letters.slice(0, letters.length - width + 1);
  return new Set(grams.map((_, i) => letters.slice(i, i + width).join("")));
}

/** Shared share of two sets, from 0 to 1. */
export function jaccard(a, b) {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const gram of small) if (large.has(gram)) shared++;
  return a.size + b.size === shared ? 1 : shared / (a.size + b.size - shared);
}

/** Grams of every session, rarest first: the same order for all. */
function byRarity(gramSets) {
  const uses = new Map();
  for (const grams of gramSets) for (const gram of grams) uses.set(gram, (uses.get(gram) ?? 0) + 1);
  const rarest = (a, b) => uses.get(a) - uses.get(b) || (a < b ? -1 : 1);
  return gramSets.map((grams) => [...grams].sort(rarest));
}

/**
 * All pairs at least `least` similar, exactly. Two sets that share `least` of their union must share one of the first
 * `size - ceil(least * size) + 1` grams of both, in any common order; rarest first leaves few candidates (prefix
 * filter: Chaudhuri, Ganti and Kaushik, ICDE 2006; Bayardo, Ma and Srikant, WWW 2007).
 */
export function nearPairs(sessions, least = NEAR) {
  const sets = sessions.map(fiveGrams);
  const holders = new Map();
  const pairs = [];
  for (const [index, grams] of byRarity(sets).entries()) {
    const candidates = new Set();
    for (const gram of grams.slice(0, grams.length - Math.ceil(least * grams.length) + 1)) {
      const earlier = holders.get(gram) ?? [];
      for (const other of earlier) candidates.add(other);
      holders.set(gram, [...earlier, index]);
    }
    for (const other of candidates) {
      const similarity = jaccard(sets[index], sets[other]);
      if (similarity >= least) pairs.push({ first: sessions[other], second: sessions[index], similarity });
    }
  }
  return pairs;
}
