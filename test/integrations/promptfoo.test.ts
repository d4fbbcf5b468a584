import { describe, expect, test } from "vitest";
import noDriftDefault, { noDrift } from "../../src/integrations/promptfoo.js";

// Shapes as promptfoo documents them: `AssertionValueFunctionContext` in, `GradingResult` out.
const context = {
  prompt: "Summarise the incident for the on-call engineer.",
  vars: { topic: "queue" },
  test: {},
  logProbs: undefined,
  provider: undefined,
  providerResponse: undefined,
};
const LEAK = "The queue was full, so the worker 重启 twice, then it recovered.";

describe("langdrift/promptfoo", () => {
  test("grades a clean and a drifted answer", () => {
    expect(noDriftDefault).toBe(noDrift);
    expect(noDrift("The queue was full, then it recovered.", context)).toEqual({
      pass: true,
      score: 1,
      reason: "no unexpected switch of language in 38 characters",
      namedScores: { drifts: 0 },
    });
    const graded = noDrift(LEAK, context);
    expect(graded).toMatchObject({ pass: false, namedScores: { drifts: 1 } });
    expect(graded.score).toBeGreaterThanOrEqual(0);
    expect(graded.score).toBeLessThan(0.5);
    expect(graded.reason).toContain("so the worker 重启 twice");
    expect(graded.reason).toContain("^^^^");
    expect(graded.componentResults).toHaveLength(1);
  });

  test("what the model was asked explains what it says: the prompt, chat prompts, else the variables", () => {
    const asked = "What does 重启 mean in this log?";
    const chat = JSON.stringify([
      { role: "system", content: "You explain logs." },
      { role: "user", content: [{ type: "text", text: asked }] },
    ]);
    expect(noDrift(LEAK, { ...context, prompt: asked }).pass).toBe(true);
    expect(noDrift(LEAK, { ...context, prompt: chat }).pass).toBe(true);
    expect(noDrift(LEAK, { vars: { question: asked } }).pass).toBe(true);
    expect(noDrift(LEAK, { vars: { question: "What happened?" } }).pass).toBe(false);
    expect(noDrift(LEAK).pass).toBe(false);
  });

  test("takes the assertion's config, and output that promptfoo parsed", () => {
    expect(noDrift(LEAK, { ...context, config: { minCertainty: 1 } }).pass).toBe(true);
    expect(noDrift(LEAK, { ...context, config: { expect: ["en", "zh"] } }).pass).toBe(true);
    expect(() => noDrift(LEAK, { ...context, config: { expect: ["englisch"] } })).toThrow(/is no language/);
    const call = [{ type: "function", function: { name: "note", arguments: { text: LEAK } } }];
    expect(noDrift(call, context).pass).toBe(false);
    expect(noDrift([{ role: "assistant", content: LEAK }], context).pass).toBe(false);
    expect(noDrift(undefined, context).pass).toBe(true);
  });
});
