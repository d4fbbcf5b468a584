import { describe, expect, test } from "vitest";
import type { Role } from "../../src/model/utterance.js";
import { scanText } from "../../src/scan-text.js";

type Context = readonly (readonly [Role, string])[];

/** Verdicts on the Han runs of an answer: the reason of each, or `drift`. */
function verdicts(
  answer: string,
  context: Context = [["user", ENGLISH]],
  role: Role = "assistant",
): string[] {
  const { drifts, explained } = scanText(answer, {
    role,
    context: context.map(([r, text]) => ({ role: r, text })),
  });
  return [...drifts, ...explained]
    .sort((a, b) => a.location.start - b.location.start)
    .map((f) => f.explanation?.reason ?? "drift");
}

const ENGLISH = "Please have a look at the report and tell me what is still missing in it.";
const ENGLISH_TURN: Context = [
  ["user", "Please have a look at the report and tell me what is still missing in it."],
];

/** One row a case: what is said, what the context was, and what every run must be. */
type Row = readonly [name: string, answer: string, context: Context, expected: readonly string[]];

const check = (rows: readonly Row[]): void => {
  test.each(rows)("%s", (_, answer, context, expected) => {
    expect(verdicts(answer, context)).toEqual(expected);
  });
};

describe("user-language", () => {
  check([
    [
      "holds after a Chinese sentence",
      "报告里还缺一张图。",
      [["user", "看一下报告还缺什么"]],
      ["user-language"],
    ],
    [
      "goes on in later turns",
      "图在第三页。",
      [
        ["user", "看一下报告还缺什么"],
        ["user", "And the chart?"],
      ],
      ["user-language"],
    ],
    [
      "not after a mention",
      "We miss a 图表 on page 3.",
      [["user", "The word 报表 stands in the title, why?"]],
      ["drift"],
    ],
    [
      "not after material to translate",
      "The goods 到达 at noon.",
      [["user", "Put this into plain English: 货物中午送到。"]],
      ["drift"],
    ],
  ]);
});

describe("requested", () => {
  check([
    [
      "a translation",
      "会议改到周五。",
      [["user", "Put this into Chinese: the meeting moved to Friday."]],
      ["requested"],
    ],
    [
      "by the system prompt",
      "会议改到周五。",
      [
        ["system", "Always respond in Chinese."],
        ["user", ENGLISH],
      ],
      ["requested"],
    ],
    [
      "by a rules file that was read",
      "修复表格",
      [
        ["user", "commit it"],
        ["tool", "Commit messages must be written in Chinese."],
      ],
      ["requested"],
    ],
    [
      "not by a refusal",
      "The 会议 moved.",
      [["user", "Please do not write in Chinese, I cannot read it."]],
      ["drift"],
    ],
    [
      "not by an earlier turn",
      "The 会议 moved.",
      [
        ["user", "Translate hello into Chinese."],
        ["user", "Now the English summary, please."],
      ],
      ["drift"],
    ],
    [
      "not by food",
      "The 会议 moved.",
      [["user", "We had Chinese food yesterday. When is the meeting?"]],
      ["drift"],
    ],
    [
      "a mention of Japanese excuses no Chinese",
      "The label reads 设定 there.",
      [["user", "Label it in Japanese, please."]],
      ["drift"],
    ],
    [
      "not a word grown into an English sentence",
      "The会议 moved to the other room on Friday.",
      [["user", "Translate the title into Chinese and explain it."]],
      ["drift"],
    ],
  ]);
});

describe("echo", () => {
  check([
    [
      "of a tool result",
      "The column 金额 holds the amount.",
      [
        ["user", ENGLISH],
        ["tool", "编号,金额,日期"],
      ],
      ["echo"],
    ],
    [
      "of a part of a longer text",
      "The branch 登录 is merged.",
      [
        ["user", ENGLISH],
        ["tool", "* feature/登录页面优化"],
      ],
      ["echo"],
    ],
    [
      "in full-width and compatibility forms",
      "It says ⾦额 there.",
      [
        ["user", ENGLISH],
        ["tool", "金额"],
      ],
      ["echo"],
    ],
    [
      "not of other characters",
      "The column 数量 holds the amount.",
      [
        ["user", ENGLISH],
        ["tool", "编号,金额,日期"],
      ],
      ["drift"],
    ],
  ]);
});

