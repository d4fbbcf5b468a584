import { soundsOf, withoutMarks } from "../pinyin.js";
import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";
import { grownIn } from "./requested.js";

/** Between syllables: nothing, an apostrophe, a hyphen or a space; behind each perhaps a tone. */
const BETWEEN = "[1-5]?[ '’-]?";
/** Words of other languages that have the form of two syllables. */
const OTHER_WORDS =
  /^(?:women|change|dating|landing|lining|dining|mining|binding|bending|ending|danger|guide)$/i;
const LETTERS_OF_A_NAME = 6;

/** Whether what was found is romanisation: not one short word of the form of `name`, `like`, `dance`. */
function isRomanised(found: string): boolean {
  const word = found.replace(/[1-5]/g, "");
  if (/[ '’-]/.test(word)) return true;
  if (OTHER_WORDS.test(word)) return false;
  return word.length >= LETTERS_OF_A_NAME || (word.length >= 4 && !/e$/i.test(word));
}

/** Whether a text holds the sound of so many ideographs in a row as words of its own. */
function holds(text: string, sounds: readonly string[]): boolean {
  const pattern = new RegExp(`(?<![a-z])${sounds.join(BETWEEN)}[1-5]?(?![a-z])`, "gi");
  return Array.from(text.matchAll(pattern)).some(([found]) => isRomanised(found));
}

/** Marks that set a word off. */
const QUOTED_SYLLABLE = (sound: string): RegExp =>
  new RegExp(`["'“”‘’„«»*_\`]${sound}[1-5]?["'“”‘’«»*_\`]`, "i");

/**
 * Whether a text spells a run in Latin letters: all of it, or the first two syllables and at least half of a longer
 * one (`Luyuan` for 绿源纺织). A single syllable must be set off by quotation marks.
 */
function spells(text: string, sounds: readonly string[]): boolean {
  if (sounds.length === 1) return QUOTED_SYLLABLE(sounds[0]!).test(text);
  for (let n = sounds.length; n >= 2 && 2 * n >= sounds.length; n--)
    if (holds(text, sounds.slice(0, n))) return true;
  return false;
}

/** So much of the line is searched on either side. */
const REACH = 200;

/** The line says the same in Latin letters: `Damgada 景德镇制 yazıyor, yani Jingdezhen yapımı`. */
function besideIt({ run, line }: RunInContext, sounds: readonly string[]): boolean {
  const around = `${line.slice(Math.max(0, run.start - REACH), run.start)}\n${line.slice(run.end, run.end + REACH)}`;
  return sounds.length > 1 && spells(withoutMarks(around), sounds);
}

/**
 * `echo` for what the user spelt in Latin letters ("jueding vs rending, what is the difference"), `quoted` for what the line itself
 * glosses so. Two syllables in a row that match by chance are rare: there are some 400 of them.
 */
export const romanised: ExplanationRule = (input) => {
  if (input.native !== null || grownIn(input)) return null;
  const sounds = soundsOf(input.run.text);
  if (sounds === null) return null;
  if (spells(input.session.said, sounds))
    return explain("echo", { source: "the user's spelling in Latin letters" });
  return besideIt(input, sounds) ? explain("quoted", { how: "romanised" }) : null;
};
