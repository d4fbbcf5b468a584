/** Languages that an answer can be asked for beside Chinese, ISO 639-3, by their BCP 47 tags. */
const CODES = {
  en: "eng",
  de: "deu",
  fr: "fra",
  es: "spa",
  pt: "por",
  it: "ita",
  nl: "nld",
  pl: "pol",
  tr: "tur",
  vi: "vie",
  id: "ind",
  ru: "rus",
  uk: "ukr",
  ar: "ara",
  fa: "fas",
  hi: "hin",
  th: "tha",
  ja: "jpn",
  ko: "kor",
  cs: "ces",
  sv: "swe",
} as const;

/** ISO 639-3 code of a language that can be named. */
export type NamedLanguage = (typeof CODES)[keyof typeof CODES];

/** Endings that inflection replaces, by the locale of the name: русский → по-русски, angielski → po angielsku. */
const ENDING: Readonly<Partial<Record<string, RegExp>>> = {
  ru: /ий$/u,
  uk: /а$/u,
  pl: /i$/u,
  it: /[oei]$/u,
  es: /[oa]$/u,
  pt: /[oa]$/u,
  cs: /ina$/u,
  sv: /a$/u,
  ar: /^ال/u,
};

/** Names in use that the table does not hold. */
const OTHER_NAMES: Readonly<Partial<Record<string, readonly string[]>>> = {
  es: ["castellano", "castilian"],
  fa: ["farsi"],
  fr: ["फ्रेंच"],
  hi: ["हिंदी"],
  nl: ["holandés", "hollandais", "holandes"],
};

const ACCENTS: Readonly<Record<string, string>> = { es: "és", pt: "ês" };

/** `inglés` and the feminine `inglesa`, which loses its accent. */
function formsOf(name: string, locale: string): string[] {
  const accented = ACCENTS[locale];
  if (accented !== undefined && name.endsWith(accented)) return [name, `${name.slice(0, -2)}es`];
  const ending = ENDING[locale];
  return [ending === undefined || name.length < 6 ? name : name.replace(ending, "")];
}

/** Writing systems without spaces between words, or with words grown together: the name may stand anywhere. */
const GROWN_TOGETHER =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}\p{Script=Thai}\p{Script=Arabic}\p{Script=Devanagari}]/u;

function patternFor(tag: string): RegExp {
  const forms = new Set<string>(OTHER_NAMES[tag] ?? []);
  for (const locale of Object.keys(CODES)) {
    const name = new Intl.DisplayNames([locale], { type: "language" }).of(tag)?.toLocaleLowerCase(locale);
    if (name === undefined || name === tag) continue;
    for (const form of formsOf(name, locale)) forms.add(form.normalize("NFC"));
  }
  const anywhere = [...forms].filter((form) => GROWN_TOGETHER.test(form));
  const words = [...forms].filter((form) => !GROWN_TOGETHER.test(form));
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${words.join("|")})|${anywhere.join("|")}`, "iu");
}

let patterns: readonly (readonly [NamedLanguage, RegExp])[] | undefined;

/**
 * The languages that a clause names, in any of the 21 languages themselves, by the runtime's own table of names
 * (`Intl.DisplayNames`, Unicode CLDR), inflected forms by their stems. A name may also be that of a country or people: look only
 * where a language is meant.
 * @param clause at most a few hundred UTF-16 units
 * @returns each with the UTF-16 offset of its first mention, in order of offset
 */
export function namedLanguages(clause: string): { readonly language: NamedLanguage; readonly at: number }[] {
  patterns ??= Object.entries(CODES).map(([tag, code]) => [code, patternFor(tag)] as const);
  const text = clause.normalize("NFC");
  return patterns
    .flatMap(([language, pattern]) => {
      const match = pattern.exec(text);
      return match === null ? [] : [{ language, at: match.index }];
    })
    .sort((a, b) => a.at - b.at);
}
