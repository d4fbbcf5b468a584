import type { CertaintyPart, Expectation, Explanation, Level } from "../model/finding.js";
import { certaintyOf } from "./certainty.js";
import type { Verdict } from "./judge-run.js";
import { severityOf } from "./level.js";
import type { OtherLanguages } from "./other-languages.js";

/** A line or a response that is not in a language that was due. */
export interface ForeignText {
  /** ISO 639-3. */
  readonly language: string;
  /** Its prose, without code and quotations. */
  readonly text: string;
  readonly letters: number;
  /** How far ahead of every due language, 0 to 1. */
  readonly margin: number;
  readonly expected: Expectation;
  /** Name of the file that the text is, or is written to, if known. */
  readonly file: string | null;
  readonly place: number;
}

/** Two-letter tags of the languages in names of files (`fr.json`, `values-de/`). */
const TAGS: Readonly<Record<string, string>> = {
  eng: "en",
  deu: "de",
  fra: "fr",
  spa: "es",
  por: "pt",
  ita: "it",
  nld: "nl",
  pol: "pl",
  tur: "tr",
  vie: "vi",
  ind: "id",
  swe: "sv",
  ces: "cs",
  fin: "fi",
  hun: "hu",
  ron: "ro",
  rus: "ru",
  ukr: "uk",
  ara: "ar",
  fas: "fa",
  hin: "hi",
  tha: "th",
  jpn: "ja",
  kor: "ko",
  ell: "el",
  heb: "he",
};

function inLocaleFile(language: string, file: string | null): boolean {
  const tag = TAGS[language];
  if (file === null || tag === undefined) return false;
  const parts = file.toLowerCase().split(/[/\\._-]/);
  return parts.includes(tag) || parts.includes(language);
}

function explanationOf(found: ForeignText, session: OtherLanguages): Explanation | null {
  const { language, text, expected, file, place } = found;
  const explain = (reason: Explanation["reason"], detail: Explanation["detail"]): Explanation => ({
    reason,
    detail,
  });
  const by = session.namedBy(language);
  if (by !== null && expected.basis !== "config") return explain("requested", { by });
  const source = session.read.find(text);
  if (source !== null) return explain("echo", { source });
  const first = session.reported.get(text);
  if (first !== undefined && first !== place) return explain("repeat", { first });
  return inLocaleFile(language, file) ? explain("data", { kind: "locale-file", file: file! }) : null;
}

/** Decibans of the parts of a certainty: set by hand from the margins at which native text was never flagged. */
function partsOf({ letters, margin, expected }: ForeignText): CertaintyPart[] {
  const length = Math.min(3, letters / 80);
  return [
    { name: "base", value: 1, weight: 6 },
    { name: "margin", value: margin, weight: 20 * Math.min(0.4, margin) },
    { name: "letters", value: length, weight: 2 * length },
    ...(expected.basis === "matrix" ? [{ name: "language-was-not-said", value: 1, weight: -3 }] : []),
  ];
}

/**
 * Judges a text in a language that was not due. Changes nothing.
 * @param threshold findings less certain than this are notes
 */
export function judgeLanguage(
  found: ForeignText,
  level: Level,
  session: OtherLanguages,
  threshold: number,
): Verdict {
  const explanation = explanationOf(found, session);
  if (explanation !== null) {
    return { level, certainty: 0.03, certaintyParts: [], severity: "note", explanation };
  }
  const certaintyParts = partsOf(found);
  const certainty = certaintyOf(certaintyParts);
  const severity = severityOf(level, certainty, threshold, false);
  return { level, certainty, certaintyParts, severity, explanation: null };
}
