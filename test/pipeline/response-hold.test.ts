import { describe, expect, test } from "vitest";
import { scanText } from "../../src/scan-text.js";

const context = [
  { role: "user" as const, text: "Please go through the plan and tell me what is left to do." },
];
const chinese = (lines: number): string =>
  Array.from({ length: lines }, (_, i) => `第${i}步已经完成，接着做下一步。`).join("\n");

describe("whole responses", () => {
  test("are one finding, however long, and show no more than 1,000 units", () => {
    for (const lines of [1, 3, 2000]) {
      const text = chinese(lines);
      const { drifts } = scanText(text, { context });
      expect(drifts.map((d) => d.level)).toEqual(["response"]);
      const [{ run, location }] = drifts as [(typeof drifts)[0]];
      expect(run.text).toBe(text.slice(location.start, location.end));
      expect(run.text.length).toBeLessThanOrEqual(1000);
    }
  });

  test("end where other prose shows that the answer goes on in its language", () => {
    const text = `${chinese(2)}\nThe rest of the plan is as it was before, and nothing else is left to do.`;
    expect(scanText(text, { context }).drifts.map((d) => d.level)).toEqual(["sentence", "sentence"]);
  });
});
