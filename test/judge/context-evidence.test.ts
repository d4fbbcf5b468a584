import { describe, expect, test } from "vitest";
import { isEveryday } from "../../src/judge/everyday.js";
import { soundsOf } from "../../src/judge/pinyin.js";
import { scanText } from "../../src/scan-text.js";

/** The reason of every Han run of an answer to one user turn, or `drift`. */
function verdicts(asked: string, answer: string): string[] {
  const { drifts, explained } = scanText(answer, {
    role: "assistant",
    context: [{ role: "user", text: asked }],
  });
  return [...drifts, ...explained]
    .sort((a, b) => a.location.start - b.location.start)
    .map((f) => f.explanation?.reason ?? "drift");
}

type Pair = readonly [name: string, asked: string, answer: string, expected: string];

const check = (pairs: readonly Pair[]): void => {
  test.each(pairs)("%s", (_, asked, answer, expected) => {
    expect(verdicts(asked, answer)).toEqual([expected]);
  });
};

describe("spelt in Latin letters", () => {
  check([
    ["by the user", "is wuliao the word when a film is dull?", "Yes, 无聊 fits a dull film.", "echo"],
    ["another word", "is wuliao the word when a film is dull?", "Yes, it 非常 fits a dull film.", "drift"],
    ["syllables apart", "the sign read 'qing wu xi yan'", "That is 请勿吸烟 on most doors.", "echo"],
    [
      "beside it",
      "Which mill made the paper?",
      "The sheet is from 红星 mill, Hongxing in the ledger.",
      "quoted",
    ],
    ["an English word of that form", "all the women came by bus", "Tell 我们 before they leave.", "drift"],
    ["grown into a word", "is wuliao the word?", "The无聊 part comes last of all.", "drift"],
  ]);
  test("a character of the second level may have any sound, most must be known", () => {
    expect(soundsOf("黄芪")?.[0]).toBe("(?:huang)");
    expect(soundsOf("長城")?.[0]).toMatch(/zhang|chang/);
    expect(soundsOf("芪芪")).toBeNull();
  });
});

describe("a name that was asked for", () => {
  check([
    ["a dish", "where did we eat on Friday?", "We had 羊杂割 at the corner stall.", "name"],
    [
      "an everyday word in its place",
      "where did we eat on Friday?",
      "We had 午饭 at the corner stall.",
      "drift",
    ],
    ["nobody asked", "Please shorten the notes.", "We had 羊杂割 at the corner stall.", "drift"],
    ["by its bearer", "Please shorten the notes.", "The rival guild 霜刃 won by a minute.", "name"],
    ["who it is follows", "Please shorten the notes.", "It was 霜刃, a painter from Graz.", "name"],
  ]);
  test("terms of computing are everyday words", () => {
    expect(["回滚", "连接池", "正在处理", "路"].every(isEveryday)).toBe(true);
    expect(["担担面", "海晏河清", "诺邓"].some(isEveryday)).toBe(false);
  });
});

describe("read off a thing", () => {
  check([
    ["German", "Was ist das?", "Auf dem Krug steht 永保平安, sonst nichts.", "quoted"],
    ["Turkish, the verb last", "Bu ne?", "Kutunun üstünde 永保平安 yazıyor.", "quoted"],
    ["an adverb behind such a verb", "Was ist das?", "Auf dem Krug steht 可能 ein Datum.", "drift"],
    ["asked for and set off", "What does the seal say?", "Faint, but legible: 永保平安.", "quoted"],
  ]);
});

describe("what stands beside it", () => {
  check([
    ["the code of a region", "Fill the table.", "```sql\n('TW', '臺灣'),\n```", "data"],
    ["another code", "Fill the table.", "```sql\n('ES', '数量'),\n```", "drift"],
    ["its meaning in quotation marks", "Shorten it.", "He wrote 永保平安, “lasting peace”.", "quoted"],
    ["a quoted value behind a leaked noun", "Shorten it.", "Set the 字段 “id” to zero.", "drift"],
    ["words of several languages", "Tags?", "flûte, Flöte, flauta, 竹笛, kaval", "data"],
    ["words of one", "Tags?", "flute, drum, fiddle, 竹笛, harp", "drift"],
  ]);
});

describe("the user speaks of something Chinese", () => {
  check([
    ["a small word in pinyin", "two lines like a wujue about rain", "雨打窗前竹。", "requested"],
    ["a form of address", "a card for Mrs Liang next door", "谢谢您的粽子。", "requested"],
    ["not in a sentence", "a card for Mrs Liang next door", "Thank her for the 美味 dumplings.", "drift"],
    ["the same for another neighbour", "a card for Mrs Lambert next door", "谢谢您的粽子。", "drift"],
    ["to be changed", "warmer please", "谢谢您的粽子。", "drift"],
  ]);
  test("a turn that only asks for a change goes on with the request before", () => {
    const context = [
      { role: "user", text: "Thank my landlady in Chinese." },
      { role: "assistant", text: "谢谢您。" },
      { role: "user", text: "a bit warmer, and mention the soup" },
    ] as const;
    const { drifts } = scanText("太感谢您了，汤真好喝！", { role: "assistant", context });
    expect(drifts).toEqual([]);
  });
});

describe("courtesies of the user", () => {
  check([
    ["open a turn", "你好 — does the shop post abroad?", "It does. 运费另计。", "user-language"],
    ["close it", "what is the difference of let and var, 谢谢", "It is the scope. 就这样。", "user-language"],
    ["a word asked about", "what does the label mean, 谢谢", "It is the 范围 of a name.", "drift"],
  ]);
});
