import { addFunctionCharacters } from "./chinese-evidence.js";
import { inBig5First, inGb, inKs } from "./repertoire.js";
import { scriptOf } from "./scripts.js";
import type { PlacedRun } from "./surroundings.js";
import type { Evidence } from "./weigh.js";

const codePoint = (character: string): number => character.codePointAt(0)!;
const isHangul = (unit: number): boolean => scriptOf(unit) === "Hang";

/** Odds, in decibans, that a Han run in Korean text is Chinese before it is looked at. */
const IN_KOREAN = -20;

/**
 * Evidence for a run in Korean text. Modern Korean is written in Hangul alone: what Han it has stands in a gloss, in a
 * title, as a newspaper's one-character prefix, or in a text that is written in mixed script throughout. A bare Han
 * word elsewhere is foreign, most of all when it is fused into a Hangul word.
 */
export function weighInKorean(placed: PlacedRun, evidence: Evidence): void {
  evidence.add("in-korean-text", IN_KOREAN);
  const { characters, line, run } = placed;
  const simplified = characters.filter(
    (c) => inGb(codePoint(c)) && !inBig5First(codePoint(c)) && !inKs(codePoint(c)),
  );
  if (simplified.length > 0) evidence.add("simplified-only", 40, simplified.join(""));
  const outside = characters.filter((c) => !inKs(codePoint(c)) && inBig5First(codePoint(c)));
  if (outside.length > 0) evidence.add("outside-ks", 28, outside.join(""));
  addFunctionCharacters(placed, evidence, 8);
  const native = nativePlace(placed);
  if (native !== null) evidence.add(native, native === "mixed-script" ? -25 : -15);
  else if (isHangul(line.charCodeAt(run.start - 1))) evidence.add("fused-hangul", 30, line[run.start - 1]!);
  else if (isHangul(line.charCodeAt(run.end))) evidence.add("fused-hangul", 25, line[run.end]!);
  else evidence.add("bare-han", 24);
  if (native === null && hasSeveralHanja(line)) evidence.add("several-hanja", -16);
}

/** The name of the native use that a run's place shows, or null. */
function nativePlace({ run, line, characters }: PlacedRun): string | null {
  if (isGloss(line, run.start, run.end)) return "gloss";
  if (isInTitle(line, run.start, run.end)) return "title-brackets";
  if (isNewspaperPrefix(line, run)) return "newspaper-prefix";
  const before = line.slice(Math.max(0, run.start - 2), run.start);
  if (/^[年月日時分秒0-9 ]+$/.test(run.text) && /[0-9]\s?$/.test(before)) return "date-unit";
  if (characters.every((c) => inKs(codePoint(c))) && isMixedScript(line)) return "mixed-script";
  return null;
}

const REACH = 60;

/** `한자(漢字)` and `漢字(한자)`: the same word in the other script. */
function isGloss(line: string, start: number, end: number): boolean {
  const before = line.slice(Math.max(0, start - REACH), start);
  const opening = Math.max(before.lastIndexOf("("), before.lastIndexOf("（"), before.lastIndexOf("["));
  if (
    opening >= 0 &&
    !/[)）\]]/.test(before.slice(opening)) &&
    isHangul(before.trimEnd().charCodeAt(opening - 1))
  )
    return true;
  return (
    !isHangul(line.charCodeAt(start - 1)) &&
    /^\s?[(（]/.test(line.slice(end, end + 2)) &&
    glossFollows(line, end)
  );
}

function glossFollows(line: string, end: number): boolean {
  const opening = line.slice(end, end + 2).search(/[(（]/);
  return isHangul(line.charCodeAt(end + opening + 1));
}

const TITLE_PAIRS = ["「」", "『』", "《》", "〈〉"];

function isInTitle(line: string, start: number, end: number): boolean {
  const before = line.slice(Math.max(0, start - REACH), start);
  const after = line.slice(end, end + REACH);
  return TITLE_PAIRS.some(
    ([opening, closing]) =>
      before.lastIndexOf(opening!) > before.lastIndexOf(closing!) && after.includes(closing!),
  );
}

// Conventional in Korean headlines and titles: 故 "the late", 前 "former" …, parties and powers, and countries.
const PREFIXES = "故前現新舊對反親脫非無元副準總全各本同當該每與野檢軍靑黨政株社男女子壻孫父母兄弟妻夫婦";
const PARTIES = "與野黨政靑檢軍警";
const COUNTRIES = "韓美日中北英獨佛露伊印濠加臺越泰比南歐蘇";

/**
 * A prefix stands at the start of a word, before the Hangul noun it belongs to (`前 대표`, `故김 선생`, `美·中 정상`).
 * An element that follows its noun (`진행 中 —`) has no Hangul after it and is none.
 */
function isNewspaperPrefix(line: string, run: PlacedRun["run"]): boolean {
  if (run.start > 0 && /[\p{L}\p{N}]/u.test(line[run.start - 1]!)) return false;
  const known = run.text.length === 1 ? PREFIXES + COUNTRIES : `${COUNTRIES}${PARTIES}前現`;
  const words = run.text.replace(/[·,\s-]/g, "");
  if (words.length > 3 || ![...words].every((c) => known.includes(c))) return false;
  return /^(?: |·|-|, ?)?["“‘']?[가-힣]/.test(line.slice(run.end, run.end + 4));
}

/**
 * Several hanja of KS X 1001 that begin their words, in one line: somebody writes hanja here (前과 後, 喪主는 … 孫). A leak is
 * one word as a rule, and holds characters outside KS X 1001 or grown into Hangul soon enough when it is not.
 */
function hasSeveralHanja(line: string): boolean {
  const runs = line.slice(0, 2000).match(/(?<![가-힣\p{L}])[\u4e00-\u9fff]+(?![\p{Script=Latin}])/gu) ?? [];
  const own = runs.filter((word) => [...word].every((c) => inKs(codePoint(c))));
  return own.length >= 2 && own.length === (line.slice(0, 2000).match(/[\u4e00-\u9fff]+/gu) ?? []).length;
}

/** So many whole hanja words in one line show a text in mixed script. */
const MIXED_WORDS = 3;

/** True when the line is written in mixed script: several hanja words of KS X 1001 that begin their word. */
function isMixedScript(line: string): boolean {
  const words = line.slice(0, 2000).match(/(?<![가-힣\u3400-\u9fff])[\u4e00-\u9fff]{2,}/g) ?? [];
  return words.length >= MIXED_WORDS && words.every((word) => [...word].every((c) => inKs(codePoint(c))));
}
