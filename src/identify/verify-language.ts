import { countFunctionWords, hasFunctionWords } from "./function-words.js";
import { countScripts, type Script, type ScriptCounts } from "./scripts.js";
import { spellable } from "./surrounding-language.js";
import { areSisters, CODES_OF_FRANC, CODES_OF_OURS, OWN_SCRIPT, SCRIPTS, TOLD_APART } from "./told-apart.js";
import { francAll } from "./trigrams.js";

/** Whether a text is plausibly in a language that was due. */
export interface Verification {
  /** `due`: in a language that was due, or in none that is worth telling from it; `abstain`: too little to say. */
  readonly status: "due" | "other" | "abstain";
  /** ISO 639-3 of the other language; `und` unless `other`. */
  readonly language: string;
  /** ISO 15924 script of the other language; empty unless `other`. */
  readonly script: string;
  /** Letters that were looked at. */
  readonly letters: number;
  /** How far the other language is ahead of every due one: 0 to 1, as a share of franc's scale; 1 where the script decides. */
  readonly margin: number;
}

/** franc reads at most this much of a text, in UTF-16 units. */
const LIMIT = 2048;

/** Letters of a script that no due language has: a line of a few words settles it. */
const MIN_FOREIGN_SCRIPT = 12;
/** Latin letters among another script are names, terms and commands more often than sentences. */
const MIN_LATIN_AMONG_OTHERS = 60;
/** Fewer letters of one script do not tell one language from another. */
const MIN_LETTERS = 40;
/** Share of the letters that must be of one script to speak of a language at all. */
const PREVAILS = 0.7;

const abstain = (letters: number): Verification => ({
  status: "abstain",
  language: "und",
  script: "",
  letters,
  margin: 0,
});
const due = (letters: number): Verification => ({ ...abstain(letters), status: "due" });

/**
 * How much a language must be ahead of every due one, on franc's scale of 0 to 1, by the number of letters: measured on
 * translated handbooks so that native text of each language stays under one false line in a thousand.
 */
function neededMargin(letters: number, other: string, sister: boolean): number {
  const base = 0.05 + 7 / letters + (sister ? 0.05 : 0);
  // Terms, titles and commands in English stand in technical prose of every language.
  return other === "eng" ? base + 0.06 : base;
}

