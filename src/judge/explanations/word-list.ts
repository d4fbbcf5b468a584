import type { RunInContext } from "../run-in-context.js";

/** Letters by which the spelling of a language is told. */
const SPELLINGS: Readonly<Record<string, RegExp>> = {
  deu: /[äöüß]/iu,
  spa: /[ñ¿¡]|[íóú]/iu,
  por: /[ãõ]/iu,
  fra: /[èêëîûœ]|ç/iu,
  ita: /[àìòù]/iu,
  tur: /[ğışİ]/u,
  pol: /[ąćęłńśźż]/iu,
  ces: /[řěůťď]/iu,
  swe: /[åæø]/iu,
  vie: /[ăđơư]/iu,
};

const MOST_WORDS = 3;

/** Items of a list of words: short ones, without marks around them. */
function itemsOf(text: string, separator: RegExp): string[] {
  return text
    .split(separator)
    .map((item) => item.replace(/[\s"'`“”«»()[\]{}/^$*_:]+/gu, " ").trim())
    .filter((item) => /\p{L}/u.test(item));
}

/**
 * Whether a run is an item of its own in a list of words from several languages: four items and more, among whose others at
 * least two spellings beside the user's stand (`parapluie, Regenschirm, paraguas, 雨伞, ombrello`), or in a pattern of alternatives one.
 */
export function amongLanguages({ run, line, session, native }: RunInContext): boolean {
  if (native !== null || line.length > 600) return false;
  const alternatives = /\|[^|]*$/u.test(line.slice(0, run.start)) || line.slice(run.end).startsWith("|");
  const items = itemsOf(line, alternatives ? /\|/u : /[,;·•/]/u);
  const others = items.filter((item) => !/\p{Script=Han}/u.test(item));
  if (others.length < 3 || !items.includes(run.text)) return false;
  if (others.some((item) => item.split(" ").length > MOST_WORDS + 2)) return false;
  const spelt = Object.entries(SPELLINGS).filter(
    ([language, letters]) => language !== session.userLanguage && others.some((item) => letters.test(item)),
  );
  return spelt.length >= (alternatives ? 1 : 2);
}
