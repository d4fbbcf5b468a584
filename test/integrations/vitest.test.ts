import { describe, expect, test } from "vitest";
import "../../src/integrations/vitest.js";
import { assertNoDrift, checkDrift, DriftAssertionError } from "../../src/integrations/assert.js";

const ASKED = "Please fix the failing test and tell me what you changed.";
const LEAK = "I changed two files.\nLet me do a final状态 check before the merge.";
const CLEAN = "I changed two files.\nThe suite passes now.";
const TOOL_CALL = {
  function: { name: "write", arguments: '{"text":"Retry the 请求 twice, then give up."}' },
};

/** The message of what an assertion throws. */
async function failure(assertion: () => unknown): Promise<string> {
  try {
    await assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}
const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, "");

describe("langdrift/vitest", () => {
  test("a text with a leak fails with the run in its frame", async () => {
    expect(CLEAN).toHaveNoDrift({ context: ASKED });
    expect(LEAK).not.toHaveNoDrift({ context: ASKED });
    const said = plain(await failure(() => expect(LEAK).toHaveNoDrift({ context: ASKED })));
    expect(said.split("\n").map((line) => line.trimEnd())).toEqual([
      "expected no switch of language, found 1 unexpected switch",
      "",
      expect.stringMatching(/^output:2:18 {2}(warning|error) {2}word-switch {2}0\.\d\d$/),
      "  2 | Let me do a final状态 check before the merge.",
      "    |                  ^^^^",
      "  Chinese (simplified) in a Latin-script answer; nothing the user wrote or the model read explains it",
      "  assistant answer · turn 1 · Latin-script text due from the user's own turns",
      "",
      "`langdrift explain word-switch` lists benign causes to look for first.",
    ]);
    const nothing = await failure(() => expect(CLEAN).not.toHaveNoDrift());
    expect(nothing).toBe("expected a switch of language, found none; examined 42 characters of the model");
  });

  test("promises, .resolves and asymmetric use", async () => {
    await expect(Promise.resolve(CLEAN)).toHaveNoDrift();
    await expect(Promise.resolve(LEAK)).not.toHaveNoDrift();
    await expect(Promise.resolve(LEAK)).resolves.not.toHaveNoDrift();
    expect({ id: 1, text: CLEAN }).toEqual({ id: 1, text: expect.toStayInLanguage("en") });
    expect({ id: 1, text: LEAK }).toEqual({ id: 1, text: expect.not.toHaveNoDrift() });
  });

  test("a language to stay in", async () => {
    expect(CLEAN).toStayInLanguage("en");
    expect(LEAK).not.toStayInLanguage(["en", "de"]);
    const german = "Ich habe zwei Dateien geändert, und jetzt laufen alle Tests ohne Fehler durch.";
    expect(german).toStayInLanguage("de");
    const said = await failure(() => expect(german).toStayInLanguage("en"));
    expect(said).toContain("expected output to stay in en, found 1 unexpected switch");
    await expect(failure(() => expect(CLEAN).toStayInLanguage("englisch"))).resolves.toContain(
      '"englisch" is no language',
    );
  });

  test("messages: the model's are judged, the others are context", async () => {
    const messages = [
      { role: "user", content: ASKED },
      { role: "assistant", content: "", tool_calls: [TOOL_CALL] },
    ];
    const said = plain(await failure(() => expect(messages).toHaveNoDrift()));
    expect(said).toMatch(/^message 2:1:11 .* word-switch/m);
    expect(said).toContain("tool argument");
    expect(messages).toHaveNoDrift({ channel: "answer" });
    const read = { role: "tool", content: "最后请求失败" };
    expect([messages[0]!, read, messages[1]!]).toHaveNoDrift();
  });

  test("a list that holds nothing of the model is an error, not a pass", async () => {
    const said = await failure(() => expect([{ role: "user", content: LEAK }]).toHaveNoDrift());
    expect(said).toContain("hold none of the model");
    expect(await failure(() => expect(7).toHaveNoDrift())).toContain("string or an array of messages");
  });

  test("the bars: certainty and severity", () => {
    expect(LEAK).toHaveNoDrift({ minCertainty: 1 });
    expect(LEAK).not.toHaveNoDrift({ minCertainty: 1, failOn: "note" });
    // @ts-expect-error a severity that there is not
    expect(() => checkDrift(LEAK, { failOn: "warnings" })).toThrow(/Did you mean "?warning/);
  });
});

describe("langdrift/assert", () => {
  test("throws what test runners know as a failed assertion", () => {
    assertNoDrift(CLEAN, { context: ASKED });
    let thrown: unknown;
    try {
      assertNoDrift(LEAK, { context: ASKED });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DriftAssertionError);
    expect(thrown).toMatchObject({
      name: "AssertionError",
      code: "ERR_ASSERTION",
      actual: ["状态"],
      expected: [],
      operator: "assertNoDrift",
    });
    const { message } = thrown as Error;
    expect(message).toContain("^^^^");
    expect(message).not.toMatch(/\u001b/);
  });

  test("reads messages of the AI SDK, the Responses interface and LangChain", () => {
    const call = { text: "Retry the 请求 twice, then give up." };
    const human = { getType: () => "human", content: ASKED };
    const ai = { getType: () => "ai", content: "", tool_calls: [{ name: "write", args: call }] };
    const lists: readonly (readonly object[])[] = [
      [
        { role: "user", content: [{ type: "text", text: ASKED }] },
        {
          role: "assistant",
          content: [{ type: "tool-call", toolCallId: "1", toolName: "write", input: call }],
        },
      ],
      [
        { role: "user", parts: [{ type: "text", text: ASKED }] },
        { role: "assistant", parts: [{ type: "tool-write", state: "input-available", input: call }] },
      ],
      [
        { role: "user", content: ASKED },
        { type: "function_call", name: "write", arguments: JSON.stringify(call) },
      ],
      [human, ai],
    ];
    for (const messages of lists) {
      const found = checkDrift(messages).drifts.map((d) => [d.location.uri, d.channel, d.run.text]);
      expect(found).toEqual([["message 2", "tool-input", "请求"]]);
    }
  });
});
