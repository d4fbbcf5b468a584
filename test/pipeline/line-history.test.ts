import fc from "fast-check";
import { expect, test } from "vitest";
import { createLanguagePool } from "../../src/identify/index.js";
import { LineHistory } from "../../src/pipeline/line-history.js";

const LINES = [
  "The server reads the option again before it answers the request.",
  "Der Server liest die Einstellung noch einmal, bevor er antwortet.",
  "Le serveur relit cette option avant de répondre à la requête.",
  "Сервер снова читает настройку перед ответом.",
  "",
  " ",
];

test("lines that are passed over say as much as lines that are added", () => {
  const stretch = fc.tuple(fc.constantFrom(...LINES), fc.integer({ min: 1, max: 90 }));
  fc.assert(
    fc.property(fc.array(stretch, { minLength: 1, maxLength: 8 }), (stretches) => {
      const [one, other] = [createLanguagePool(), createLanguagePool()];
      const [added, passed] = [new LineHistory(one, null), new LineHistory(other, null)];
      for (const [line, count] of stretches) {
        const spans: number[] = [];
        for (let n = 0; n < count; n++) {
          added.add(line, line);
          spans.push(n * (line.length + 1), n * (line.length + 1) + line.length);
        }
        const position = () => ({ line: 1, column: 1, byteOffset: 0 });
        const text = `${line}\n`.repeat(count);
        passed.pass({ text, spans, units: text.length, ascii: false, position });
        expect(other.language()).toEqual(one.language());
        const { lines, previousLine, paragraphStart } = added;
        expect(passed).toMatchObject({ lines, previousLine, paragraphStart });
      }
    }),
    { numRuns: 60 },
  );
});
