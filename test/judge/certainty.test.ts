import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asResponseParts, certaintyOf } from "../../src/judge/certainty.js";
import { FEATURES } from "../../src/judge/certainty-features.js";
import { CERTAINTY_WEIGHTS } from "../../src/judge/certainty-weights.generated.js";
import { scanText } from "../../src/scan-text.js";

const answer = (text: string) => scanText(text, { role: "assistant", expect: ["en"] }).drifts;

describe("certainty", () => {
  it("never falls by evidence for a drift, nor rises by evidence against it", () => {
    for (const { name, sign } of FEATURES) {
      if (sign === "positive") expect([name, CERTAINTY_WEIGHTS[name] >= 0]).toEqual([name, true]);
      if (sign === "negative") expect([name, CERTAINTY_WEIGHTS[name] <= 0]).toEqual([name, true]);
    }
    const part = fc.record({
      name: fc.constant("x"),
      value: fc.constant(1),
      weight: fc.double({ min: -60, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(part), part, (parts, more) => {
        const rises = certaintyOf([...parts, more]) - certaintyOf(parts);
        expect(more.weight >= 0 ? rises >= 0 : rises <= 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("is the logistic of the parts that a finding lists", () => {
    const [word] = answer("It runs the 状态check twice.");
    expect(word!.certainty).toBe(certaintyOf(word!.certaintyParts));
    expect(word!.certaintyParts.map((p) => p.name)).toContain("touches-letter");
    expect(word!.certainty).toBeGreaterThan(0.8);
  });

  it("is lower for a run that stands between delimiters among others, as names and samples do", () => {
    const [grown] = answer("It runs the 状态check twice.");
    const [listed] = answer("| Menu | 豆花 | 凉粉 |");
    expect(listed!.certainty).toBeLessThan(grown!.certainty);
  });

  it("counts a switched response as one, whatever level its first run had", () => {
    const parts = [
      { name: "base", value: 1, weight: 5 },
      { name: "sentence", value: 1, weight: 2 },
    ];
    expect(asResponseParts(asResponseParts(parts))).toEqual(asResponseParts(parts));
    expect(asResponseParts(parts).map((p) => p.name)).toEqual(["base", "response"]);
  });
});
