#!/usr/bin/env node
// Generates src/identify/bigrams.generated.ts: what two dictionaries know about Han that Chinese and Japanese spell alike.
//
//   npm install --prefix DIR --ignore-scripts @node-rs/jieba kuromoji
//   node scripts/build-bigrams.mjs DIR/node_modules/@node-rs/jieba/dict.txt DIR/node_modules/kuromoji/dict
//
// Chinese words with frequencies come from jieba's dict.txt, Japanese words with costs (cost = -700 ln p within a part of
// speech) from IPADIC as packaged by kuromoji. Neither is a dependency: only the numbers below are kept. Notices: docs/notices.md.
import { writeFileSync } from "node:fs";
import { ipadic, jieba, repertoire } from "./dictionaries.mjs";

const [jiebaDictionary, ipadicFolder] = process.argv.slice(2);
if (!jiebaDictionary || !ipadicFolder) {
  console.error("usage: build-bigrams.mjs JIEBA_DICT_TXT KUROMOJI_DICT_FOLDER");
  process.exit(2);
}

/** Kept bigrams: enough for a file under 60 KB; the rest are too rare to matter. */
const MAX_BIGRAMS = 11_500;
/** Natural-log ratio under which a bigram says too little. */
const MIN_RATIO = 4;
const SMOOTHING = 0.02;
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff々]+/gu;
// Occurrences of a character in Japanese per character, below what a dictionary can show; a word list of 10^5 words with
// none of a character bounds its rate by about this.
const UNSEEN_RATE = 3e-6;
/** Characters that make clauses Chinese when Japanese has no word for the place they stand in. */
const FUNCTION_CHARACTERS = "的了是我你他也就很把没那其此";
// Part-of-speech shares of Han words in running Japanese, rounded; only their order of magnitude matters.
const SHARES = {
  "名詞,一般": 0.3,
  "名詞,サ変接続": 0.17,
  "動詞,自立": 0.16,
  "名詞,固有名詞": 0.1,
  "名詞,接尾": 0.07,
  "名詞,副詞可能": 0.05,
  "名詞,数": 0.05,
  "名詞,形容動詞語幹": 0.04,
  "名詞,非自立": 0.03,
  "形容詞,自立": 0.03,
  "動詞,非自立": 0.03,
  "副詞,一般": 0.02,
  "接頭詞,名詞接続": 0.02,
  "名詞,代名詞": 0.02,
  "動詞,接尾": 0.02,
};
const OTHER_SHARE = 0.002;

const newModel = () => ({
  pairs: new Map(),
  starts: new Map(),
  ends: new Map(),
  singles: new Map(),
  pairMass: 0,
  wordMass: 0,
  singleMass: 0,
});
const bump = (map, key, by) => map.set(key, (map.get(key) ?? 0) + by);
function addWord(model, word, mass) {
  for (const [stretch] of word.matchAll(HAN)) {
    const characters = [...stretch];
    bump(model.starts, characters[0], mass);
    bump(model.ends, characters.at(-1), mass);
    model.wordMass += mass;
    characters.forEach((character, i) => {
      bump(model.singles, character, mass);
      model.singleMass += mass;
      if (i === 0) return;
      bump(model.pairs, characters[i - 1] + character, mass);
      model.pairMass += mass;
    });
  }
}

const chinese = newModel();
for (const { word, frequency } of jieba(jiebaDictionary)) addWord(chinese, word, frequency);

const entries = [...ipadic(ipadicFolder)];
const classMass = new Map();
for (const e of entries) bump(classMass, `${e.major},${e.minor}`, e.mass);
const japanese = newModel();
const suffixes = new Set();
const prefixes = new Set();
// Stand before any counter (数千, 何秒, 各式), so that dictionaries do not list the pairs.
const numeric = new Set();
const ordinaryWords = new Map();
const properWords = new Map();
for (const e of entries) {
  const kind = `${e.major},${e.minor}`;
  addWord(japanese, e.surface, ((SHARES[kind] ?? OTHER_SHARE) * e.mass * 1e7) / classMass.get(kind));
  if ([...e.surface].length === 1 && (e.minor === "接尾" || kind === "名詞,非自立")) suffixes.add(e.surface);
  if ([...e.surface].length === 1 && e.major === "接頭詞") prefixes.add(e.surface);
  if (e.minor === "数接続" || e.minor === "数" || "何各千万百十".includes(e.surface)) numeric.add(e.surface);
  for (const character of new Set(e.surface))
    bump(e.minor === "固有名詞" ? properWords : ordinaryWords, character, 1);
}

const jis = repertoire("euc-jp", 0xb0, 0xf4);
const jisSecond = repertoire("euc-jp", 0xd0, 0xf4);
const gbFirst = repertoire("gb18030", 0xb0, 0xd7);

