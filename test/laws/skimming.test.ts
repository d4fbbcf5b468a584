import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { scan } from "../../src/scan.js";
import { ATIF, CHATGPT, GEMINI, LIST, MINI } from "./skimmed-documents.js";
import { CLAUDE, CODEX, LONG, log, type Make, MESSAGES, ODD_CLAUDE, PI, text, told } from "./skimmed-logs.js";

/**
 * Sizes of windows. A text that is longer than one may be left out in other parts than an equal text elsewhere (decision
 * 020): readers that compare texts are only tried with windows that hold any of them.
 */
const windowFor = (format: string): fc.Arbitrary<number> =>
  ["messages", "mini-swe-agent", "atif"].includes(format)
    ? fc.integer({ min: 24_000, max: 40_000 })
    : fc.integer({ min: 2048, max: 9000 });

describe("a log that is skimmed", () => {
  it.each([
    ["claude-code", CLAUDE],
    ["codex-rollout", CODEX],
    ["messages", MESSAGES],
    ["pi", PI],
  ] as const)("%s says the same as one that is decoded in full", (format, makes) => {
    const record = fc.tuple(fc.constantFrom(...makes), text);
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        windowFor(format),
        (records, escaped, window) => {
          const made = records.map(([make, words], n) => make(words, n));
          const bytes = log(made, escaped);
          const all = told(format, [bytes], { skims: false }).said;
          expect(told(format, [bytes], { skims: true }).said, "plain").toEqual(all);
          const large = { longest: 600, window, kept: 1 << 20 };
          expect(told(format, [bytes], { skims: true, large }).said, `large ${window}`).toEqual(all);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["atif", ATIF],
    ["mini-swe-agent", MINI],
    ["gemini-cli", GEMINI],
    ["chatgpt-export", CHATGPT],
    ["messages", LIST],
  ] as const)("%s in one document says the same, whatever the window", (format, [make, wrap]) => {
    const message = fc.tuple(fc.nat(make.length - 1), text);
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0, 1),
        windowFor(format),
        (messages, indent, window) => {
          const made = messages.map(([kind, words], n) => make[kind]!(words, n));
          const bytes = Buffer.from(JSON.stringify(wrap(made), null, indent));
          const large = { longest: 600, window, kept: 1 << 20 };
          const all = told(format, [bytes], { skims: false, framing: "document" }).said;
          expect(told(format, [bytes], { skims: true, framing: "document", large }).said).toEqual(all);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ["claude-code", [...CLAUDE, ...ODD_CLAUDE]],
    // The results of tools alone are recalled.
    ["codex-rollout", CODEX.slice(1, 4)],
  ] as const)("%s says the same when records are recalled", (format, makes) => {
    let recalled = 0;
    // Few kinds, so that shapes come again; now and then a record comes twice, or is broken.
    const few = fc.subarray([...makes] as Make[], { minLength: 1, maxLength: 2 });
    const words = fc.oneof(
      fc.constantFrom("ok", "", "  ", "src/a.ts", "état 🙂", "然后 go", "[x]", '"quoted"'),
      text,
    );
    const record = fc.tuple(fc.nat(), words, fc.constantFrom("", "", "", "", "again", "cut", "crlf"));
    const property = fc.property(
      few,
      fc.array(record, { minLength: 6, maxLength: 24 }),
      fc.nat(),
      (kinds, records, at) => {
        const lines = records.flatMap(([kind, said, fate], n) => {
          const line = log([kinds[kind % kinds.length]!(said, n)], false).toString();
          if (fate === "again") return [line, line];
          if (fate === "cut") return [`${line.slice(0, line.length / 2)}\n`];
          return [fate === "crlf" ? line.replace("\n", "\r\n") : line];
        });
        const bytes = Buffer.concat([log([makes[0]!("Hello.", 99)], false), Buffer.from(lines.join(""))]);
        const cut = at % bytes.length;
        const fast = told(format, [bytes.subarray(0, cut), bytes.subarray(cut)], { skims: true });
        expect(fast.said).toEqual(told(format, [bytes], { skims: false }).said);
        recalled += fast.recalled;
      },
    );
    fc.assert(property, { numRuns: 60 });
    expect(recalled).toBeGreaterThan(10);
  });

  it("decodes little, and says so when it is asked", async () => {
    const records = Array.from({ length: 20 }, (_, n) =>
      CLAUDE[1]!(`${LONG.repeat(5)} 状态`.slice(n % 2), n),
    );
    const plain = Array.from({ length: 20 }, (_, n) => CLAUDE[1]!(LONG.repeat(20), n + 20));
    const events: ScanEvent[] = [];
    const stdin = (async function* () {
      yield log([...records, ...plain], false);
    })();
    for await (const event of scan(["-"], { as: "claude-code", stdin, stats: true })) events.push(event);
    const summary = events.at(-1);
    if (summary?.type !== "summary" || summary.stats === undefined) throw new Error("no stats");
    const { bytes, decodedBytes, records: all, skimmedRecords, recalledRecords } = summary.stats;
    // The shape is learned from the second of the plain ones.
    expect([all, skimmedRecords, recalledRecords]).toEqual([40, 2, 18]);
    expect(decodedBytes).toBeLessThan(bytes / 2);
  });
});
