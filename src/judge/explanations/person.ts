import { ORDINARY_DOUBLED, ORDINARY_PAIRS, ORDINARY_TRIPLES } from "../ordinary-words.generated.js";
import { isClearSurname, isWordSurname, SURNAMES } from "./surnames.js";

interface OrdinaryWords {
  readonly pairs: ReadonlySet<string>;
  readonly triples: ReadonlySet<string>;
  readonly doubled: ReadonlySet<string>;
}

function readOrdinary(): OrdinaryWords {
  const pairs = new Set<string>();
  for (const group of ORDINARY_PAIRS.split(" ")) {
    const [first, ...seconds] = group;
    for (const second of seconds) pairs.add(first! + second);
  }
  return { pairs, triples: new Set(ORDINARY_TRIPLES.split(" ")), doubled: new Set(ORDINARY_DOUBLED) };
}

let ordinary: OrdinaryWords | undefined;

const COMPOUND_SURNAME =
  /^(?:欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|皇甫|公孙|公孫|慕容|令狐|夏侯|端木|独孤|獨孤)/u;
/** No given name holds them. */
const GRAMMAR = /[的了是在和与與或等不这這那就也都很们們吗嗎呢吧被把从從对對为為到后後前上下中内外里裡]/u;

/**
 * Whether ideographs have the form of a Chinese personal name: a family name and one or two characters that make no
 * ordinary word with it (李明, 柳静芝; but not 程序 or 周期性), or a form of address (小王, 丽丽).
 * @returns `clear`, or `possible` when the family name is an everyday prefix (高, 安) or begins a word (王国维), or null
 */
export function personalForm(text: string): "clear" | "possible" | null {
  ordinary ??= readOrdinary();
  const [first, second, third, ...rest] = text;
  if (first === undefined || second === undefined || GRAMMAR.test(text)) return null;
  if (COMPOUND_SURNAME.test(text)) return third !== undefined && rest.length <= 1 ? "clear" : null;
  if (rest.length > 0 || ordinary.triples.has(text)) return null;
  const pair = first + second;
  if (third === undefined) {
    if (ordinary.pairs.has(pair)) return null;
    if (first === second) return ordinary.doubled.has(first) ? null : "clear";
    if ("小老阿".includes(first) && isClearSurname(second)) return "clear";
  }
  if (!SURNAMES.has(first)) return null;
  const likely = isClearSurname(first) || (third !== undefined && isWordSurname(first));
  return likely && !ordinary.pairs.has(pair) ? "clear" : "possible";
}
