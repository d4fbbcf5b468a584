import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { attributeHan, findHanRuns } from "../../src/identify/index.js";
import { stretchesOf } from "../../src/identify/surroundings.js";
import { probabilityOf } from "../../src/identify/weigh.js";
import { attributions, prose } from "./helpers.js";

const fixture = (name: string): string[] =>
  readFileSync(join(import.meta.dirname, "../fixtures/identify", name), "utf8")
    .trim()
    .split("\n");

const languages = (line: string, native: "jpn" | "kor" | null): Record<string, string> =>
  Object.fromEntries(attributions(line, native).map((a) => [a.run.text, a.language]));

describe("native Han is not Chinese", () => {
  test("in seventy lines of Japanese: news, fiction, law, names, lists, software, cooking, medicine, letters, chat", () => {
    const lines = fixture("japanese.txt");
    expect(lines.length).toBeGreaterThanOrEqual(60);
    const wrong = lines.flatMap((line) =>
      attributions(line, "jpn")
        .filter((a) => a.language !== "jpn")
        .map((a) => a.run.text),
    );
    expect(wrong).toEqual([]);
  });

  test("in thirty lines of Korean: glosses, titles, newspaper prefixes, mixed script, dates", () => {
    const lines = fixture("korean.txt");
    expect(lines.length).toBeGreaterThanOrEqual(30);
    const wrong = lines.flatMap((line) =>
      attributions(line, "kor")
        .filter((a) => a.language !== "kor")
        .map((a) => a.run.text),
    );
    expect(wrong).toEqual([]);
  });
});

describe("in Japanese text", () => {
  test.each([
    ["a simplified-only character", "この変更は用户に影響します。", "用户", "cmn", "simplified-only"],
    ["a character outside JIS X 0208", "処理を跳过してください。", "跳过", "cmn", "simplified-only"],
    ["a character that no Japanese word uses", "設定は从次の版で変わる。", "从次", "cmn", "chinese-use"],
    ["a pair that no Japanese word holds", "この没有を直す。", "没有", "cmn", "bigram"],
    [
      "the suffix 的 on a noun of relation",
      "期限以外的データは残す。",
      "期限以外的",
      "cmn",
      "relation-noun-de",
    ],
    ["的 after a particle, before a noun", "これからの的問題を見る。", "的問題", "cmn", "leading-de"],
    ["a traditional pronoun or particle", "設定は這樣でよい。", "這樣", "cmn", "traditional-function"],
    ["a kanji word that Chinese has too", "問題を解決する。", "解決", "jpn", "in-japanese-text"],
    ["一 Japanese forms", "検索の実装", "検索", "jpn", "japanese-form"],
  ])("%s", (_name, line, text, language, evidence) => {
    const found = attributions(line, "jpn").find((a) => a.run.text === text);
    expect(found?.language).toBe(language);
    expect(found?.evidence.map((e) => e.name)).toContain(evidence);
  });

  test("kana in the clause make Japanese native whatever is due", () => {
    expect(languages("The button says 保存する now", null)).toEqual({ 保存: "jpn" });
    expect(languages("The button says 保存 now", null)).toEqual({ 保存: "cmn" });
  });
});

describe("in Korean text", () => {
  test.each([
    ["fused after Hangul", "결과를 다시 검證해 주세요.", "證", "cmn", "fused-hangul"],
    ["fused before Hangul", "이것은 完全히 다릅니다.", "完全", "cmn", "fused-hangul"],
    ["an element that follows its noun", "배포 진행 中 — 기다리세요", "中", "cmn", "bare-han"],
    ["the same character as a newspaper's prefix", "어제 中 대사가 말했다", "中", "kor", "newspaper-prefix"],
    ["a gloss", "결정(決定)을 미뤘다", "決定", "kor", "gloss"],
    [
      "simplified forms, even in mixed script",
      "国民의 权利와 義務는 憲法이 定한다",
      "权利",
      "cmn",
      "simplified-only",
    ],
  ])("%s", (_name, line, text, language, evidence) => {
    const found = attributions(line, "kor").find((a) => a.run.text === text);
    expect(found?.language).toBe(language);
    expect(found?.evidence.map((e) => e.name)).toContain(evidence);
  });
});