/** Identifiers, addresses, acronyms and versions, which are the same in every language. */
const TECHNICAL =
  /[\d_/\\@#<>{}=|$]|\p{L}[.:]\p{L}|\p{Ll}\p{Lu}|^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*\p{Lu}[^\p{Ll}]*$/u;

/** More capitalised words than this share make a list of names or a title; German prose has about a third. */
const MOST_CAPITALS = 0.5;

/** A sentence has so many function words of its language; a list of terms, a title or a log line has not. */
const MIN_FUNCTION_WORDS = 2;
const MIN_ENGLISH_FUNCTION_WORDS = 3;

/** Whether the function words agree: enough of the other language, and more than of any that was due. */
function hasItsGrammar(text: string, language: string, languages: readonly string[]): boolean {
  if (!hasFunctionWords(language)) return true;
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const own = countFunctionWords(words, language);
  const least = language === "eng" ? MIN_ENGLISH_FUNCTION_WORDS : MIN_FUNCTION_WORDS;
  return own >= least && languages.every((due) => countFunctionWords(words, due) < own);
}

/**
 * Asks whether prose is plausibly in a language that is due, which is easier than to say in which language it is.
 * @param text prose without code, quotations and links
 * @param languages ISO 639-3 codes that are due; `und-Latn` and the like make every language of a script due
 */
export function verifyLanguage(text: string, languages: readonly string[]): Verification {
  const read = text
    .slice(0, LIMIT)
    .split(/\s+/u)
    .filter((word) => !TECHNICAL.test(word))
    .join(" ");
  const capitals = read.match(/(?<![\p{L}\p{M}])\p{Lu}/gu)?.length ?? 0;
  if (capitals > MOST_CAPITALS * (read.match(/\p{L}+/gu)?.length ?? 0)) return abstain(0);
  const found = verify(
    read,
    languages.map((language) => CODES_OF_FRANC[language] ?? language),
  );
  if (found.status !== "other" || hasItsGrammar(read, found.language, languages)) return found;
  return abstain(found.letters);
}

/**
 * The languages that prose can be in where that is plain: one that is as far ahead of every other as a foreign line must be,
 * or several sisters that nothing tells apart (a short line of Spanish, Portuguese, Italian). Empty for less.
 * @param text prose without code, quotations and links
 * @param leastLetters fewer letters of a script that languages share say nothing; a person's own request is plain from 18 on
 */
export function plainLanguages(text: string, leastLetters = MIN_LETTERS): readonly string[] {
  const read = text.slice(0, LIMIT);
  const counts = countScripts(read);
  const letters = lettersOf(counts);
  const script = prevailing(counts, letters);
  if (script === null || letters < MIN_FOREIGN_SCRIPT) return [];
  const own = OWN_SCRIPT[script];
  if (own !== undefined) return [own];
  const named = TOLD_APART[script];
  if (named === undefined || letters < leastLetters) return [];
  const scores = francAll(read, spellable(read, letters, named));
  const [best] = scores;
  if (best === undefined || best[0] === "und") return [];
  const near = scores
    .filter(([code, score]) => 1 - score < neededMargin(letters, best[0], areSisters(code, best[0])))
    .map(([code]) => code);
  if (!near.every((code) => code === best[0] || areSisters(code, best[0]))) return [];
  const languages = near.map((code) => CODES_OF_OURS[code] ?? code);
  return languages.some((language) => hasItsGrammar(read, language, [])) ? languages : [];
}

/** The one language of plain prose, or null (see `plainLanguages`). */
export function plainLanguage(text: string): string | null {
  const [only, ...others] = plainLanguages(text);
  return only === undefined || others.length > 0 ? null : only;
}

function verify(read: string, languages: readonly string[]): Verification {
  const counts = countScripts(read);
  const letters = lettersOf(counts);
  const script = prevailing(counts, letters);
  if (script === null || languages.length === 0 || letters < MIN_FOREIGN_SCRIPT) return abstain(letters);
  const dueScripts = new Set(languages.flatMap(scriptsOf));
  if (!dueScripts.has(script)) return byScript(read, script, letters, languages);
  if (languages.some((l) => l.startsWith("und-"))) return due(letters);
  if (OWN_SCRIPT[script] !== undefined) return due(letters);
  return letters < MIN_LETTERS ? abstain(letters) : byTrigrams(read, script, letters, languages);
}

function scriptsOf(language: string): readonly Script[] {
  if (language.startsWith("und-")) {
    const script = language.slice(4);
    if (script === "Jpan") return SCRIPTS.jpn!;
    return script === "Kore" ? SCRIPTS.kor! : [script as Script];
  }
  return SCRIPTS[language] ?? ["Latn"];
}

function lettersOf(counts: ScriptCounts): number {
  return Object.entries(counts).reduce((n, [script, count]) => (script === "none" ? n : n + count), 0);
}

function prevailing(counts: ScriptCounts, letters: number): Script | null {
  for (const [script, count] of Object.entries(counts) as [Script, number][]) {
    if (script !== "none" && script !== "Othr-letter" && count >= PREVAILS * letters) return script;
  }
  // Japanese mixes three scripts.
  const japanese = (counts.Hira ?? 0) + (counts.Kana ?? 0) + (counts.Hani ?? 0);
  return (counts.Hira ?? 0) > 0 && japanese >= PREVAILS * letters ? "Hira" : null;
}

/** A script that no due language is written in. Han is judged elsewhere, run by run. */
function byScript(read: string, script: Script, letters: number, languages: readonly string[]): Verification {
  if (script === "Hani" || script === "Bopo") return due(letters);
  const own = OWN_SCRIPT[script];
  if (own !== undefined)
    return other(own, script === "Hira" || script === "Kana" ? "Jpan" : script, letters, 1);
  if (script === "Latn" && letters < MIN_LATIN_AMONG_OTHERS) return abstain(letters);
  const candidates = TOLD_APART[script];
  if (candidates === undefined) return abstain(letters);
  const [best] = francAll(read, spellable(read, letters, candidates));
  if (best === undefined || best[0] === "und") return abstain(letters);
  if (languages.includes(best[0])) return due(letters);
  return other(CODES_OF_OURS[best[0]] ?? best[0], script, letters, 1);
}

function byTrigrams(
  read: string,
  script: Script,
  letters: number,
  languages: readonly string[],
): Verification {
  const named = TOLD_APART[script];
  if (named === undefined) return due(letters);
  const candidates = spellable(read, letters, [...new Set([...named, ...languages])]);
  const scores = francAll(read, candidates);
  const [best] = scores;
  if (best === undefined || best[0] === "und") return abstain(letters);
  if (languages.includes(best[0])) return due(letters);
  const known = scores.filter(([language]) => languages.includes(language)).map(([, score]) => score);
  if (known.length === 0) return abstain(letters);
  const margin = best[1] - Math.max(...known);
  const language = CODES_OF_OURS[best[0]] ?? best[0];
  const sister = languages.some((code) => areSisters(code, best[0]));
  if (margin < neededMargin(letters, language, sister)) return abstain(letters);
  return other(language, script, letters, margin);
}

function other(language: string, script: string, letters: number, margin: number): Verification {
  return { status: "other", language, script, letters, margin };
}
