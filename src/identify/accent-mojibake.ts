import { encodeGbk } from "./gbk-table.js";

/** Everyday ideographs whose bytes are an accented letter by chance: they need more than a letter beside them. */
const EVERYDAY = "没么每毛忙猫贸某模女木末母牛盲怒弄默浓墨哦偶冒努农亩幕慕摩暖欧目诺谋魔";

const LATIN = /[\p{Script=Latin}]/u;

/** The letter that the two GBK bytes of an ideograph are in UTF-8 (茅 → é), or null. */
function accentedLetter(character: string): string | null {
  const bytes = encodeGbk(character);
  if (bytes === null || bytes.length !== 2) return null;
  const [lead, trail] = [bytes[0]!, bytes[1]!];
  if (lead < 0xc3 || lead > 0xc5 || trail >> 6 !== 2) return null;
  const letter = String.fromCodePoint(((lead & 0x1f) << 6) | (trail & 0x3f));
  return /\p{L}/u.test(letter) ? letter : null;
}

/**
 * An accented letter of UTF-8 read as GBK inside a word of Latin letters: `caf茅`, `M眉nchen`, and the same encoded twice
 * (`脙漏`). Only 190 of the 21,003 ideographs of GBK are the bytes of such a letter; in a word they stand where the letter belongs.
 * @returns the letter, and how sure it is, 0 to 1; null when the run is none
 */
export function accentInWord(
  run: string,
  line: string,
  start: number,
): { readonly letter: string; readonly score: number } | null {
  const before = line.charAt(start - 1);
  const after = line.charAt(start + run.length);
  const letters = Array.from(run, (character) => accentedLetter(character));
  if (run.length === 2 && letters[0] === "Ã") return { letter: run, score: 0.9 };
  if (run.length !== 1 || letters[0] === null || letters[0] === undefined) return null;
  const sides = [before, after].filter((c) => LATIN.test(c)).length;
  if (sides === 0) return null;
  const everyday = EVERYDAY.includes(run);
  const whole = sides === 2 ? 0.95 : 0.85;
  return { letter: letters[0], score: everyday ? 0.5 : whole };
}
