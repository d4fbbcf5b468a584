import { chineseBigram, chineseUse } from "./bigrams.js";
import { functionCharacters } from "./chinese-evidence.js";
import { isSimplifiedOnly, isTraditionalOnly } from "./repertoire.js";
import { countScripts, hasHan } from "./scripts.js";

/** At most so much of a text is read, in UTF-16 units. */
const LIMIT = 8192;
const CLAUSES = /[。！？；，、：\n.,!?;]/;
const WORDS = /[\p{L}\p{N}_./-]+/gu;
/** The polite opening of a Chinese request; in Japanese the character only begins the words excepted. */
const PLEASE = /^\s*[请請](?![求負願託])/;
/** Function words that stand alone before a Latin name (把 Dockerfile …). Without kana that is no Japanese. */
const ALONE = "的了是我你他她把也就没和";
const PARTICLE =
  /[吧吗嗎呢嘛啊呀]\s*$|这个|這個|那个|先别|先別|咋|怎么|怎麼|一下|为什么|為什麼|为啥|啥意思|啥情况|帮我|幫我|给我|請幫/;
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]+/g;

/**
 * True when somebody writes Chinese here, rather than mentions a Chinese word: some clause holds no kana or Hangul,
 * ends in a Chinese particle, or holds more than two ideographs for each word of another script, holds something that Japanese does not, and is four
 * ideographs long or has a function character (any length will do where the whole text has no other words). Give it a
 * speaker's own words: quotations and code set aside.
 */
export function isChineseSentence(text: string): boolean {
  if (!hasHan(text)) return false;
  const read = text.slice(0, LIMIT);
  const onlyHan = otherWords(read) === 0;
  return read.split(CLAUSES).some((clause) => isChineseClause(clause, onlyHan));
}

function otherWords(text: string): number {
  return text.match(WORDS)?.filter((word) => !hasHan(word) && /\p{L}/u.test(word)).length ?? 0;
}

function isChineseClause(clause: string, short: boolean): boolean {
  const counts = countScripts(clause);
  const han = counts.Hani ?? 0;
  if (han < 2 || (counts.Hira ?? 0) + (counts.Kana ?? 0) + (counts.Hang ?? 0) > 0) return false;
  const stretches = (clause.match(HAN) ?? []).map((stretch) => [...stretch]);
  const words = otherWords(clause);
  // A final particle holds a clause together whose nouns are foreign ("那就 merge 吧").
  if ((han > words || stretches.length > 1) && PARTICLE.test(clause)) return true;
  if (han <= 2 * words) return false;
  if (han >= 3 && stretches.some((stretch) => stretch.length === 1 && ALONE.includes(stretch[0]!)))
    return true;
  if (PLEASE.test(clause) || functionCharacters(stretches).length > 0) return true;
  return (short || han >= 4) && stretches.some(isChineseStretch);
}

/** Kanji compounds have neither function words nor these. */
function isChineseStretch(stretch: readonly string[]): boolean {
  return stretch.some((character, i) => {
    const c = character.codePointAt(0)!;
    if (isSimplifiedOnly(c) || isTraditionalOnly(c) || chineseUse(character) > 0) return true;
    const entry = i === 0 ? undefined : chineseBigram(stretch[i - 1]! + character);
    return entry !== undefined && (!entry.alone || stretch.length === 2);
  });
}
