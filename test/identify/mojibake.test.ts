import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { looksMojibake } from "../../src/identify/index.js";

/** Every run of ideographs in the line, with the highest score. */
function scoreOf(line: string): number {
  const runs = [...line.matchAll(/[\u3400-\u9fff]+/g)];
  return Math.max(0, ...runs.map((m) => looksMojibake(m[0], line, m.index).score));
}

const utf8AsGbk = (text: string): string => new TextDecoder("gbk").decode(new TextEncoder().encode(text));
const asciiAsUtf16 = (text: string): string =>
  new TextDecoder("utf-16le").decode(new TextEncoder().encode(text));

describe("looksMojibake", () => {
  test.each(["接入文档说明", "日本語の設定", "проверка данных", "설정을 저장", "测试文件保存"])(
    "UTF-8 read as GBK: %s",
    (text) => {
      expect(scoreOf(`Output: ${utf8AsGbk(text)} end`)).toBeGreaterThan(0.8);
    },
  );

  test.each(["#!/bin/sh\nset -e", "import os\nimport sys\n", "the quick brown fox jumps"])(
    "ASCII read as UTF-16: %j",
    (text) => {
      expect(scoreOf(`First: ${asciiAsUtf16(text)} end`)).toBeGreaterThan(0.8);
    },
  );

  test.each(["锟斤拷", "烫烫烫", "屯屯屯屯"])("filler bytes read as GBK: %s", (text) => {
    expect(scoreOf(`a ${text} b`)).toBeGreaterThan(0.9);
  });

  // The chance pass of short common words is why a verdict needs more than validity.
  test.each([
    "状态",
    "目的",
    "取消",
    "中",
    "谢谢",
    "住所",
    "验证",
    "黔",
    "欧美",
    "这里一切正常，请继续",
    "設定を保存する",
    "継続は政府との协商しだい",
    "この字のような取り違え",
    "我先读取配置",
  ])("an ordinary word stays under even odds: %s", (text) => {
    expect(scoreOf(`The ${text} here`)).toBeLessThan(0.3);
  });

  test("a broken byte beside a common word weighs little, beside a rare one much", () => {
    expect(scoreOf("the 状态\ufffd check")).toBeLessThan(0.5);
    expect(scoreOf("the 状态\ufffd check")).toBeGreaterThan(0);
    expect(scoreOf("the 鈥檚鍙\ufffd check")).toBeGreaterThan(0.5);
  });

  test("never throws and stays between 0 and 1", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.string({ unit: "binary", maxLength: 30 }),
        fc.integer(),
        (line, run, at) => {
          const { score } = looksMojibake(run, line, at);
          expect(score >= 0 && score <= 1).toBe(true);
          expect(looksMojibake(`中${run}`, line).score).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("accented letters read as GBK", () => {
  test.each([
    ["The word caf茅 is café.", "茅"],
    ["M眉nchen came out so.", "眉"],
    ["It shows 脙漏 for one letter.", "脙漏"],
  ])("%s", (line, run) => {
    expect(looksMojibake(run, line).score).toBeGreaterThanOrEqual(0.8);
  });

  test.each([
    ["the某user and so on", "某"],
    ["the 眉 alone", "眉"],
    ["final状态 check", "状态"],
  ])("but not %s", (line, run) => {
    expect(looksMojibake(run, line).score).toBeLessThan(0.8);
  });
});
