import { francTables } from "./franc-tables.js";

const UNKNOWN = 255;
/** By UTF-16 unit: which of `sets` its scripts are. Filled as units come. */
const units = new Uint8Array(0x10000).fill(UNKNOWN);
/** The sets of scripts that a character is of, as numbers in franc's list: none, one, or two, as for ideographs. */
const sets: number[][] = [];

function setOf(character: string): number {
  const matching = Object.values(francTables().expressions).flatMap((expression, script) =>
    character.search(expression) >= 0 ? [script] : [],
  );
  const known = sets.findIndex((set) => set.join() === matching.join());
  return known >= 0 ? known : sets.push(matching) - 1;
}

function setOfUnit(unit: number): number {
  if (units[unit] === UNKNOWN) units[unit] = setOf(String.fromCharCode(unit));
  return units[unit]!;
}

/**
 * What franc calls the script that most characters of a text are of, the first in its list of equals; null without one.
 * Each character is looked up once, where franc goes through the text with forty regular expressions.
 */
export function francScript(text: string): string | null {
  const bySet = new Uint32Array(UNKNOWN);
  for (let i = 0; i < text.length; i++) {
    const codePoint = text.codePointAt(i)!;
    const pair = codePoint > 0xffff;
    bySet[pair ? setOf(text.slice(i, i + 2)) : setOfUnit(codePoint)]!++;
    if (pair) i++;
  }
  const names = Object.keys(francTables().expressions);
  const counts = names.map(() => 0);
  sets.forEach((set, i) => {
    for (const script of set) counts[script]! += bySet[i]!;
  });
  const most = Math.max(...counts);
  return most === 0 ? null : names[counts.indexOf(most)]!;
}
