import { BIGRAMS, CHINESE_USE, FUNCTION_NEIGHBOURS } from "./bigrams.generated.js";

/** A pair of characters that Chinese writes and Japanese does not. */
export interface ChineseBigram {
  /** 10 log10 of how much likelier it is in Chinese text than in Japanese. */
  readonly decibans: number;
  /** True when it counts only as a run of its own, since longer Japanese compounds build it with an affix. */
  readonly alone: boolean;
}

interface Neighbours {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

function readBigrams(): ReadonlyMap<string, ChineseBigram> {
  const found = new Map<string, ChineseBigram>();
  for (const { decibans, alone, groups } of BIGRAMS) {
    const value = { decibans, alone };
    for (const group of groups.split(" ")) {
      const [first, ...seconds] = group;
      for (const second of seconds) found.set(first! + second, value);
    }
  }
  return found;
}

function readCharacters(): ReadonlyMap<string, number> {
  return new Map(
    CHINESE_USE.flatMap(({ decibans, characters }) => [...characters].map((c) => [c, decibans] as const)),
  );
}

function readNeighbours(): ReadonlyMap<string, Neighbours> {
  return new Map(
    FUNCTION_NEIGHBOURS.map(({ character, before, after }) => [
      character,
      { before: new Set(before), after: new Set(after) },
    ]),
  );
}

let bigrams: ReadonlyMap<string, ChineseBigram> | undefined;
let characters: ReadonlyMap<string, number> | undefined;
let neighbours: ReadonlyMap<string, Neighbours> | undefined;

/** The table's entry for two neighbouring characters, if Chinese words hold the pair and Japanese ones do not. */
export function chineseBigram(pair: string): ChineseBigram | undefined {
  bigrams ??= readBigrams();
  return bigrams.get(pair);
}

/** Decibans of a character of JIS X 0208 that Chinese uses daily and no ordinary Japanese word does (个 于 从); else 0. */
export function chineseUse(character: string): number {
  characters ??= readCharacters();
  return characters.get(character) ?? 0;
}

/**
 * True when a character is a function character of Chinese (的 了 是 我 …) and forms no Japanese word with its
 * neighbours. A neighbour is one ideograph, or empty where the run ends.
 */
export function isFunctionCharacter(character: string, before: string, after: string): boolean {
  neighbours ??= readNeighbours();
  const known = neighbours.get(character);
  return known !== undefined && !known.before.has(before) && !known.after.has(after);
}

/** True for a function character of Chinese (的 了 是 就 也 …), wherever it stands. */
export function isFunctionWord(character: string): boolean {
  neighbours ??= readNeighbours();
  return neighbours.has(character);
}
