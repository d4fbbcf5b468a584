import { describe, expect, test } from "vitest";
import type { Role } from "../src/model/utterance.js";
import { scanText } from "../src/scan-text.js";
import { scanBytes } from "./laws/events.js";

// The twelve cases that decide what counts as drift, one test each.

const ENGLISH = "Please go through the schedule and tell me what is left to do this week.";
type Said = readonly [Role, string];

const drifts = (
  text: string,
  context: readonly Said[] = [["user", ENGLISH]],
  role: Role = "assistant",
): string[] =>
  scanText(text, { role, context: context.map(([r, t]) => ({ role: r, text: t })) }).drifts.map(
    (d) => d.run.text,
  );

async function driftsOfMessages(...sessions: readonly (readonly object[])[]): Promise<string[]> {
  const lines = sessions.map((messages) => JSON.stringify({ messages })).join("\n");
  const events = await scanBytes(Buffer.from(`${lines}\n`), [], { as: "messages" });
  return events.flatMap((e) =>
    e.type === "finding" && e.explanation === null ? [`${e.channel} ${e.run.text}`] : [],
  );
}

describe("cases that decide", () => {
  test("1: only what the model wrote can drift, tool arguments included", async () => {
    const call = {
      function: { name: "write", arguments: JSON.stringify({ path: "a.py", text: "# 每周检查一次\nrun()" }) },
    };
    const found = await driftsOfMessages([
      { role: "user", content: `${ENGLISH} The word 日程 stands there.` },
      { role: "tool", content: "会议室" },
      { role: "assistant", content: null, tool_calls: [call] },
    ]);
    expect(found).toEqual(["tool-input 每周检查一次"]);
  });

  test("2: configuration, then an instruction, then the user's turns, then the matrix language", () => {
    const chinese = "会议改到周五。";
    expect(
      scanText(chinese, { expect: ["en"], context: [{ role: "user", text: "会议改到哪天了？" }] }).drifts,
    ).toHaveLength(1);
    expect(drifts(chinese, [["user", "Please answer in Chinese."]])).toEqual([]);
    expect(drifts(chinese)).toHaveLength(1);
    expect(drifts(chinese, [])).toEqual([]);
  });

  test("3: a Chinese sentence of the user makes Chinese due, a mention does not", () => {
    expect(drifts("会议改到周五。", [["user", "会议改到哪天了？"]])).toEqual([]);
    expect(
      drifts("The 会议 and the 日程 changed.", [["user", "In the title I read 日程, is that a typo?"]]),
    ).toEqual(["会议"]);
  });

  test("4: a whole answer in Chinese to an English user is a response drift", () => {
    const { drifts: found } = scanText("会议改到周五。\n其余不变。", {
      context: [{ role: "user", text: ENGLISH }],
    });
    expect(found.map((d) => [d.level, d.severity])).toEqual([["response", "error"]]);
  });

  test("5: English inside a Chinese session is not flagged", () => {
    expect(drifts("The meeting moved to Friday.", [["user", "会议改到哪天了？"]])).toEqual([]);
  });

  test("6: a Latin word glued to Han is normal Chinese prose", () => {
    expect(drifts("Optuna参数已经调整，Docker镜像也更新了。", [])).toEqual([]);
  });

  test("7: in Japanese and Korean only positive evidence counts", () => {
    const japanese: readonly Said[] = [["user", "今週の予定で残っているものを教えてください。"]];
    const korean: readonly Said[] = [["user", "이번 주 일정에서 남은 것을 알려 주세요."]];
    expect(drifts("金曜日に会議室の予約と資料の印刷が残っています。", japanese)).toEqual([]);
    expect(drifts("金曜日に会议室の予約が残っています。", japanese)).not.toEqual([]);
    expect(drifts("금요일에 회의(會議)가 남아 있습니다.", korean)).toEqual([]);
    expect(drifts("금요일에 예约이 남아 있습니다.", korean)).toEqual(["约"]);
  });

  test("8: what may be Chinese or Japanese is reported as undetermined", () => {
    const [found] = scanText("The 設計 is done for the week.", {
      context: [{ role: "user", text: ENGLISH }],
    }).drifts;
    expect(found?.run).toMatchObject({ language: "und", script: "Hani" });
    expect(found!.certainty).toBeLessThan(
      scanText("The 设计 is done.", { expect: ["en"] }).drifts[0]!.certainty,
    );
  });

  test("9: comments and strings of code count, ranges and fixtures do not", () => {
    expect(drifts("```js\n// 每周检查一次\nrun();\n```")).toEqual(["每周检查一次"]);
    expect(drifts('```js\nconst HAN = /[一-龥]/;\nassert(width("你好") === 4);\n```')).toEqual([]);
  });

  test("10: the Chinese paragraphs of a bilingual document are due, a Chinese word in its English is not", () => {
    const document = `${ENGLISH}\n\n请把本周的日程看一遍，告诉我还有什么没做完，谁来负责。\n\nThe 附件 holds the full schedule of the week.`;
    expect(drifts(document, [], "unknown")).toEqual(["附件"]);
  });

  test("11: the same leak in later turns counts once, and again in a new session", async () => {
    const turn = { role: "user", content: ENGLISH };
    const leak = (text: string) => ({ role: "assistant", content: text });
    const session = [turn, leak("The 日程 is full."), turn, leak("As I said, the 日程 is full.")];
    expect(await driftsOfMessages(session, session)).toEqual(["answer 日程", "answer 日程"]);
  });

  test("12: full-width punctuation alone is no drift", () => {
    expect(drifts("The schedule：done，as planned。")).toEqual([]);
  });
});
