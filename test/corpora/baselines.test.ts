import { describe, expect, it } from "vitest";
import { hanBaseline, lineBaseline, ratioBaseline, spanBaseline } from "../../scripts/corpora-baselines.mjs";
import type { Session } from "../../scripts/corpora-score.mjs";
import { predictionAt as at, sessionWith } from "./sessions.js";

const plain: Session = {
  ...sessionWith("", []),
  messages: [
    { role: "user", content: "Wo ist 甲?" },
    {
      role: "assistant",
      reasoning_content: "we 乙 think",
      content: "ab甲乙 c\n丙丁戊己",
      tool_calls: [
        { id: "c", type: "function", function: { name: "sh", arguments: { command: "echo 庚" } } },
      ],
    },
  ],
};

describe("baselines", () => {
  it("look at every string of the model and at nothing that it read", () => {
    expect(hanBaseline(1)(plain).map((p) => [p.pointer, p.text])).toEqual([
      ["/messages/1/reasoning_content", "乙"],
      ["/messages/1/content", "甲乙"],
      ["/messages/1/content", "丙丁戊己"],
      ["/messages/1/tool_calls/0/function/arguments/command", "庚"],
    ]);
  });

  it("ask for a number of Han characters in a row", () => {
    expect(hanBaseline(3)(plain)).toEqual([at(7, 11, { text: "丙丁戊己" })]);
  });

  it("flag whole lines by their language", () => {
    expect(lineBaseline((line) => line.startsWith("丙"))(plain)).toEqual([at(7, 11, { text: "丙丁戊己" })]);
  });

  it("flag a whole string by its share of Han letters", () => {
    const flagged = (answer: string) => ratioBaseline(0.2)(sessionWith(answer, [])).length;
    expect([flagged("abcd 甲 12"), flagged("abcde 甲"), flagged("12 !"), flagged("")]).toEqual([1, 0, 0, 0]);
    expect(ratioBaseline(0.2)(sessionWith("abcd 甲 12", []))).toEqual([at(0, 9, { text: "abcd 甲 12" })]);
  });

  it("take spans in bytes to places in the string, line by line", () => {
    const spans = (line: string) => {
      const start = Buffer.byteLength(line.slice(0, line.indexOf("甲")));
      return line.includes("甲") ? [{ start, end: start + 3 }] : [];
    };
    const text = "x\né😀甲z";
    expect(spanBaseline(spans)(sessionWith(text, []))).toEqual([at(5, 6, { text: "甲" })]);
  });
});
