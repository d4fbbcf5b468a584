#!/usr/bin/env node
// Generates src/identify/words.generated.ts: Chinese words in characters that Japanese shares, where a run in Japanese text
// is exactly such a word, and single characters that Japanese never leaves without their own kana.
//
//   npm install --prefix DIR --ignore-scripts @node-rs/jieba kuromoji opencc-js
//   npm run build && node scripts/build-words.mjs DIR/node_modules
//
// Sources as in build-bigrams.mjs, and OpenCC (by opencc-js) for traditional spellings. Notices: docs/notices.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chineseBigram, chineseUse } from "../dist/identify/bigrams.js";
import { ipadic, jieba, repertoire } from "./dictionaries.mjs";

const [modules] = process.argv.slice(2);
if (!modules) {
  console.error("usage: build-words.mjs NODE_MODULES_FOLDER");
  process.exit(2);
}
const { Converter } = await import(pathToFileURL(join(modules, "opencc-js/dist/esm/full.js")));
const toTraditional = Converter({ from: "cn", to: "tw" });
/** With the vocabulary of Taiwan: 软件 → 軟體, 服务器 → 伺服器. */
const toTaiwanese = Converter({ from: "cn", to: "twp" });
const toJapanese = Converter({ from: "tw", to: "jp" });

/** A rarer word in jieba's dictionary is as likely a Japanese word that IPADIC lacks. */
const MIN_WORD = 200;
const FREQUENT = 1000;
/** A word that Japanese could compose of an affix and a noun (更|好) must be an everyday one of Chinese … */
const MIN_COMPOSED = 2500;
/** … less so in traditional spelling, which shares fewer words with Japanese than the simplified one (下載, 網頁). */
const MIN_COMPOSED_TRADITIONAL = 1000;
const MIN_LONE = 1000;

const isKanji = (c) => c !== undefined && /[\u4e00-\u9fff]/.test(c);
const isHiragana = (c) => c !== undefined && /[\u3041-\u309f]/.test(c);
const jis = repertoire("euc-jp", 0xb0, 0xf4);

/** What IPADIC says of words and of single characters; proper names are kept apart. */
function readJapanese(entries) {
  const known = {
    words: new Set(),
    names: new Set(),
    alone: new Set(),
    nouns: new Set(),
    suffixes: new Set(),
    prefixes: new Set(),
    numerals: new Set(),
    kanaAfter: new Map(),
    kanaBefore: new Map(),
  };
  const add = (map, key, value) => map.set(key, (map.get(key) ?? new Set()).add(value));
  for (const { surface, major, minor, third } of entries) {
    if (minor === "固有名詞") {
      known.names.add(surface);
      continue;
    }
    known.words.add(surface);
    const characters = [...surface];
    characters.forEach((c, i) => {
      if (!isKanji(c)) return;
      if (isHiragana(characters[i + 1]) && !isKanji(characters[i - 1]))
        add(known.kanaAfter, c, characters[i + 1]);
      if (isHiragana(characters[i - 1]) && !isKanji(characters[i + 1]))
        add(known.kanaBefore, c, characters[i - 1]);
    });
    if (characters.length !== 1 || !isKanji(surface)) continue;
    // Any auxiliary follows a verb stem; any particle follows the rest.
    known.alone.add(surface);
    if (minor === "接尾" || minor === "非自立" || third === "助数詞") known.suffixes.add(surface);
    else if (major === "名詞") known.nouns.add(surface);
    if (major === "接頭詞") known.prefixes.add(surface);
    if (minor === "数" || minor === "数接続") known.numerals.add(surface);
  }
  return known;
}

const japanese = readJapanese(ipadic(join(modules, "kuromoji/dict")));
const chinese = [...jieba(join(modules, "@node-rs/jieba/dict.txt"))].filter(
  ({ word, tag }) => [...word].every(isKanji) && !/^n[rst]/.test(tag),
);

/** Japanese spells it itself, in this form or in its own form of the characters. */
const isJapanese = (spelling) =>
  [spelling, toJapanese(spelling), toJapanese(toTraditional(spelling))].some(
    (form) => japanese.words.has(form) || japanese.names.has(form),
  );

/** Japanese could build it of an affix and a noun, or of two words. */
function isComposed(spelling) {
  const { words, nouns, suffixes, prefixes } = japanese;
  const first = spelling[0];
  const last = spelling.at(-1);
  const stem = spelling.slice(0, -1);
  const tail = spelling.slice(1);
  if ((suffixes.has(last) || (stem.length > 1 && nouns.has(last))) && (words.has(stem) || nouns.has(stem)))
    return true;
  if ((prefixes.has(first) || (tail.length > 1 && nouns.has(first))) && (words.has(tail) || nouns.has(tail)))
    return true;
  return spelling.length === 4 && words.has(spelling.slice(0, 2)) && words.has(spelling.slice(2));
}

