/** Source of text that the model wrote itself when it was due. */
export const OWN_TEXT = "the model's own text that was due";

const HAN_SEQUENCE = /\p{Script=Han}+/gu;

/** Remembered Han of one session: what the model had read (or was allowed to write) before. */
export interface ReadIndex {
  /** Adds every Han sequence of a text. `source` says where it came from, for the explanation. */
  add(text: string, source: string): void;
  /**
   * Whether the Han of `text` was read before: contained in a longer text, or made of pairs that were.
   * @param whole require a whole Han sequence, or three characters and more: in Japanese or Korean, single
   *   characters of what was read say nothing about a Chinese word.
   * @returns the source of the match, or null.
   */
  find(text: string, whole: boolean): string | null;
  /** Number of remembered pairs and characters. */
  readonly size: number;
}

/** The ideographs of a text, compatibility forms unified. */
export function hanOf(text: string): string {
  return (text.normalize("NFKC").match(HAN_SEQUENCE) ?? []).join("");
}

/** A code point takes at most 21 bits, so that a pair fits a double exactly. */
const pairKey = (left: number, right: number): number => left * 0x200000 + right;

/** Share of a run's pairs that must have been read; the rest may be inflection, another order or a changed word. */
const PAIR_SHARE = 0.65;

/**
 * @param limit most pairs and characters to remember; the oldest are forgotten first.
 * @defaultValue 100,000, some 10 MB; a book holds fewer
 */
export function createReadIndex(limit = 100_000): ReadIndex {
  const grams = new Map<number, string>();
  const sequences = new Map<string, string>();

  function remember<K>(map: Map<K, string>, key: K, source: string, cap: number): void {
    if (map.has(key)) return;
    map.set(key, source);
    if (map.size > cap) map.delete(map.keys().next().value as K);
  }

  function addSequence(sequence: string, source: string): void {
    const points = Array.from(sequence, (c) => c.codePointAt(0)!);
    if (points.length <= 12) remember(sequences, sequence, source, limit / 8);
    for (let i = 0; i < points.length; i++) {
      remember(grams, pairKey(0, points[i]!), source, limit);
      if (i > 0) remember(grams, pairKey(points[i - 1]!, points[i]!), source, limit);
    }
  }

  function findPairs(points: readonly number[]): string | null {
    if (points.length === 1) return grams.get(pairKey(0, points[0]!)) ?? null;
    let seen = 0;
    let source: string | null = null;
    for (let i = 1; i < points.length; i++) {
      const hit = grams.get(pairKey(points[i - 1]!, points[i]!));
      if (hit === undefined) continue;
      seen++;
      source ??= hit;
    }
    return seen >= PAIR_SHARE * (points.length - 1) ? source : null;
  }

  return {
    add(text, source) {
      for (const sequence of text.normalize("NFKC").match(HAN_SEQUENCE) ?? []) addSequence(sequence, source);
    },
    find(text, whole) {
      const han = hanOf(text);
      if (han === "") return null;
      const exact = sequences.get(han);
      if (exact !== undefined) return exact;
      const points = Array.from(han, (c) => c.codePointAt(0)!);
      if (whole && points.length < 3) return null;
      return findPairs(points);
    },
    get size() {
      return grams.size;
    },
  };
}
