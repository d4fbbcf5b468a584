import type { RunInContext } from "../run-in-context.js";

/** How far back a bracket may have opened, in UTF-16 units. */
const REACH = 120;

/** Finals of Hanyu Pinyin, without tone marks. */
const FINAL =
  "(?:iang|iong|uang|ueng|iao|ian|ing|ang|eng|ong|uai|uan|iu|ie|ia|in|ai|ei|ao|ou|an|en|er|ua|uo|ui|un|ue|ve|a|o|e|i|u|v)[1-5]?";
const INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])";

/** Longer runs are not glossed syllable by syllable. */
const MOST_SYLLABLES = 8;
const MOST_LETTERS = 30;

/** Words of so many syllables; inside a word every syllable has an initial, as pinyin is spelt (`xi'an` is two words here). */
const WORDS = Array.from(
  { length: MOST_SYLLABLES },
  (_, n) => new RegExp(`^${INITIAL}?${FINAL}(?:${INITIAL}${FINAL}){${n}}$`),
);

/** How many syllables a word may be read as. */
function syllableCounts(word: string): number[] {
  if (word.length > MOST_LETTERS) return [];
  return WORDS.flatMap((pattern, n) => (pattern.test(word) ? [n + 1] : []));
}

/** Whether all words together can be read as so many syllables. */
function readsAs(words: readonly string[], syllables: number): boolean {
  let sums = new Set([0]);
  for (const word of words) {
    const counts = syllableCounts(word);
    sums = new Set([...sums].flatMap((sum) => counts.map((n) => sum + n)).filter((sum) => sum <= syllables));
  }
  return words.length > 0 && sums.has(syllables);
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Words that end in a transliteration of so many characters: as many syllables as the run has ideographs. */
function endsInPinyin(words: readonly string[], syllables: number): boolean {
  if (syllables > MOST_SYLLABLES) return false;
  return words.slice(-syllables).some((_, i, last) => readsAs(last.slice(i), syllables));
}

const wordsOf = (text: string): string[] => plain(text).match(/[a-z]+[1-5]?/g) ?? [];

/** `hui guo rou (回锅肉)`, `Raw (sheng, 生)`, `Cheng shi [城市]`: the same in pinyin stands before, by its syllables. */
function pinyinBefore(before: string, han: number): boolean {
  if (!/[(（[][^()（）[\]]*$/u.test(before)) return false;
  return endsInPinyin(wordsOf(before.slice(-60)), han);
}

/** `早上好 (zǎoshang hǎo)`, `下雨 (xia yu)`: its pinyin follows in brackets. */
function pinyinAfter(after: string, han: number): boolean {
  const inside = /^["”»]?\s?[(（]([^()（）]{1,60})[)）]/u.exec(after)?.[1];
  if (inside === undefined) return false;
  const first = wordsOf(inside.split(/[,;:–—=]/)[0] ?? "");
  return readsAs(first, han);
}

/**
 * Whether a bracket opens right after a name, a term or a quoted title. A plain word with Chinese in brackets behind it
 * (`delay (大约)`) is a doubled meaning, which leaks often have; a name has a capital that the start of a sentence or
 * item does not explain.
 */
function afterName(before: string): boolean {
  if (/[”“»"’›』」]\s?[(（[]\s*$/u.test(before)) return true;
  const words =
    /((?:[\p{L}\p{M}\p{N}'’.-]{1,30}[ \u00a0]){0,2}[\p{L}\p{M}\p{N}'’.-]{1,30})[*_`]{0,3}\s?[(（[]\s*$/u.exec(
      before,
    );
  if (words === null) return false;
  const starts = /(?:^|[.!?:;|>]\s|^\s*(?:[-*+•]|\d+[.)])\s|#\s)[*_"“«'`]{0,3}$/u.test(
    before.slice(0, words.index),
  );
  const capitals = words[1]!.split(/[ \u00a0]/).filter((w) => /^\p{Lu}/u.test(w)).length;
  return capitals > (starts ? 1 : 0);
}

/**
 * Set beside its name without brackets: `Qin 秦`, `Stone Drum Pier — 石鼓码头`, `*liangpi* — 凉皮`. The name is
 * capitalised pinyin, or a dash, slash or comma stands between a name (or an italic term) and a run that ends its item.
 */
function inApposition(before: string, after: string, han: number): boolean {
  if (/\p{Lu}[\p{L}\p{M}'’ -]{0,40} $/u.test(before)) {
    const name = /(?:\p{Lu}[\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]+){0,3}) $/u.exec(before);
    if (name !== null && readsAs(wordsOf(name[0]), han)) return true;
  }
  const term = /^(.*\S)(?:\s[—–-]\s|\s?\/\s?|, )$/su.exec(before)?.[1];
  if (term === undefined || !/^\s*(?:$|[,;.)|]|[—–-]\s)/u.test(after)) return false;
  if (/\*[^*]{2,40}\*$/.test(term)) return true;
  // Behind a comma a clause begins as often ("on Friday, 敬请光临"): there the name must be the same in pinyin.
  if (/, $/.test(before)) return endsInPinyin(wordsOf(term.slice(-60)), han);
  return afterName(`${term} (`);
}

/** Pinyin with its tone marks right before: "chá 茶". Macrons and carons stand in few other spellings. */
function toneMarkedBefore(before: string, han: number): boolean {
  const word = /(?:^|[\s(（,])((?:[\p{L}\u0300-\u036f]+[ ’'-]?){1,4}) ?$/u.exec(before.slice(-40))?.[1];
  if (word === undefined || !/[\u0304\u030c]/.test(word.normalize("NFD"))) return false;
  return endsInPinyin(wordsOf(word), han);
}

/** `Si (four, 四)`: a meaning and the character in one bracket behind the word. */
const MEANING_IN_BRACKET = /[\p{L}\p{M}]\s?[(（][^()（）]{1,40}[,;] $/u;

/** A run that fills its bracket, or stands first in it. */
const closesBracket = (after: string): boolean =>
  /^\s*(?:[)）\]]|[,;，]\s*[^\p{Script=Han}()（）]{1,60}[)）\]])/u.test(after);

/** A gloss: `Ruan Yifeng (阮一峰)`, or Han beside its pinyin. In Japanese and Korean other rules hold. */
export function isGloss({ run, line, native, session }: RunInContext): boolean {
  if (native !== null) return false;
  const cut = Math.max(0, run.start - REACH);
  const before = line.slice(cut, run.start);
  const after = line.slice(run.end, run.end + REACH);
  if (closesBracket(after) && pinyinBefore(before, run.han)) return true;
  if (pinyinAfter(after, run.han) || inApposition(before, after, run.han)) return true;
  if (toneMarkedBefore(before, run.han)) return true;
  if (run.han <= 6 && MEANING_IN_BRACKET.test(before) && /^\s*[)）]/.test(after)) return true;
  if (!/[(（[]\s*$/u.test(before) || !closesBracket(after)) return false;
  // Where something Chinese is spoken of, plain terms are glossed too ("dumplings (饺子)").
  const topical = session.requests().some((r) => r.language === "topic");
  return topical ? /\p{L}[*_"”»’']{0,3}\s?[(（[]\s*$/u.test(before) : afterName(before);
}