/** A number or a prefix before a counter, or a longer compound that starts with a number: never listed (五年, 第一, 各級). */
function isCounted(spelling) {
  const { nouns, suffixes, prefixes, numerals } = japanese;
  const [first, second] = spelling;
  const counts = nouns.has(second) || suffixes.has(second) || numerals.has(second);
  if (numerals.has(first)) return spelling.length > 2 || counts;
  return prefixes.has(first) && (numerals.has(second) || suffixes.has(second));
}

/** Found already by a character or pair that decides alone. */
function isFound(spelling) {
  const characters = [...spelling];
  if (characters.some((c) => chineseUse(c) >= 22)) return true;
  return characters.slice(1).some((c, i) => {
    const entry = chineseBigram(characters[i] + c);
    const interior = i > 0 && i + 2 < characters.length;
    return entry !== undefined && entry.decibans >= 22 && !interior && !entry.alone;
  });
}

function chineseWords() {
  const found = new Map();
  for (const { word, frequency } of chinese) {
    if (word.length < 2 || word.length > 4 || frequency < MIN_WORD) continue;
    // Japanese makes adjectives in 的 of any noun.
    if (word.endsWith("的")) continue;
    for (const spelling of new Set([word, toTraditional(word), toTaiwanese(word)])) {
      if (spelling.length > 4) continue;
      if (![...spelling].every((c) => jis.has(c)) || isJapanese(spelling)) continue;
      if (isCounted(spelling) || isFound(spelling)) continue;
      const composed = isComposed(spelling);
      const least = spelling === word ? MIN_COMPOSED : MIN_COMPOSED_TRADITIONAL;
      if (composed && (spelling.length !== 2 || frequency < least)) continue;
      const strength = composed ? "composed" : frequency >= FREQUENT ? "frequent" : "rare";
      found.set(spelling, strength);
    }
  }
  return found;
}

const words = chineseWords();

/** Words of Chinese that longer Japanese words begin or end with (大多|数, 解|決策): these count as a whole stretch only. */
const edges = new Set();
for (const word of [...japanese.words, ...japanese.names]) {
  const [stretch] = word.match(/^[\u4e00-\u9fff]+$/u) ?? [];
  for (let length = 2; stretch !== undefined && length <= 4 && length < stretch.length; length++) {
    edges.add(stretch.slice(0, length));
    edges.add(stretch.slice(-length));
  }
}
const wordsOf = (strength, whole) =>
  [...words]
    .filter(([word, s]) => s === strength && edges.has(word) === whole)
    .map(([word]) => word)
    .sort()
    .join(" ");

const loneRows = chinese
  .filter(({ word, frequency }) => word.length === 1 && frequency >= MIN_LONE)
  .filter(({ word }) => jis.has(word) && !japanese.alone.has(word) && !japanese.names.has(word))
  .map(({ word }) => word)
  .sort()
  .map((c) => {
    const kana = (map) => [...(map.get(c) ?? [])].sort().join("");
    return [c, kana(japanese.kanaBefore), kana(japanese.kanaAfter)].join(",");
  });

const out = `// Generated by scripts/build-words.mjs from the jieba, IPADIC and OpenCC dictionaries (see docs/notices.md). Do not edit.

/**
 * Words of Chinese in characters of JIS X 0208 that are no word of Japanese, which the pair table does not find; where whole holds, only
 * as a stretch of its own.
 */
export const CHINESE_WORDS: readonly { readonly decibans: number; readonly whole: boolean; readonly words: string }[] = [
  { decibans: 27, whole: false, words: "${wordsOf("frequent", false)}" },
  { decibans: 24, whole: false, words: "${wordsOf("rare", false)}" },
  { decibans: 22, whole: false, words: "${wordsOf("composed", false)}" },
  { decibans: 27, whole: true, words: "${wordsOf("frequent", true)}" },
  { decibans: 24, whole: true, words: "${wordsOf("rare", true)}" },
  { decibans: 22, whole: true, words: "${wordsOf("composed", true)}" },
];

/** Characters that no Japanese word consists of: the character, then the kana that stand before and after it in words. */
export const LONE_CHARACTERS =
  "${loneRows.join(" ")}";
`;
const target = new URL("../src/identify/words.generated.ts", import.meta.url);
writeFileSync(target, out);
console.log(`${words.size} words, ${loneRows.length} characters, ${Buffer.byteLength(out)} bytes`);
