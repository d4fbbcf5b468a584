import { functionCharacters } from "./chinese-evidence.js";
import { isSimplifiedOnly, isTraditionalOnly } from "./repertoire.js";
import { countScripts, hasHan } from "./scripts.js";

/** At most so much of a text is read, in UTF-16 units. */
const LIMIT = 8192;
const CLAUSES = /[。！？；，、：\n.!?;]/;
// Function words of Chinese, simplified and traditional: where one stands among Han the stretch is prose, not a name.
const FUNCTION =
  /[的了是在我你他她它们們这這那不没沒有和也就都很会會要能把被给給请請吗嗎呢吧啊什么麼怎帮幫让讓为為上下来來去做看改写寫用]/;

/**
 * True when somebody writes Chinese here, rather than mentions a Chinese word: some clause has as many ideographs as
 * words of other scripts, no kana or Hangul, and is either four ideographs long or holds a function character. Give it
 * a speaker's own words: quotations and code set aside.
 */
export function isChineseSentence(text: string): boolean {
  if (!hasHan(text)) return false;
  return text.slice(0, LIMIT).split(CLAUSES).some(isChineseClause);
}

function isChineseClause(clause: string): boolean {
  const counts = countScripts(clause);
  const han = counts.Hani ?? 0;
  if (han < 2 || (counts.Hira ?? 0) + (counts.Kana ?? 0) + (counts.Hang ?? 0) > 0) return false;
  const words = clause.match(/[\p{L}\p{N}_./-]+/gu)?.filter((w) => !hasHan(w)).length ?? 0;
  if (han < words) return false;
  return FUNCTION.test(clause) || (han >= 4 && looksChinese(clause));
}

/** Four ideographs without a function word may be a Japanese compound: something must tell them apart. */
function looksChinese(clause: string): boolean {
  for (const c of clause) {
    if (isSimplifiedOnly(c.codePointAt(0)!) || isTraditionalOnly(c.codePointAt(0)!)) return true;
  }
  return functionCharacters([[...clause]]).length > 0;
}
