import { describe, expect, it } from "vitest";
import { INITIAL_STATE } from "../../src/segment/block-state.js";
import { createBlockTracker } from "../../src/segment/block-tracker.js";
import { openDelimiter } from "../../src/segment/open-delimiter.js";

/** Whether the place of `^` lies in an open delimiter of the line without it. */
function open(marked: string, state = INITIAL_STATE): boolean {
  return openDelimiter(marked.replace("^", ""), state, marked.indexOf("^"));
}

describe("openDelimiter", () => {
  it("is true inside a quotation, code span or bracket that has not closed", () => {
    for (const line of [
      'say "状^态',
      "sagt «状^",
      "use `状^态 x",
      "the gate (网^关",
      "名【状^",
      "see （网^",
      "x '状^态",
    ]) {
      expect(open(line), line).toBe(true);
    }
  });

  it("is false once it closed, before it opened, and where a mark opens nothing", () => {
    for (const line of [
      'say "状^态" and',
      "状^态 then (x",
      "the gate (网关) 中^",
      "it's 状^态",
      "sad :( 状^态",
      "l'état 状^态",
      "状^态",
    ]) {
      expect(open(line), line).toBe(false);
    }
  });

  it("does not wait for the brackets of code, but for its strings", () => {
    const tracker = createBlockTracker({ name: "a.ts" });
    expect(open("call(状^态", tracker.state)).toBe(false);
    expect(open('call("状^态', tracker.state)).toBe(true);
  });
});
