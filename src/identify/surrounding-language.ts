import { isJapaneseOnly, isSimplifiedOnly } from "./repertoire.js";
import { countScripts, type Script, type ScriptCounts } from "./scripts.js";
import { francAll } from "./trigrams.js";

/** What language a text is in, apart from runs of Han inside it. */
export interface SurroundingLanguage {
  /** ISO 639-3, `und` when the text does not tell. */
  readonly language: string;
  /** ISO 15924 script that most letters are of; empty when there is none. */
  readonly script: string;
  /** 0 to 1; 0 for `und`. */
  readonly confidence: number;
}

/** How a text is identified. */
export interface SurroundingOptions {
  /** ISO 639-3 codes to choose from. Default: the languages worth telling apart for the text's script. */
  readonly only?: readonly string[];
}

/** franc reads at most this much of a text, in UTF-16 units. */
const LIMIT = 2048;
/** Fewer letters than this do not tell one language of a script from another. */
const MIN_LETTERS = 20;

// franc is right on 52 % of English pieces of 6 to 10 characters with fifteen languages, on 32 % with all 187: only the
// widely written ones compete.
const CANDIDATES: Partial<Record<Script, readonly string[]>> = {
  Latn: [
    "eng",
    "deu",
    "fra",
    "spa",
    "por",
    "ita",
    "nld",
    "pol",
    "tur",
    "vie",
    "ind",
    "swe",
    "dan",
    "nob",
    "fin",
    "ces",
    "ron",
    "hun",
  ],
  Cyrl: ["rus", "ukr", "bul", "bel", "srp", "kaz"],
  Arab: ["arb", "pes", "urd"],
  Deva: ["hin", "mar"],
};
const ONE_LANGUAGE: Partial<Record<Script, string>> = {
  Hang: "kor",
  Thai: "tha",
  Grek: "ell",
  Hebr: "heb",
  Bopo: "cmn",
};

// Letters that a language of the Cyrillic script does not have: franc takes Russian for Bulgarian now and then.
const ALIEN: Readonly<Record<string, RegExp>> = {
  rus: /[іїєґўјљњђћџәғқңөұүһ]/gi,
  ukr: /[ыэёъўјљњђћџәғқңөұүһ]/gi,
  bul: /[ыэёіїєґўјљњђћџәғқңөұүһ]/gi,
  bel: /[ищъїєґјљњђћџәғқңөұүһ]/gi,
  srp: /[ыэёіїєґўщъьюяйәғқңөұүһ]/gi,
  kaz: /[їєґўјљњђћџ]/gi,
};

/** Languages in whose alphabet at least 49 of 50 letters are; all of them if none is left. */
export function spellable(text: string, letters: number, languages: readonly string[]): string[] {
  const left = languages.filter(
    (l) => ALIEN[l] === undefined || (text.match(ALIEN[l])?.length ?? 0) * 50 < letters,
  );
  return left.length === 0 ? [...languages] : left;
}

/** Abstains below `MIN_LETTERS` unless the script decides. Reads at most 2,048 units. Give it prose without code. */
export function identifySurrounding(text: string, options: SurroundingOptions = {}): SurroundingLanguage {
  const read = text.slice(0, LIMIT);
  const counts = countScripts(read);
  const script = prevailing(counts);
  if (script === null) return { language: "und", script: "", confidence: 0 };
  const allowed = (language: string): boolean =>
    options.only === undefined || options.only.includes(language);
  const known = byScript(script, counts, read);
  if (known !== null)
    return allowed(known.language) ? known : { language: "und", script: known.script, confidence: 0 };
  const iso = script === "Othr-letter" ? "Zyyy" : script;
  const candidates = CANDIDATES[script];
  const letters = counts[script] ?? 0;
  if (candidates === undefined || letters < MIN_LETTERS)
    return { language: "und", script: iso, confidence: 0 };
  return byTrigrams(read, spellable(read, letters, options.only ?? candidates), iso, letters);
}

// A sign is worth several letters, and technical Japanese and Korean carry many Latin words between their particles.
const WORTH: Partial<Record<Script, number>> = { Hani: 2, Hira: 6, Kana: 3, Hang: 4 };

/** The script with most letters, each sign counted for what it is worth. */
function prevailing(counts: ScriptCounts): Script | null {
  let best: Script | null = null;
  let most = 0;
  for (const [script, count] of Object.entries(counts) as [Script, number][]) {
    const weight = script === "none" ? 0 : count * (WORTH[script] ?? 1);
    if (weight > most) [best, most] = [script, weight];
  }
  return best;
}

function byScript(script: Script, counts: ScriptCounts, read: string): SurroundingLanguage | null {
  const kana = (counts.Hira ?? 0) + (counts.Kana ?? 0);
  const han = counts.Hani ?? 0;
  if (script === "Hira" || script === "Kana") return { language: "jpn", script: "Jpan", confidence: 0.99 };
  // A Japanese text has kana in every clause; one kana in twenty ideographs is still too many for Chinese.
  if (script === "Hani") {
    if (kana * 20 >= han) return { language: "jpn", script: "Jpan", confidence: 0.95 };
    if ((counts.Hang ?? 0) * 4 >= han) return { language: "kor", script: "Kore", confidence: 0.9 };
    if (isJapanese(read)) return { language: "jpn", script: "Jpan", confidence: 0.9 };
    return han < 4
      ? { language: "und", script: "Hani", confidence: 0 }
      : { language: "cmn", script: "Hani", confidence: 0.9 };
  }
  const language = ONE_LANGUAGE[script];
  if (language === undefined) return null;
  return { language, script: script === "Hang" ? "Kore" : script, confidence: 0.99 };
}

/** Kanji without kana: more Japanese forms than simplified ones. */
function isJapanese(text: string): boolean {
  let balance = 0;
  for (const character of text) {
    const c = character.codePointAt(0)!;
    if (isJapaneseOnly(c)) balance++;
    else if (isSimplifiedOnly(c)) balance--;
  }
  return balance > 0;
}

function byTrigrams(text: string, only: string[], script: string, letters: number): SurroundingLanguage {
  const [best, next] = francAll(text, only);
  if (best === undefined || best[0] === "und") return { language: "und", script, confidence: 0 };
  // franc gives distances scaled to 1 for the best: the gap to the next one, and the length, say how sure it is.
  const gap = Math.min(1, (1 - (next?.[1] ?? 0)) * 5);
  const length = letters / (letters + MIN_LETTERS);
  return {
    language: best[0],
    script,
    confidence: Math.round((0.5 + 0.25 * gap + 0.24 * length) * 100) / 100,
  };
}
