import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countHan, countScripts, hasHan, scriptOf } from "../../src/identify/index.js";
import { isIdeograph } from "../../src/identify/scripts.js";

const of = (character: string): string => scriptOf(character.codePointAt(0)!);

describe("scriptOf", () => {
  test.each([
    ["unified, extensions A, B, G, J", "中㐀𠀀𰀀𲎰", "Hani"],
    ["unified though in the compatibility block, and a duplicate that NFC unifies", "﨑\uf967", "Hani"],
    ["marks that stand for an ideograph", "々〆〇", "Hani"],
    ["radicals, strokes, description characters", "⺀⼈㇀⿰", "none"],
    ["enclosed ideographs", "㊙㊗㈱🈚", "none"],
    ["East Asian punctuation and full-width forms", "。、「」・Ａ１：", "none"],
    ["mahjong tiles and emoji", "🀄🎉🐉", "none"],
    ["hiragana", "あゝ", "Hira"],
    ["katakana, half-width and small extensions", "アーｱㇰ", "Kana"],
    ["Hangul syllables and letters", "한ㄱ", "Hang"],
    ["Latin beyond ASCII", "éßơĐ", "Latn"],
    ["signs of Latin-1 that are no letters", "×÷¿«", "none"],
    ["letters that are not told apart", "Աবက", "Othr-letter"],
  ])("%s", (_name, characters, script) => {
    expect([...characters].map(of)).toEqual([...characters].map(() => script));
  });

  test("agrees with Unicode for every ideograph and every letter of the scripts told apart", () => {
    const long: Record<string, RegExp> = {
      Hira: /\p{Script=Hiragana}/u,
      Kana: /\p{Script=Katakana}/u,
      Hang: /\p{Script=Hangul}/u,
      Latn: /\p{Script=Latin}/u,
      Cyrl: /\p{Script=Cyrillic}/u,
      Grek: /\p{Script=Greek}/u,
      Arab: /\p{Script=Arabic}/u,
      Hebr: /\p{Script=Hebrew}/u,
      Thai: /\p{Script=Thai}/u,
      Bopo: /\p{Script=Bopomofo}/u,
    };
    const wrong: string[] = [];
    // Letters up to the end of the BMP that are not full-width forms, styled or circled.
    for (let c = 0; c < 0xff00; c++) {
      const character = String.fromCodePoint(c);
      if (!/\p{L}/u.test(character) || /[ʰ-˿ᴀ-ᶿⁱⁿₐ-ₜK-ⅎↃↄꞈꭥ々-〇〱-〼㄀-ㄯ゛-ゟー-ヿ]/.test(character))
        continue;
      const found = scriptOf(c);
      if (/\p{Unified_Ideograph}/u.test(character) !== isIdeograph(c) && !/[\uf900-\ufaff]/.test(character))
        wrong.push(character);
      const pattern = long[found];
      if (pattern !== undefined && !pattern.test(character)) wrong.push(`${character} ${found}`);
      if (found === "none" || found === "Othr-letter") {
        for (const [script, p] of Object.entries(long))
          if (p.test(character)) wrong.push(`${character} not ${script}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("hasHan, countHan and countScripts agree on arbitrary text, lone surrogates included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const ideographs = [...text].filter((c) => isIdeograph(c.codePointAt(0)!)).length;
        expect(hasHan(text)).toBe(ideographs > 0);
        expect(countHan(text)).toBeGreaterThanOrEqual(ideographs);
        const counts = new Map<string, number>();
        for (const script of [...text].map(of)) counts.set(script, (counts.get(script) ?? 0) + 1);
        expect(Object.entries(countScripts(text))).toEqual([...counts]);
      }),
      { numRuns: 400 },
    );
  });
});