describe("repeat", () => {
  test("the same drift in a later utterance counts once, in the same one twice", () => {
    const { drifts } = scanText("The 核心 part works. The 核心 test too.", {
      context: [{ role: "user", text: ENGLISH }],
    });
    expect(drifts).toHaveLength(2);
  });
});

describe("quoted", () => {
  check([
    ["quotation marks around all of it", "The button says “提交” in bold.", [["user", ENGLISH]], ["quoted"]],
    ["inline code", "Set `状态` to open.", [["user", ENGLISH]], ["quoted"]],
    ["a character range", "It matches [一-龥]+ only.", [["user", ENGLISH]], ["quoted", "quoted"]],
    ["a gloss after a name", "The plan by Lu Wenjie (陆文杰) is older.", [["user", ENGLISH]], ["quoted"]],
    ["a bibliography entry", "[3] 周远. 河流志. 北京, 1998.", [["user", ENGLISH]], ["quoted"]],
    [
      "not a doubled meaning in brackets",
      "The delay (延迟) is twelve minutes.",
      [["user", ENGLISH]],
      ["drift"],
    ],
    [
      "not a quotation that holds other words too",
      "He sent “the 完整 list” to the board.",
      [["user", ENGLISH]],
      ["drift"],
    ],
  ]);
});

describe("data", () => {
  check([
    [
      "under a key for Chinese",
      '```json\n{ "de": "Speichern", "zh": "保存" }\n```',
      [["user", ENGLISH]],
      ["data"],
    ],
    ["an assertion", '```js\nexpect(width("你好")).toBe(4);\n```', [["user", ENGLISH]], ["data"]],
    ["names of languages", "Choose English, Deutsch or 简体中文 here.", [["user", ENGLISH]], ["data"]],
    ["a list in several scripts", "Hello / Привет / 你好 / สวัสดี", [["user", ENGLISH]], ["data"]],
    ["not a comment", "```js\n// 计算总和\nlet sum = 0;\n```", [["user", ENGLISH]], ["drift"]],
    [
      "not a string with other words",
      '```js\nconst d = "The完整 plate";\n```',
      [["user", ENGLISH]],
      ["drift"],
    ],
  ]);
});

describe("name", () => {
  check([
    ["a person after a cue", "The patch was reviewed by 李文博 last week.", [["user", ENGLISH]], ["name"]],
    ["a body", "The seal is of 上海图书有限公司 and dated.", [["user", ENGLISH]], ["name"]],
    ["called so", "The tool is called 小助手 and lists all jobs.", [["user", ENGLISH]], ["name"]],
    ["not a common word", "The patch was checked by 验证 last week.", [["user", ENGLISH]], ["drift"]],
  ]);
});

describe("japanese and korean", () => {
  const JAPANESE: Context = [["user", "報告書を見て、足りないところを教えてください。"]];
  const KOREAN: Context = [["user", "보고서를 보고 부족한 부분을 알려 주세요."]];
  check([
    ["kanji in Japanese", "予算の表が足りません。", JAPANESE, ["japanese", "japanese", "japanese"]],
    ["a Japanese list without kana", "予算案、日程表、参加者名簿", JAPANESE, ["japanese"]],
    [
      "a simplified word in Japanese",
      "この数字は预算と合いません。",
      JAPANESE,
      ["japanese", "drift", "japanese"],
    ],
    ["a gloss in Korean", "예산(豫算) 표가 빠졌습니다.", KOREAN, ["korean"]],
    ["half a word in Korean", "표를 다시 확認해 주세요.", KOREAN, ["drift"]],
  ]);
});

describe("mojibake and symbol", () => {
  check([
    ["filler bytes", "The page shows 锟斤拷锟斤拷 instead.", [["user", ENGLISH]], ["mojibake"]],
    ["full-width punctuation", "Status：done，next", [["user", ENGLISH]], ["symbol", "symbol"]],
    ["an enclosed character", "Marked with ㊙ here.", [["user", ENGLISH]], ["symbol"]],
    [
      "a common word beside broken bytes is still a drift",
      "The \ufffd完整 list is here.",
      [["user", ENGLISH]],
      ["drift"],
    ],
  ]);
});

