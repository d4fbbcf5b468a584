import { francScript } from "./franc-script.js";
import { francTables } from "./franc-tables.js";
import { TrigramModels } from "./trigram-models.js";

/** franc reads at most this much of a text, in UTF-16 units. */
const LIMIT = 2048;
/** The greatest distance that a trigram can add. */
const MOST = 300;

const UNDETERMINED: readonly (readonly [string, number])[] = [["und", 1]];

const models = new Map<string, TrigramModels>();

function modelsOf(script: string): TrigramModels | null {
  const texts = francTables().models[script];
  if (texts === undefined) return null;
  let found = models.get(script);
  if (found === undefined) {
    found = new TrigramModels(texts);
    models.set(script, found);
  }
  return found;
}

/**
 * What franc's `francAll` gives with `minLength: 1`, number by number, from franc's own models, in a twentieth of the
 * time: it is the costliest step of judging prose.
 *
 * @param only ISO 639-3 codes to choose from
 * @returns languages with their scores, 1 for the best one, in descending order; `und` alone when none fits
 */
export function francAll(text: string, only: readonly string[]): readonly (readonly [string, number])[] {
  const read = text.slice(0, LIMIT);
  const script = francScript(read);
  if (script === null) return UNDETERMINED;
  const known = modelsOf(script);
  // A script of one language bears that language's name.
  if (known === null) return only.includes(script) ? [[script, 1]] : UNDETERMINED;
  const languages = known.among(only);
  if (languages.length === 0) return UNDETERMINED;
  const cleaned = ` ${read
    .replace(/[\u0021-\u0040\s]+/g, " ")
    .trim()
    .toLowerCase()} `;
  const distances = known.distances(cleaned, languages);
  const ranked = languages.map((language, i) => [language, distances[i]!] as const);
  ranked.sort((a, b) => a[1] - b[1]);
  const least = ranked[0]![1];
  const most = read.length * MOST - least;
  return ranked.map(([language, distance]) => [language, 1 - (distance - least) / most || 0]);
}
