import { foldHan } from "./han-fold.js";

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
/** A whole sequence is remembered up to this many ideographs. */
const WHOLE_SEQUENCE = 12;

/** Where each remembered thing was first read; the oldest are forgotten when there are too many. */
class Memory<K> {
  readonly #sources = new Map<K, string>();
  readonly #limit: number;
  /** Whether anything was forgotten. */
  forgot = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#sources.size;
  }

  add(key: K, source: string): void {
    if (this.#sources.has(key)) return;
    this.#sources.set(key, source);
    if (this.#sources.size <= this.#limit) return;
    this.#sources.delete(this.#sources.keys().next().value as K);
    this.forgot = true;
  }

  get(key: K): string | undefined {
    return this.#sources.get(key);
  }
}

/** The pairs, single characters and short sequences of what was read, in one spelling. */
class SpellingIndex {
  readonly #grams: Memory<number>;
  readonly #sequences: Memory<string>;

  constructor(limit: number) {
    this.#grams = new Memory(limit);
    this.#sequences = new Memory(limit / 8);
  }

  get size(): number {
    return this.#grams.size;
  }

  /** Whether it no longer holds all that came. */
  get forgot(): boolean {
    return this.#grams.forgot || this.#sequences.forgot;
  }

  /** Whether a sequence came before and all that was remembered of it still is: adding it again changes nothing. */
  holds(sequence: string): boolean {
    return !this.#grams.forgot && this.#sequences.get(sequence) !== undefined;
  }

  add(sequence: string, source: string): void {
    if (this.holds(sequence)) return;
    const points = Array.from(sequence, (c) => c.codePointAt(0)!);
    if (points.length <= WHOLE_SEQUENCE) this.#sequences.add(sequence, source);
    for (let i = 0; i < points.length; i++) {
      this.#grams.add(pairKey(0, points[i]!), source);
      if (i > 0) this.#grams.add(pairKey(points[i - 1]!, points[i]!), source);
    }
  }

  find(han: string, whole: boolean): string | null {
    const exact = this.#sequences.get(han);
    if (exact !== undefined) return exact;
    const points = Array.from(han, (c) => c.codePointAt(0)!);
    if (points.length === 1) return whole ? null : (this.#grams.get(pairKey(0, points[0]!)) ?? null);
    return whole && points.length < 3 ? null : this.#findPairs(points);
  }

  #findPairs(points: readonly number[]): string | null {
    let seen = 0;
    let source: string | null = null;
    for (let i = 1; i < points.length; i++) {
      const hit = this.#grams.get(pairKey(points[i - 1]!, points[i]!));
      if (hit === undefined) continue;
      seen++;
      source ??= hit;
    }
    return seen >= PAIR_SHARE * (points.length - 1) ? source : null;
  }
}

/**
 * Text is remembered as it was spelt and, where that differs, in simplified characters, so that a traditional text echoes
 * in simplified ones and the other way round. In Japanese or Korean (`whole`) spellings are kept apart: 设定 is no echo of 設定 there.
 * @param limit most pairs and characters to remember of either spelling; the oldest are forgotten first.
 * @defaultValue 100,000, some 10 MB; a book holds fewer
 */
export function createReadIndex(limit = 100_000): ReadIndex {
  const asSpelt = new SpellingIndex(limit);
  const folded = new SpellingIndex(limit);
  return {
    add(text, source) {
      for (const sequence of text.normalize("NFKC").match(HAN_SEQUENCE) ?? []) {
        if (asSpelt.holds(sequence) && !folded.forgot) continue;
        asSpelt.add(sequence, source);
        const simplified = foldHan(sequence);
        if (simplified !== sequence) folded.add(simplified, source);
      }
    },
    find(text, whole) {
      const han = hanOf(text);
      if (han === "") return null;
      const found = asSpelt.find(han, whole);
      if (found !== null || whole) return found;
      const simplified = foldHan(han);
      return folded.find(simplified, false) ?? (simplified === han ? null : asSpelt.find(simplified, false));
    },
    get size() {
      return asSpelt.size + folded.size;
    },
  };
}
