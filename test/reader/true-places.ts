import { type Collected, locate } from "./collect.js";

/** Longest way to write one character: an escaped pair of escapes. */
const MAX_RAW = 14;
/** An escape whose end stands in a later delta. */
const CUT_ESCAPE = /^\\\\u?[0-9a-f]{0,3}"/;

/** Characters whose raw bytes, at the place their origin names, decode to something else. Empty when all is true. */
export function falsePlaces(source: string, utterances: readonly Collected[]): string[] {
  const bytes = Buffer.from(source);
  const lines = source.split("\n");
  return utterances.flatMap((utterance) => {
    const wrong: string[] = [];
    let offset = 0;
    for (const character of utterance.text) {
      const place = locate(utterance, offset);
      const raw = bytes.subarray(place.byteOffset, place.byteOffset + 32).toString();
      const line = lines[place.line - 1]!;
      const shown = `${character} at ${place.line}:${place.column} <> ${raw}`;
      if (!raw.startsWith(line.slice(place.column - 1, place.column + 3).replace(/[\ud800-\udbff]$/, ""))) {
        wrong.push(`column of ${shown}`);
      }
      if (!CUT_ESCAPE.test(raw) && !readings(raw).some((reading) => character.startsWith(reading)))
        wrong.push(shown);
      offset += character.length;
    }
    return wrong;
  });
}

/** What the start of a raw text may stand for: itself, or decoded once or twice as the inside of a JSON string. */
function readings(raw: string): string[] {
  const found = [[...raw][0] ?? ""];
  for (let length = 2; length <= MAX_RAW; length++) {
    const once = decoded(raw.slice(0, length));
    if (once !== null) found.push(once, decoded(once) ?? once);
  }
  return found.filter((reading) => [...reading].length === 1);
}

function decoded(raw: string): string | null {
  try {
    return JSON.parse(`"${raw}"`);
  } catch {
    return null;
  }
}

/** Cuts a text at places taken modulo its length. */
export function cutAt(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
}

/** JSON as Python writes it by default: ASCII only. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The texts on a channel, in order. */
export function on(channel: string, utterances: readonly Collected[]): string[] {
  return utterances.filter((each) => each.meta.channel === channel).map((each) => each.text);
}
