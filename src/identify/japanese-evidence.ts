import { isFunctionCharacter } from "./bigrams.js";
import { addBigrams, addCharacters, addFunctionCharacters, functionCharacters } from "./chinese-evidence.js";
import { inBig5, inBig5First, inGb, inJis, inJisFirst, isJapaneseOnly } from "./repertoire.js";
import { scriptOf } from "./scripts.js";
import type { PlacedRun } from "./surroundings.js";
import type { Evidence } from "./weigh.js";
import { chineseWord, isStranded } from "./words.js";

const codePoint = (character: string): number => character.codePointAt(0)!;

/**
 * Odds, in decibans, that a Han run in Japanese text is Chinese before it is looked at. Far higher than the share of
 * leaks among all runs: the weights below are damped in the same measure, so that their sum crosses even odds where the
 * measured false alarms stay under one in 10,000 runs.
 */
const IN_JAPANESE = -20;
/** In text that holds no Han natively, Han without kana was nearly always Chinese; the odds are kept lower to stay honest. */
const ELSEWHERE = 5;

/** Evidence for a run in Japanese text: Japanese unless something shows Chinese. */
export function weighInJapanese(placed: PlacedRun, evidence: Evidence): void {
  evidence.add("in-japanese-text", IN_JAPANESE);
  addCharacters(placed, evidence);
  addBigrams(placed, evidence);
  addFunctionCharacters(placed, evidence, 2);
  addGrammar(placed, evidence);
  addWords(placed, evidence);
  addOldForms(placed, evidence);
  addJapaneseForms(placed, evidence, -15);
}

/** Evidence for a run in text that does not hold Han natively. */
export function weighElsewhere(placed: PlacedRun, evidence: Evidence): void {
  evidence.add("in-other-text", ELSEWHERE);
  addCharacters(placed, evidence);
  addBigrams(placed, evidence);
  addFunctionCharacters(placed, evidence, 8);
  addJapaneseForms(placed, evidence, -30);
  const { characters, utterance } = placed;
  const either = characters.filter((c) => inJis(codePoint(c)) && inBig5(codePoint(c)) && !inGb(codePoint(c)));
  // 設 電 話: traditional Chinese or Japanese, and of 162 collected leaks eight are traditional.
  if (either.length > 0) evidence.add("traditional-or-japanese", -7, either.join(""));
  const unlisted = characters.filter(
    (c) => !inJis(codePoint(c)) && !inBig5(codePoint(c)) && !inGb(codePoint(c)) && c > "〇",
  );
  if (unlisted.length > 0) evidence.add("in-no-repertoire", -5, unlisted.join(""));
  if ((utterance.Hira ?? 0) + (utterance.Kana ?? 0) > 0) evidence.add("kana-in-utterance", -8);
}

const HONORIFIC = /^(?:さん|氏|様|さま|先生|君|くん|ちゃん|殿|教授|監督|選手|議員|社長)/;

/**
 * A word of nothing but forms that Japanese gave up in 1946 and Chinese writes every day (數據, 輕輕): level 2 of JIS X 0208,
 * level 1 of Big5, not in GB 2312. One alone is often a name (澤, 邊), and names mix them with others (張國榮) or precede a form of address.
 */
function addOldForms({ run, line, stretches }: PlacedRun, evidence: Evidence): void {
  for (const stretch of stretches) {
    if (stretch.length < 2) continue;
    const old = stretch.filter((c) => {
      const point = codePoint(c);
      return inJis(point) && !inJisFirst(point) && inBig5First(point) && !inGb(point);
    });
    if (old.length < stretch.length) continue;
    if (!HONORIFIC.test(line.slice(run.end))) evidence.add("old-forms", 24, old.join(""));
    return;
  }
}

/** Kana that follow a noun or an adjective in 的 in Japanese: forms of な, particles, the copula. */
const AFTER_TEKI = "なにだでとはがをのもさへかじやまよねしらわ";

