import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLanguagePool, identifySurrounding, isChineseSentence } from "../../src/identify/index.js";

describe("identifySurrounding", () => {
  test.each([
    ["I moved the parser into its own file and ran all the tests again.", "eng"],
    ["Ich habe den Parser in eine eigene Datei verschoben und alle Tests erneut ausgeführt.", "deu"],
    ["J'ai déplacé l'analyseur dans son propre fichier et relancé tous les tests.", "fra"],
    ["Tôi đã chuyển bộ phân tích sang một tệp riêng và chạy lại các kiểm thử.", "vie"],
    ["Я перенёс разбор в отдельный файл и снова запустил все тесты.", "rus"],
    ["Я переніс розбір в окремий файл і знову запустив усі тести.", "ukr"],
    ["パーサーを別のファイルに移しました。", "jpn"],
    ["useEffect の依存配列に userId を足した", "jpn"],
    ["파서를 별도 파일로 옮겼습니다.", "kor"],
    ["createUser 함수에 인자를 더했다", "kor"],
    ["我把解析器移到了单独的文件里", "cmn"],
    ["全文検索機能追加", "jpn"],
    ["ฉันย้ายไฟล์แล้ว", "tha"],
    ["Μετέφερα το αρχείο", "ell"],
    ["ok, done", "und"],
    ["1234 ---", "und"],
    ["", "und"],
  ])("%s", (text, language) => {
    expect(identifySurrounding(text).language).toBe(language);
  });

  test("an embedded word does not change it", () => {
    expect(
      identifySurrounding("I checked the 状态 of the queue and then restarted the worker.").language,
    ).toBe("eng");
  });

  test("says the script where it cannot tell the language", () => {
    expect(identifySurrounding("ok, done")).toEqual({ language: "und", script: "Latn", confidence: 0 });
    expect(identifySurrounding("...")).toEqual({ language: "und", script: "", confidence: 0 });
  });

  test("chooses from what it is given", () => {
    expect(
      identifySurrounding("Ich habe den Parser verschoben und alles getestet.", { only: ["nld", "deu"] })
        .language,
    ).toBe("deu");
    expect(identifySurrounding("パーサーを移しました", { only: ["eng"] }).language).toBe("und");
  });

  test("never throws, and confidence is 0 exactly for und", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        const { language, confidence } = identifySurrounding(text);
        expect(confidence === 0).toBe(language === "und");
        expect(confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});

describe("createLanguagePool", () => {
  test("waits for fifty letters of a script that many languages share", () => {
    const pool = createLanguagePool();
    expect(pool.language().script).toBe("");
    pool.add("Let me look at the tests first.");
    expect(pool.language()).toEqual({ language: "und", script: "Latn", confidence: 0 });
    pool.add("They fail because the queue is empty when the worker starts.");
    expect(pool.language().language).toBe("eng");
  });

  test("needs no letters where the script decides", () => {
    const pool = createLanguagePool();
    pool.add("テストです");
    expect(pool.language().language).toBe("jpn");
  });

  test("keeps the latest prose", () => {
    const pool = createLanguagePool();
    pool.add("The worker starts before the queue is ready. ".repeat(60));
    pool.add("Теперь мы пишем тесты, чтобы было понятно, что изменилось в коде. ".repeat(60));
    expect(pool.language().language).toBe("rus");
  });
});

describe("isChineseSentence", () => {
  test.each([
    ["帮我看一下这个报错", "simplified prose"],
    ["請幫我改一下", "traditional prose"],
    ["继续", "a message of one word, nothing else said"],
    ["好的", "a word with a particle"],
    ["把 Dockerfile 改小一点", "a Latin name inside"],
    ["Thanks. 另外再加一个测试", "a Chinese clause after an English one"],
  ])("%s: %s", (text) => {
    expect(isChineseSentence(text)).toBe(true);
  });

  test.each([
    ["rename the 状态 column", "a mention in an English sentence"],
    ["what does 房间不存在 mean", "a longer mention"],
    ["設定画面を直して", "Japanese"],
    ["全文検索 実装完了", "kanji without kana"],
    ["目的地", "的 inside a Japanese word"],
    ["검토 完了 부탁", "Korean"],
    ["中", "one ideograph"],
    ["no Han at all", "none"],
  ])("not %s: %s", (text) => {
    expect(isChineseSentence(text)).toBe(false);
  });
});
