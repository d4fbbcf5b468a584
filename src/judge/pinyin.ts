import { foldHan } from "./han-fold.js";
import { SECOND_READINGS, SYLLABLE_STARTS } from "./pinyin.generated.js";

/** A syllable of Hanyu Pinyin without its tone, for a character whose sound the table does not hold. */
const ANY_SYLLABLE =
  "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|iao|ian|ing|ang|eng|ong|uai|uan|iu|ie|ia|in|ai|ei|ao|ou|an|en|er|ua|uo|ui|un|ue|a|o|e|i|u)";

/** The rows of GB 2312 that hold its first level, in the order of their sound. */
const FIRST_ROW = 0xb0;
const LAST_ROW = 0xd7;

function firstLevel(): string {
  const bytes: number[] = [];
  for (let row = FIRST_ROW; row <= LAST_ROW; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  return new TextDecoder("gb18030").decode(new Uint8Array(bytes));
}

function readReadings(): ReadonlyMap<string, readonly string[]> {
  const starts = new Map(SYLLABLE_STARTS.split(" ").map((entry) => [entry[0]!, entry.slice(1)]));
  const readings = new Map<string, string[]>();
  let syllable = "";
  for (const character of firstLevel()) {
    syllable = starts.get(character) ?? syllable;
    if (/\p{Script=Han}/u.test(character)) readings.set(character, [syllable]);
  }
  for (const entry of SECOND_READINGS.split(" ")) readings.get(entry[0]!)?.push(...entry.slice(1).split("/"));
  return readings;
}

let readings: ReadonlyMap<string, readonly string[]> | undefined;

/** Longer runs are not looked for syllable by syllable. */
const MOST_SYLLABLES = 12;

/**
 * Patterns for the sound of each ideograph of a run in Hanyu Pinyin without tones, ü as u: the 3,755 characters of the first
 * level of GB 2312 (which is ordered by sound) with the second readings of common ones, traditional characters by their simplified
 * form. A character beyond those may have any sound.
 * @returns null when the run is longer than 12 ideographs, or the sound of more than half of them is not known
 */
export function soundsOf(run: string): readonly string[] | null {
  readings ??= readReadings();
  const characters = [...foldHan(run)].filter((c) => /\p{Script=Han}/u.test(c));
  if (characters.length === 0 || characters.length > MOST_SYLLABLES) return null;
  const known = characters.map((character) => readings!.get(character));
  if (2 * known.filter((sounds) => sounds !== undefined).length < characters.length) return null;
  return known.map((sounds) => (sounds === undefined ? ANY_SYLLABLE : `(?:${sounds.join("|")})`));
}

/** Letters without marks, as pinyin is typed; offsets are lost. */
export const withoutMarks = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");