/** 計算的ほう, 返送了。: the particles of Chinese at the end of a run, where Japanese has no word that ends so. */
function addEnding(
  { run, line }: Pick<PlacedRun, "run" | "line">,
  last: readonly string[],
  evidence: Evidence,
): void {
  // 送信しました了。: nothing Japanese follows a verb that has ended.
  if (
    run.text === "了" &&
    /[たすい]$/.test(line.slice(0, run.start)) &&
    /^[。！!]|^$/.test(line.slice(run.end))
  )
    evidence.add("final-le", 25, "了");
  const [before, end] = last.slice(-2);
  if (end === undefined || before === undefined || !run.text.endsWith(end)) return;
  const after = line.charAt(run.end);
  const hiragana = after !== "" && scriptOf(after.charCodeAt(0)) === "Hira";
  // 比較的 is an adverb and stands before anything.
  const adverb = last.slice(-3).join("") === "比較的";
  if (end === "的" && hiragana && !adverb && !AFTER_TEKI.includes(after))
    evidence.add("de-before-kana", 22, `${before}的`);
  const final = after === "" || "。！？!?".includes(after);
  if (end === "了" && final && isFunctionCharacter("了", before, ""))
    evidence.add("final-le", 22, `${before}了`);
}

/**
 * Words of Chinese in shared characters, as a stretch of their own; and a single ideograph that no Japanese word consists of,
 * beside kana that are not its own. 26 and 91 of 878,805 stretches of Japanese documentation, most of the latter misspelt.
 */
function addWords({ run, line, stretches }: PlacedRun, evidence: Evidence): void {
  for (const stretch of stretches) {
    const word = stretch.join("");
    const decibans = stretch.length > 1 ? chineseWord(word) : 0;
    if (decibans > 0) {
      evidence.add("chinese-word", decibans, word);
      return;
    }
  }
  const [only] = stretches[0] ?? [];
  if (stretches.length !== 1 || stretches[0]!.length !== 1 || run.text !== only) return;
  const before = line.charAt(run.start - 1);
  const after = line.charAt(run.end);
  const hiragana = [before, after].some((c) => c !== "" && scriptOf(c.charCodeAt(0)) === "Hira");
  if (!hiragana || !isStranded(only, before, after)) return;
  // 麓、璧の五字: one of several characters that are spoken of.
  const listed = /\p{Script=Han}[、・,，] ?$/u.test(line.slice(Math.max(0, run.start - 4), run.start));
  if (!listed) evidence.add("stranded-character", 25, only);
}

function addJapaneseForms({ characters }: PlacedRun, evidence: Evidence, weight: number): void {
  const forms = characters.filter((c) => isJapaneseOnly(codePoint(c)) || c === "〆");
  if (forms.length > 0) evidence.add("japanese-form", weight, forms.join(""));
  if (characters.includes("々")) evidence.add("iteration-mark", -8, "々");
}

// Nouns of relation take の in Japanese, never the suffix 的.
const RELATION_DE = /(?:以[外内上下前后後]|之[間间前后後])的/;

function addGrammar(
  { run, line, stretches, clauseText, clauseScripts }: PlacedRun,
  evidence: Evidence,
): void {
  const relation = RELATION_DE.exec(run.text);
  if (relation !== null) evidence.add("relation-noun-de", 26, relation[0]);
  const [first, second] = stretches[0] ?? [];
  const hiraganaBefore = run.start > 0 && scriptOf(line.charCodeAt(run.start - 1)) === "Hira";
  if (first === "的" && second !== undefined && functionCharacters([stretches[0]!]).includes("的")) {
    evidence.add("leading-de", hiraganaBefore ? 22 : 10, `的${second}`);
  }
  // The noun まと takes a particle; between hiragana and a noun in katakana 的 links as の does.
  const linked = first === "的" && second === undefined && scriptOf(line.charCodeAt(run.end)) === "Kana";
  if (hiraganaBefore && linked && stretches.length === 1) evidence.add("linking-de", 22, "的");
  addEnding({ run, line }, stretches.at(-1) ?? [], evidence);
  const kana = (clauseScripts.Hira ?? 0) + (clauseScripts.Kana ?? 0);
  if (kana > 0 || (clauseScripts.Hani ?? 0) < 4) return;
  const found = functionCharacters(
    clauseText
      .slice(0, 400)
      .split(/[^\u3400-\u9fff]+/)
      .map((s) => [...s]),
  );
  if (found.length >= 2) evidence.add("clause-without-kana", 16, found.join(""));
}
