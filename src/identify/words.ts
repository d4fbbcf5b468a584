import { CHINESE_WORDS, LONE_CHARACTERS } from "./words.generated.js";

interface KanaAround {
  readonly before: string;
  readonly after: string;
}

function readWords(): ReadonlyMap<string, number> {
  return new Map(
    CHINESE_WORDS.flatMap(({ decibans, words }) => words.split(" ").map((word) => [word, decibans] as const)),
  );
}

function readLone(): ReadonlyMap<string, KanaAround> {
  return new Map(
    LONE_CHARACTERS.split(" ").map((row) => {
      const [character, before, after] = row.split(",");
      return [character!, { before: before!, after: after! }];
    }),
  );
}

let words: ReadonlyMap<string, number> | undefined;
let lone: ReadonlyMap<string, KanaAround> | undefined;

/** True for an ideograph that numbers start with: a word ends before one. */
export const startsNumber = (character: string): boolean =>
  "〇一二三四五六七八九十百千万億兩两几".includes(character);

const LONGEST = 4;

/**
 * Decibans of the Chinese word that a stretch of ideographs is, alone or before a number (其中|八名); 0 when it is none.
 * The words are spelt in characters that Japanese has too and are no word of Japanese.
 */
export function chineseWord(stretch: string): number {
  words ??= readWords();
  const whole = words.get(stretch);
  if (whole !== undefined) return whole;
  for (let length = Math.min(LONGEST, stretch.length - 1); length >= 2; length--) {
    if (!startsNumber(stretch[length]!)) continue;
    const found = words.get(stretch.slice(0, length));
    if (found !== undefined) return found;
  }
  return 0;
}

/**
 * True when a single ideograph stands where Japanese has no word for it: it is none by itself, and the kana around are
 * not those of a word that holds it (就います, but not 就いて).
 * @param before one UTF-16 unit, or empty
 * @param after one UTF-16 unit, or empty
 */
export function isStranded(character: string, before: string, after: string): boolean {
  lone ??= readLone();
  const known = lone.get(character);
  if (known === undefined) return false;
  return !(before !== "" && known.before.includes(before)) && !(after !== "" && known.after.includes(after));
}
