/** A greeting, thanks or a request at the start of a turn: `你好 — quick q`, `谢谢！now bump the version`. */
const OPENS =
  /^\s*(?:你好|您好|妳好|大家好|早上好|早安|下午好|晚上好|晚安|谢谢|謝謝|多谢|多謝|感谢|感謝|请问|請問|麻烦|麻煩|辛苦了|不好意思|好的|好吧|好啊|收到|对了|對了|哈喽|哈囉|嗨)[你您啦呀哈了]{0,2}(?:[\s,，、!！.。~～:：;；—–-]|$)/u;
/** … or at its end, behind words that ask for no meaning: `difference between let and var 简单说`. */
const CLOSES =
  /(?:^|[\s,，.。!！?？])(?:谢谢|謝謝|多谢|多謝|感谢|感謝|拜托|拜託|简单说|簡單說|简单点|详细点|快点|辛苦了|麻烦了|麻煩了|加油)[你您啦呀哈了]?[!！.。~～\s]*$/u;
/** Who asks what a word means ends with the word. */
const ASKED_ABOUT =
  /(?<![\p{L}])(?:mean\p{L}*|say|says|said|write|written|word|phrase|translat\p{L}+|read|pronounce\p{L}*|spell|label|button|string|text|bedeut\p{L}*|heißt|schreib\p{L}*|signifie|veut dire|dire|écri\p{L}+|significa|dec\p{L}+|escrib\p{L}+|escrev\p{L}+|scriv\p{L}+|dizer|vuol|значит|означает|сказать|написать|znaczy|betekent|nghĩa|artinya|anlam\p{L}*)(?![\p{L}])|[:"“„«]\s*\p{Script=Han}+/iu;

/**
 * Whether somebody writes a word of courtesy in Chinese as their own: it opens the turn, or ends one that does not ask about it.
 * @param own the user's own words, quotations and pasted text blanked out
 */
export function isCourteousInChinese(own: string): boolean {
  if (OPENS.test(own) && !ASKED_ABOUT.test(own)) return true;
  return CLOSES.test(own) && !ASKED_ABOUT.test(own);
}