describe("in other text", () => {
  test.each([
    ["simplified", "We need 验证 here", "cmn", "Hans"],
    ["traditional, by a character outside Japanese", "We need 啟動 here", "cmn", "Hant"],
    ["shared by all: Chinese, less sure", "The 核心 part", "cmn", "Hani"],
    ["traditional or Japanese: undecided", "The 設計 part", "und", "Hani"],
    ["Japanese forms", "The 検索 part", "jpn", "Jpan"],
    ["in no repertoire: undecided", "The sign 𣎃 here", "und", "Hani"],
  ])("%s", (_name, line, language, script) => {
    expect(attributions(line, null)).toMatchObject([{ language, script }]);
  });

  test("a shared word is less sure than a simplified one", () => {
    const [shared] = attributions("The 核心 part", null);
    const [simplified] = attributions("The 验证 part", null);
    expect(shared!.confidence).toBeLessThan(0.8);
    expect(simplified!.confidence).toBeGreaterThan(0.99);
  });
});

describe("the sum of the evidence", () => {
  const han = fc.constantFrom(..."中文的了是我你不这們這込働気設定核心完整確認验证从个々𠀀﨑黔以外就算");
  const around = fc.constantFrom("", "a ", "の", "한", "(", "「", "을", " ", "を", "3", "\ud83d", "中");
  const natives = fc.constantFrom("jpn", "kor", null);
  const place = fc.record({
    text: fc.array(han, { minLength: 1, maxLength: 8 }).map((c) => c.join("")),
    before: around,
    after: around,
    native: natives,
  });

  test("gives the confidence, whatever the text", () => {
    fc.assert(
      fc.property(place, ({ text, before, after, native }) => {
        for (const a of attributions(before + text + after, native)) {
          const chinese = probabilityOf(a.evidence.reduce((sum, e) => sum + e.weight, 0));
          const expected =
            a.language === "cmn"
              ? chinese
              : a.language === "und"
                ? Math.max(chinese, 1 - chinese)
                : 1 - chinese;
          expect(a.confidence).toBeCloseTo(expected, 9);
          expect(a.confidence).toBeGreaterThanOrEqual(a.language === "und" ? 0.3 : 0.5);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("never falls when a simplified word is added to the run", () => {
    const chinese = (line: string, native: "jpn" | "kor" | null): number => {
      const [run] = findHanRuns(line, prose(line));
      const { evidence } = attributeHan(run!, {
        line,
        clause: { start: 0, end: line.length },
        native,
        utterance: {},
      });
      return evidence.reduce((sum, e) => sum + e.weight, 0);
    };
    fc.assert(
      fc.property(
        fc.array(han, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("", "の", "X "),
        natives,
        (text, before, native) => {
          const base = `中${text.join("")}`;
          const more = chinese(`${before}${base}，验证们 end`, native);
          expect(more).toBeGreaterThanOrEqual(chinese(`${before}${base} end`, native) - 1e-9);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("nothing throws on arbitrary text and offsets", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        natives,
        fc.integer(),
        fc.integer(),
        (line, native, start, end) => {
          for (const run of findHanRuns(line, prose(line)))
            attributeHan(run, { line, clause: { start, end }, native, utterance: {} });
          const run = {
            start: 0,
            end: 1,
            text: line,
            han: 0,
            segment: { kind: "prose", start: 0, end: 1 } as const,
          };
          attributeHan(run, { line: "", clause: { start, end }, native, utterance: { Hira: 1 } });
        },
      ),
      { numRuns: 400 },
    );
  });
});

test("a stretch is what lies between characters that are no ideographs", () => {
  const HAN = /[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\u{20000}-\u{33479}]+/gu;
  const edges =
    "\u3004\u3005\u3007\u3008\u33ff\u3400\u4dbf\u4dc0\u4dff\u4e00\u9fff\ua000\uf8ff\uf900\ufad9\ufada";
  const pairs = "\u{1ffff}\u{20000}\u{33479}\u{3347a}\ud840\udc00 ";
  const unit = fc.oneof(
    fc.constantFrom(...edges, ...pairs, "\ud840", "\udc00"),
    fc.string({ unit: "binary", maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 20 }), (units) => {
      const text = units.join("");
      expect(stretchesOf(text)).toEqual((text.match(HAN) ?? []).map((stretch) => [...stretch]));
    }),
    { numRuns: 300 },
  );
});
