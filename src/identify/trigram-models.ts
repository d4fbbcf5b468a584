import { TrigramIds } from "./trigram-ids.js";

/** What a trigram adds to the distance from a language whose model does not hold it. */
const MISSING = 300;

/** The trigram models of the languages of one script, as far as they were asked for. */
export class TrigramModels {
  readonly #texts: Readonly<Record<string, string>>;
  readonly #order: ReadonlyMap<string, number>;
  readonly #ids = new TrigramIds(8192);
  /** By language: rank of each trigram in its model, 1 for the most frequent; 0 for one that it does not hold. */
  readonly #ranks = new Map<string, Uint16Array>();

  /** @param texts by language, the trigrams of its model with `|` between, most frequent first */
  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = texts;
    this.#order = new Map(Object.keys(texts).map((language, i) => [language, i]));
  }

  /** Those of some languages that have a model, each once, in franc's order. */
  among(languages: readonly string[]): string[] {
    const known = [...new Set(languages)].filter((language) => this.#order.has(language));
    return known.sort((a, b) => this.#order.get(a)! - this.#order.get(b)!);
  }

  /** franc's distance of a text from each language: over its distinct trigrams, how far counts and ranks are apart. */
  distances(text: string, languages: readonly string[]): number[] {
    const ranks = languages.map((language) => this.#ranks.get(language) ?? this.#read(language));
    const { ids, counts } = countTrigrams(text);
    const known: number[] = [];
    for (let i = 0; i < ids.size; i++) {
      const id = this.#ids.find(ids.firstOf(i), ids.othersOf(i));
      if (id >= 0) known.push(id, counts[i]!);
    }
    return ranks.map((rank) => distance(known, rank) + MISSING * ids.size);
  }

  #read(language: string): Uint16Array {
    const trigrams = this.#texts[language]!.split("|");
    const ids = trigrams.map((t) => this.#ids.add(t.charCodeAt(0), packed(t, 1)));
    const ranks = new Uint16Array(this.#ids.size);
    // Backwards: a trigram that a model names twice has its first rank.
    for (let i = ids.length - 1; i >= 0; i--) ranks[ids[i]!] = i + 1;
    this.#ranks.set(language, ranks);
    return ranks;
  }
}

/** @param known pairs of a trigram's number and its count */
function distance(known: readonly number[], ranks: Uint16Array): number {
  let sum = 0;
  for (let i = 0; i < known.length; i += 2) {
    // Trigrams that came with later models are in none before.
    const rank = ranks[known[i]!] ?? 0;
    if (rank > 0) sum += Math.abs(known[i + 1]! - rank) - MISSING;
  }
  return sum;
}

const packed = (text: string, at: number): number =>
  ((text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)) >>> 0;

/** The distinct trigrams of a text with the number of times that each occurs. */
function countTrigrams(text: string): { readonly ids: TrigramIds; readonly counts: Uint16Array } {
  const ids = new TrigramIds(text.length);
  const counts = new Uint16Array(text.length);
  for (let i = 0; i + 2 < text.length; i++) counts[ids.add(text.charCodeAt(i), packed(text, i + 1))]!++;
  return { ids, counts };
}
