/** Simple detectors to compare with: each is a function from a session to its predictions. Pure functions. */
import { assistantTexts, hanCount } from "./corpora-score.mjs";

/** Baseline: every run of at least `least` Han characters in a row, as `rg '\p{Han}{n,}'` finds it. */
export function hanBaseline(least) {
  const run = new RegExp(`\\p{Script=Han}{${least},}`, "gu");
  return (session) =>
    assistantTexts(session).flatMap(({ pointer, text }) =>
      [...text.matchAll(run)].map((m) => ({
        pointer,
        start: m.index,
        end: m.index + m[0].length,
        text: m[0],
      })),
    );
}

/**
 * Baseline: every line that a language identifier calls Chinese.
 * @param isChinese asked about each line
 */
export function lineBaseline(isChinese) {
  return (session) =>
    assistantTexts(session).flatMap(({ pointer, text }) =>
      [...text.matchAll(/[^\n]+/g)]
        .filter((m) => isChinese(m[0]))
        .map((m) => ({ pointer, start: m.index, end: m.index + m[0].length, text: m[0] })),
    );
}

/** Baseline: a whole string of the model once at least `share` of its letters are Han. */
export function ratioBaseline(share) {
  return (session) =>
    assistantTexts(session)
      .filter(({ text }) => {
        const letters = text.match(/\p{L}/gu)?.length ?? 0;
        return letters > 0 && hanCount(text) >= share * letters;
      })
      .map(({ pointer, text }) => ({ pointer, start: 0, end: text.length, text }));
}

/** UTF-16 offset of each UTF-8 byte offset that starts a character. */
function offsetsOfBytes(text) {
  const offsets = new Map();
  let byte = 0;
  let offset = 0;
  for (const character of text) {
    offsets.set(byte, offset);
    byte += Buffer.byteLength(character);
    offset += character.length;
  }
  return offsets.set(byte, offset);
}

/**
 * Baseline: the spans that an identifier of mixed text calls Chinese.
 * @param chineseSpans gives `{ start, end }` in UTF-8 bytes of a line
 */
export function spanBaseline(chineseSpans) {
  return (session) =>
    assistantTexts(session).flatMap(({ pointer, text }) =>
      [...text.matchAll(/[^\n]+/g)].flatMap((line) => {
        const offsets = offsetsOfBytes(line[0]);
        return chineseSpans(line[0]).map((span) => {
          const start = line.index + (offsets.get(span.start) ?? 0);
          const end = line.index + (offsets.get(span.end) ?? line[0].length);
          return { pointer, start, end, text: text.slice(start, end) };
        });
      }),
    );
}
