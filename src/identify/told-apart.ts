import type { Script } from "./scripts.js";

/** The languages that franc tells apart well enough to be named, by script. Others can be due, but are never reported. */
export const TOLD_APART: Partial<Record<Script, readonly string[]>> = {
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
    "ces",
    "fin",
    "hun",
    "ron",
  ],
  Cyrl: ["rus", "ukr"],
  Arab: ["arb", "pes", "urd"],
  Deva: ["hin"],
};

/** Languages so near each other that a line of one is now and then taken for the other: a wider margin is asked for. */
const SISTERS: readonly (readonly string[])[] = [
  ["spa", "por", "glg", "cat", "ita", "ron"],
  ["dan", "nob", "nno", "swe"],
  ["ces", "slk"],
  ["rus", "ukr", "bel", "bul", "srp", "mkd", "kaz"],
  ["ind", "zlm"],
  ["arb", "pes", "urd"],
  ["hin", "mar", "nep"],
  ["deu", "nld", "afr"],
];

export const OWN_SCRIPT: Partial<Record<Script, string>> = {
  Hira: "jpn",
  Kana: "jpn",
  Hang: "kor",
  Thai: "tha",
  Grek: "ell",
  Hebr: "heb",
};
export const CODES_OF_FRANC: Readonly<Record<string, string>> = { ara: "arb", fas: "pes" };
export const CODES_OF_OURS: Readonly<Record<string, string>> = { arb: "ara", pes: "fas" };

/** Every language that can be reported, ISO 639-3. */
export const TOLD_APART_LANGUAGES: readonly string[] = [
  ...Object.values(TOLD_APART).flat(),
  ...Object.values(OWN_SCRIPT),
]
  .map((code) => CODES_OF_OURS[code] ?? code)
  .filter((code, i, all) => all.indexOf(code) === i)
  .sort();

/** Whether a language, ISO 639-3, can be reported by `verifyLanguage`. */
export const isToldApart = (language: string): boolean => TOLD_APART_LANGUAGES.includes(language);

export const areSisters = (a: string, b: string): boolean =>
  SISTERS.some((s) => s.includes(a) && s.includes(b));

/** The scripts that a language is written in. */
export const SCRIPTS: Readonly<Record<string, readonly Script[]>> = {
  cmn: ["Hani", "Bopo"],
  jpn: ["Hira", "Kana", "Hani"],
  kor: ["Hang", "Hani"],
  rus: ["Cyrl"],
  ukr: ["Cyrl"],
  bul: ["Cyrl"],
  bel: ["Cyrl"],
  mkd: ["Cyrl"],
  kaz: ["Cyrl", "Latn"],
  srp: ["Cyrl", "Latn"],
  ell: ["Grek"],
  heb: ["Hebr"],
  arb: ["Arab"],
  ara: ["Arab"],
  pes: ["Arab"],
  fas: ["Arab"],
  urd: ["Arab"],
  hin: ["Deva"],
  mar: ["Deva"],
  nep: ["Deva"],
  tha: ["Thai"],
};