describe("expected", () => {
  test("a stream that starts in Chinese with nothing else known", () => {
    expect(verdicts("会议改到周五下午三点。", [])).toEqual(["expected"]);
  });

  test("a Chinese paragraph of a bilingual document, but not a Chinese word in its English", () => {
    const document = `${ENGLISH}\n\n请看一下报告，告诉我还缺什么内容，以及谁来补充。\n\nThe 附件 follows in the next paragraph of this letter.`;
    expect(verdicts(document, [], "unknown")).toEqual(["expected", "drift"]);
  });

  test("configuration outranks the user's language", () => {
    const { drifts } = scanText("报告里还缺一张图。", {
      expect: ["en"],
      context: [{ role: "user", text: "看一下报告还缺什么" }],
    });
    expect(drifts.map((d) => d.level)).toEqual(["response"]);
    expect(scanText("报告里还缺一张图。", { expect: ["zh"] }).drifts).toEqual([]);
  });
});

describe("levels", () => {
  const level = (answer: string): string[] =>
    scanText(answer, { context: [{ role: "user", text: ENGLISH }] }).drifts.map(
      (d) => `${d.level} ${d.severity}`,
    );

  test("response, sentence, word", () => {
    expect(level("报告里还缺一张图。\n其余都好。")).toEqual(["response error"]);
    expect(level("The report is fine so far.\n还缺一张图表。\nI will add it now.")).toEqual([
      "sentence error",
    ]);
    expect(level("The report lacks a 图表 on page three.")).toEqual(["word warning"]);
  });
});

describe("name", () => {
  check([
    ["a person without any cue", "柳静芝 opens the session at nine.", ENGLISH_TURN, ["name"]],
    ["two characters", "We moved the call because 张婷 is away.", ENGLISH_TURN, ["name"]],
    ["a form of address", "Tell 小陈 and 丽丽 first.", ENGLISH_TURN, ["name", "name"]],
    [
      "not a word that begins like a name",
      "The 周期性 job and the 程序 failed.",
      ENGLISH_TURN,
      ["drift", "drift"],
    ],
    [
      "not a prefix that is also a family name",
      "It needs 高可用 and 单元测试.",
      ENGLISH_TURN,
      ["drift", "drift"],
    ],
    ["not grown into a word", "the 张婷based list", ENGLISH_TURN, ["drift"]],
  ]);
});

describe("symbol", () => {
  check([
    [
      "emoticons",
      "Sure ლ(ಠ益ಠლ) and o(≧口≦)o then 凸(-_-)凸 it is.",
      ENGLISH_TURN,
      ["symbol", "symbol", "symbol", "symbol"],
    ],
    ["a frame and a bar", "┌─┐│口│└─┘ and 人人人 below", ENGLISH_TURN, ["symbol", "symbol"]],
    [
      "not the same character as a word",
      "The 口 of the pipe and a 人 beside it.",
      ENGLISH_TURN,
      ["drift", "drift"],
    ],
    ["not laughter", "That is fun 哈哈哈 indeed.", ENGLISH_TURN, ["drift"]],
  ]);
});

describe("leaks that only look explained", () => {
  check([
    [
      "a date pattern needs its letters alone",
      "the end日志 file and the build时 flag",
      ENGLISH_TURN,
      ["drift", "drift"],
    ],
    ["milliseconds are no form of address", "It took 200 ms 处理 the batch.", ENGLISH_TURN, ["drift"]],
    [
      "a Turkish demonstrative is none",
      "Şimdi bu 状态 güncellendi ve kaydedildi.",
      [["user", "Göreve devam et ve neyi değiştirdiğini söyle lütfen."]],
      ["drift"],
    ],
    [
      "a verb or a conjunction after a noun",
      "Restart the app 然后 log in again; it goes via 接口 then.",
      ENGLISH_TURN,
      ["drift", "drift"],
    ],
    ["an adjective before a noun", "Take the 主要 street and then turn left.", ENGLISH_TURN, ["drift"]],
    ["what a value changes to", "Then change to 完成 when it is done.", ENGLISH_TURN, ["drift"]],
    [
      "one capitalised word and a conjunction are no list of names",
      "Restart Docker and 确认 that it runs.",
      ENGLISH_TURN,
      ["drift"],
    ],
    [
      "a script that is run is no writing system",
      "The result is fine.\n已完成所有步骤。",
      [["user", "Run their script again and tell me the result."]],
      ["drift"],
    ],
    [
      "a new task after a translation",
      "The 测试 pass now.",
      [
        ["user", 'Translate "good morning" into Chinese.'],
        ["assistant", "早上好"],
        ["user", "Fix the tests"],
      ],
      ["drift"],
    ],
  ]);
});
