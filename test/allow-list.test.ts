import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AllowEntry, createAllowList } from "../src/allow-list.js";
import { ConfigError } from "../src/errors.js";
import type { Finding } from "../src/model/finding.js";
import type { ScanEvent } from "../src/model/scan-event.js";
import { scan } from "../src/scan.js";
import { finding } from "./report/samples.js";

const base: Finding = {
  ...finding(),
  rule: "word-switch",
  role: "assistant",
  channel: "answer",
  model: "Some-Model-7b",
};
const found: Finding = {
  ...base,
  run: { ...base.run, text: "海螺" },
  location: { ...base.location, uri: "docs/zh/a.md" },
};

const FIELDS: readonly (readonly [AllowEntry, AllowEntry])[] = [
  [
    { text: " 海螺", why: "a product" },
    { text: "海", why: "a product" },
  ],
  [{ path: "docs/**" }, { path: "docs/*.md" }],
  [{ role: "assistant" }, { role: "user" }],
  [{ channel: "answer" }, { channel: "reasoning" }],
  [{ rule: "word-switch" }, { rule: "sentence-switch" }],
  [{ model: "some-*-7B" }, { model: "other" }],
];

describe("allow entries", () => {
  it("match when all their fields do", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 1, undefined), { minLength: FIELDS.length, maxLength: FIELDS.length }),
        (picks) => {
          const chosen = picks.flatMap((pick, at) => (pick === undefined ? [] : [FIELDS[at]![pick]!]));
          fc.pre(chosen.length > 0);
          const list = createAllowList([Object.assign({}, ...chosen)], { cwd: "/repo" });
          const expected = picks.includes(1) ? null : "allowed";
          expect(list.accept(found)).toBe(expected);
          expect(list.unused?.().length).toBe(expected === null ? 1 : 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("compare text after NFKC, and say what was of no use and where it is written", () => {
    const wide = { ...found, run: { ...found.run, text: "ＡＰＩ海螺" } };
    const origin = { uri: "langdrift.config.json", line: 4 };
    const list = createAllowList([
      { text: "API海螺", why: "a product" },
      { path: "nowhere", origin },
    ]);
    expect(list.accept(wide)).toBe("allowed");
    expect(list.unused?.()).toEqual([
      {
        code: "unused-entry",
        severity: "info",
        partial: false,
        message: 'The allow entry {"path":"nowhere"} matched no finding.',
        location: origin,
      },
    ]);
  });

  it.each([
    [{ why: "all of it" }, "needs one of text, path,"],
    [{ text: "海螺" }, 'needs "why"'],
    [{ txt: "海螺" }, 'Did you mean "text"?'],
  ])("refuse %j", (entry, message) => {
    expect(() => createAllowList([entry as AllowEntry])).toThrow(ConfigError);
    expect(() => createAllowList([entry as AllowEntry])).toThrow(message);
  });

  it("hold findings back in a scan", async () => {
    const stdin = (async function* () {
      yield Buffer.from("The build 状态 is good and all of the tests pass.\n");
    })();
    const filters = [createAllowList([{ path: "-", text: "状态", why: "a test" }])];
    const events: ScanEvent[] = [];
    for await (const event of scan(["-"], { stdin, filters, expect: ["en"] })) events.push(event);
    expect(events.map(({ type }) => type)).not.toContain("finding");
    expect(events.at(-1)).toMatchObject({ counts: { warning: 0, accepted: { allowed: 1 } } });
  });
});
