import fc from "fast-check";
import { francAll as franc } from "franc";
import { data } from "franc/data.js";
import { describe, expect, test } from "vitest";
import { TrigramIds } from "../../src/identify/trigram-ids.js";
import { francAll } from "../../src/identify/trigrams.js";

const SAMPLES: readonly string[] = [
  "I moved the parser into its own file and ran all the tests again, twice.",
  "Ich habe den Parser in eine eigene Datei verschoben und alle Tests erneut ausgeführt.",
  "J'ai déplacé l'analyseur dans son propre fichier… et relancé tous les tests !",
  "Tôi đã chuyển bộ phân tích sang một tệp riêng và chạy lại các kiểm thử.",
  "ODYSSEUS İSTANBUL'DA ΟΔΥΣΣΕΥΣ ΑΣ. Straße",
  "Я перенёс разбор в отдельный файл и снова запустил все тесты. Я переніс розбір.",
  "نقلت المحلل إلى ملف منفصل. تجزیه‌گر را به پرونده‌ای جدا بردم.",
  "मैंने पार्सर को अलग फ़ाइल में रखा। मी पार्सर वेगळ्या फाइलमध्ये हलवला.",
  "パーサーを別のファイルに移しました。 我把解析器移到了单独的文件里 𠮟𠀀",
  "파서를 옮겼다 ฉันย้ายไฟล์แล้ว Μετέφερα הקובץ ქართული հայերեն ትግርኛ မြန်မာ ꦗꦮ",
  "🎉🀄\ud83c\ud83c\ude00 \ud840 \udc00 { return items[0] }\n\t123 --- ʼn\ufeff\u0085\u2003x",
];

/** Pieces of all of them and arbitrary text, in any order: every script prevails now and then. */
const text = fc
  .array(
    fc.oneof(
      fc.tuple(fc.constantFrom(...SAMPLES), fc.nat(80), fc.nat(80)).map(([s, a, n]) => s.slice(a, a + n)),
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.string({ unit: "grapheme-composite", maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

const LANGUAGES = [
  ...Object.values(data).flatMap((models) => Object.keys(models)),
  "jpn",
  "ell",
  "cmn",
  "xyz",
];
const only = fc.oneof(
  fc.constantFrom(
    "eng deu fra spa por ita nld pol tur vie ind swe dan nob fin ces ron hun".split(" "),
    "rus ukr bul bel srp kaz".split(" "),
    "arb pes urd".split(" "),
    "hin mar".split(" "),
    LANGUAGES,
  ),
  fc.subarray(LANGUAGES),
);

describe("francAll", () => {
  const agrees = (given: string, among: readonly string[]): void => {
    // An empty list means all languages to franc; nobody asks it that.
    if (among.length > 0)
      expect(francAll(given, among)).toEqual(franc(given, { only: [...among], minLength: 1 }));
  };

  test("gives what franc gives, score by score", () => {
    for (const sample of SAMPLES) agrees(sample, LANGUAGES);
    agrees("", LANGUAGES);
    agrees("a", LANGUAGES);
    fc.assert(fc.property(text, only, agrees), { numRuns: 300 });
  });

  test("reads as much of a text as franc does, and gives each unit the same script", () => {
    agrees(SAMPLES.join(" ").repeat(20), LANGUAGES);
    for (let c = 0; c < 0x10000; c += 4) {
      const units = String.fromCharCode(c, c + 1, c + 2, c + 3);
      agrees(units, LANGUAGES);
    }
  });
});

test("TrigramIds numbers what comes as a Map would", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(0xffff), fc.nat(0xffffffff)), { size: "large" }), (trigrams) => {
      const ids = new TrigramIds(1);
      const map = new Map<string, number>();
      for (const [first, others] of [...trigrams, ...trigrams]) {
        const key = `${first} ${others}`;
        expect(ids.find(first, others)).toBe(map.get(key) ?? -1);
        if (!map.has(key)) map.set(key, map.size);
        const id = ids.add(first, others);
        expect([id, ids.firstOf(id), ids.othersOf(id)]).toEqual([map.get(key), first, others]);
      }
      expect(ids.size).toBe(map.size);
    }),
    { numRuns: 50 },
  );
});
