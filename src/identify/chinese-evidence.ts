import { chineseBigram, chineseUse, isFunctionCharacter } from "./bigrams.js";
import { inBig5First, inGb, inJapaneseUse, isSimplifiedOnly, isTraditionalOnly } from "./repertoire.js";
import type { PlacedRun } from "./surroundings.js";
import type { Evidence } from "./weigh.js";
import { startsNumber } from "./words.js";

const codePoint = (character: string): number => character.codePointAt(0)!;

const UNKNOWN = 0;
const SAYS_NOTHING = 1;
const SAYS_SOMETHING = 2;
/** By UTF-16 unit: whether a character says something by itself. Filled as characters come; nearly all say nothing. */
const known = new Uint8Array(0x10000);

function saysNothing(character: string): boolean {
  if (character.length > 1) return !isTelling(character);
  const unit = character.charCodeAt(0);
  if (known[unit] === UNKNOWN) known[unit] = isTelling(character) ? SAYS_SOMETHING : SAYS_NOTHING;
  return known[unit] === SAYS_NOTHING;
}

/** Whether `addCharacters` makes anything of a character. */
function isTelling(character: string): boolean {
  const c = codePoint(character);
  const simplified = isSimplifiedOnly(c) && !inJapaneseUse(c);
  return simplified || isTraditionalOnly(c) || isOutside(c) || chineseUse(character) > 0;
}

/** Characters that only Chinese uses, against Japanese. */
export function addCharacters({ characters }: PlacedRun, evidence: Evidence): void {
  if (characters.every(saysNothing)) return;
  const simplified = characters.filter((c) => isSimplifiedOnly(codePoint(c)) && !inJapaneseUse(codePoint(c)));
  // No false alarm in 526,000 runs of Japanese documentation; nine of twelve short leaks.
  if (simplified.length > 0) evidence.add("simplified-only", 40, simplified.join(""));
  const traditional = characters.filter((c) => isTraditionalOnly(codePoint(c)));
  if (traditional.length > 0) evidence.add("traditional-only", 28, traditional.join(""));
  const outside = characters.filter(
    (c) => isOutside(codePoint(c)) && !simplified.includes(c) && !traditional.includes(c),
  );
  if (outside.length > 0) evidence.add("outside-jis", 28, outside.join(""));
  const used = characters.filter((c) => chineseUse(c) > 0);
  const strongest = Math.max(0, ...used.map(chineseUse));
  evidence.add("chinese-use", Math.min(36, strongest + 6 * Math.max(0, used.length - 1)), used.join(""));
}

/** Outside Japanese use, and common enough in Chinese: what is in no repertoire at all is rare everywhere. */
function isOutside(c: number): boolean {
  return !inJapaneseUse(c) && (inGb(c) || inBig5First(c));
}

/** A pair inside a longer compound may be the border of two Japanese words (宇宙|空間): alone it does not decide. */
const INTERIOR = 14;

/** Pairs of characters that Chinese words hold and Japanese ones do not. */
export function addBigrams({ stretches }: PlacedRun, evidence: Evidence): void {
  const found: string[] = [];
  let strongest = 0;
  for (const stretch of stretches) {
    for (let i = 1; i < stretch.length; i++) {
      const pair = stretch[i - 1]! + stretch[i]!;
      const entry = chineseBigram(pair);
      if (entry === undefined) continue;
      const ownWord = stretch.length === 2 || (i === 1 && startsNumber(stretch[2]!));
      if (entry.alone && !ownWord) continue;
      const interior = i > 1 && i + 1 < stretch.length;
      found.push(pair);
      strongest = Math.max(strongest, interior ? INTERIOR : entry.decibans);
    }
  }
  if (found.length === 0) return;
  evidence.add("bigram", Math.min(44, strongest + 6 * (found.length - 1)), found.slice(0, 8).join(" "));
}

/** Seven in a thousand Japanese runs hold one of these where no dictionary word explains it; they say little. */
const WEAK = "的了我他";

/** Function characters of a text that no Japanese word explains, each once. Single ideographs are not looked at. */
export function functionCharacters(stretches: readonly (readonly string[])[]): string[] {
  const found = new Set<string>();
  for (const stretch of stretches) {
    if (stretch.length < 2) continue;
    stretch.forEach((c, i) => {
      if (isFunctionCharacter(c, stretch[i - 1] ?? "", stretch[i + 1] ?? "")) found.add(c);
    });
  }
  return [...found];
}

// Pronouns and particles of traditional Chinese (the others are in GB 2312 too): JIS X 0208 holds some of them, but
// neither modern nor pre-war Japanese spelling writes words with them.
const TRADITIONAL_FUNCTION = /[這麼們嗎您妳呢]/g;

/** Function characters: 是 就 也 没 很 那 其 此 你 把 are rare in Japanese (at most 0.07 per 1,000 runs). */
export function addFunctionCharacters(
  { run, stretches }: PlacedRun,
  evidence: Evidence,
  weakWeight: number,
): void {
  const found = functionCharacters(stretches);
  const strong = found.filter((c) => !WEAK.includes(c)).length;
  evidence.add(
    "function-character",
    12 * Math.min(3, strong) + weakWeight * Math.min(2, found.length - strong),
    found.join(""),
  );
  const traditional = run.text.slice(0, 400).match(TRADITIONAL_FUNCTION) ?? [];
  if (traditional.length > 0) evidence.add("traditional-function", 26, [...new Set(traditional)].join(""));
}