/** Probability of a pair of neighbours: inside a word, or across a border of two words. */
function pairProbability(model, pair) {
  const [a, b] = pair;
  const inside = model.pairMass / (model.pairMass + model.wordMass);
  const floor = (model.wordMass * SMOOTHING) / 6000;
  const total = model.wordMass * (1 + SMOOTHING);
  const across =
    (((model.ends.get(a) ?? 0) + floor) / total) * (((model.starts.get(b) ?? 0) + floor) / total);
  return (inside * (model.pairs.get(pair) ?? 0)) / model.pairMass + (1 - inside) * across;
}

// A pair that stands in any Japanese dictionary word says nothing. One that ends in a Japanese suffix or starts with a
// prefix is decisive only as a run of its own, since longer Japanese compounds build it freely (可能性, 不使用).
const rows = [];
for (const [pair, frequency] of chinese.pairs) {
  const [a, b] = pair;
  if (!jis.has(a) || !jis.has(b) || japanese.pairs.has(pair) || numeric.has(a)) continue;
  const ratio = Math.log(pairProbability(chinese, pair) / pairProbability(japanese, pair));
  if (ratio >= MIN_RATIO) rows.push({ a, b, frequency, ratio, affix: suffixes.has(b) || prefixes.has(a) });
}
rows.sort((p, q) => q.frequency - p.frequency || (p.a + p.b < q.a + q.b ? -1 : 1));
const kept = rows.slice(0, MAX_BIGRAMS);

const grade = (ratio) => (ratio >= 7 ? 2 : ratio >= 5 ? 1 : 0);
function packed(affix, level) {
  const byFirst = new Map();
  for (const r of kept)
    if (r.affix === affix && grade(r.ratio) === level) byFirst.set(r.a, (byFirst.get(r.a) ?? "") + r.b);
  return [...byFirst]
    .sort(([p], [q]) => (p < q ? -1 : 1))
    .map(([first, seconds]) => first + seconds)
    .join(" ");
}

// Characters that JIS X 0208 holds (level 2) and no ordinary Japanese word uses, yet Chinese uses daily.
const characterRows = [...jisSecond]
  .filter((c) => gbFirst.has(c) && !ordinaryWords.has(c) && (properWords.get(c) ?? 0) <= 2)
  .map((c) => ({
    c,
    decibans: 10 * Math.log10((chinese.singles.get(c) ?? 0) / chinese.singleMass / UNSEEN_RATE),
  }))
  .filter((r) => r.decibans >= 10)
  .sort((p, q) => q.decibans - p.decibans);
const charactersBetween = (low, high) =>
  characterRows
    .filter((r) => r.decibans >= low && r.decibans < high)
    .map((r) => r.c)
    .join("");

const guards = [...FUNCTION_CHARACTERS].map((f) => {
  const before = new Set();
  const after = new Set();
  for (const pair of japanese.pairs.keys()) {
    const [a, b] = pair;
    if (b === f) before.add(a);
    if (a === f) after.add(b);
  }
  return `  { character: "${f}", before: "${[...before].sort().join("")}", after: "${[...after].sort().join("")}" },`;
});

const out = `// Generated by scripts/build-bigrams.mjs from the jieba and IPADIC dictionaries (see docs/notices.md). Do not edit.

/** Pairs of characters that Chinese words hold and Japanese ones do not: groups of a first character and its seconds. */
export const BIGRAMS: readonly { readonly decibans: number; readonly alone: boolean; readonly groups: string }[] = [
  { decibans: 17, alone: false, groups: "${packed(false, 0)}" },
  { decibans: 24, alone: false, groups: "${packed(false, 1)}" },
  { decibans: 32, alone: false, groups: "${packed(false, 2)}" },
  { decibans: 17, alone: true, groups: "${packed(true, 0)}" },
  { decibans: 24, alone: true, groups: "${packed(true, 1)}" },
  { decibans: 32, alone: true, groups: "${packed(true, 2)}" },
];

/** Characters inside JIS X 0208 that no ordinary Japanese word uses and Chinese uses daily. */
export const CHINESE_USE: readonly { readonly decibans: number; readonly characters: string }[] = [
  { decibans: 12, characters: "${charactersBetween(10, 15)}" },
  { decibans: 18, characters: "${charactersBetween(15, 22)}" },
  { decibans: 28, characters: "${charactersBetween(22, 99)}" },
];

/** Function characters of Chinese, with the neighbours they have inside Japanese words. */
export const FUNCTION_NEIGHBOURS: readonly { readonly character: string; readonly before: string; readonly after: string }[] = [
${guards.join("\n")}
];
`;
const target = new URL("../src/identify/bigrams.generated.ts", import.meta.url);
writeFileSync(target, out);
console.log(
  `${rows.length} candidates, ${kept.length} bigrams, ${characterRows.length} characters, ${Buffer.byteLength(out)} bytes`,
);
