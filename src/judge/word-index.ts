/** Words in a row that are remembered together. */
const SHINGLE = 3;
/** Share of a text's triples that must have been read before. */
const ECHO_SHARE = 0.6;

/** Remembers what the model read, word by word, for lines in languages that are written with spaces. */
export interface WordIndex {
  add(text: string, source: string): void;
  /** The source in which most of a text stood, or null. */
  find(text: string): string | null;
  /** Number of remembered triples. */
  readonly size: number;
}

/** FNV-1a, 32 bit: collisions are rare enough that six in ten triples are never hit by chance. */
function hash(words: readonly string[]): number {
  let value = 0x811c9dc5;
  for (const word of words) {
    for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
    value = Math.imul(value ^ 0x20, 0x01000193);
  }
  return value >>> 0;
}

function shinglesOf(text: string): number[] {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  return Array.from({ length: Math.max(1, words.length - SHINGLE + 1) }, (_, i) =>
    hash(words.slice(i, i + SHINGLE)),
  );
}

/** @param limit most triples to remember; the oldest are forgotten first. @defaultValue 200,000 */
export function createWordIndex(limit = 200_000): WordIndex {
  const sources = new Map<number, string>();
  return {
    add(text, source) {
      for (const shingle of shinglesOf(text)) {
        if (sources.has(shingle)) continue;
        sources.set(shingle, source);
        if (sources.size > limit) sources.delete(sources.keys().next().value!);
      }
    },
    find(text) {
      const shingles = shinglesOf(text);
      const hits = shingles.map((shingle) => sources.get(shingle)).filter((source) => source !== undefined);
      return shingles.length > 0 && hits.length >= ECHO_SHARE * shingles.length ? hits[0]! : null;
    },
    get size() {
      return sources.size;
    },
  };
}
