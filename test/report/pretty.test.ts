import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { createPrettyReporter } from "../../src/report/pretty.js";
import type { ReportSummary } from "../../src/report/reporter.js";
import { collecting, finding, reportSummary } from "./samples.js";

function pretty(event: ReturnType<typeof finding>, width = 80): string {
  const context = collecting({ width });
  createPrettyReporter(context).event(event);
  return context.text();
}

function closing(summary: Partial<ReportSummary>, exitCode: number, explain = false): string {
  const context = collecting({ explain });
  createPrettyReporter(context).end(reportSummary(summary), exitCode);
  return context.text();
}

describe("a pretty finding", () => {
  it("shows place, line, carets, the reason and who wrote it", () => {
    expect(pretty(finding())).toMatchInlineSnapshot(`
      "logs/a.jsonl:14:233  warning  word-switch  0.97
        14 | I'll run one last 状态 check over it
           |                   ^^^^
        Chinese (simplified) in an English answer; nothing the user wrote or the model read explains it
        assistant answer · some-model-1 · turn 12 · English due from the user's own turns

      "
    `);
  });

  it("words an explained run with its reason and detail", () => {
    const explained = finding({
      explanation: { reason: "echo", detail: { source: "tool result, turn 3" } },
      severity: "note",
    });
    expect(pretty(explained)).toMatchInlineSnapshot(`
      "logs/a.jsonl:14:233  explained  word-switch  0.97
        14 | I'll run one last 状态 check over it
           |                   ^^^^
        Chinese (simplified) in an English answer; explained (echo): it stands in what the model had read before
        source: tool result, turn 3
        assistant answer · some-model-1 · turn 12 · English due from the user's own turns

      "
    `);
  });

  it("words a whole response, a plain file, a comment and an unclear language", () => {
    const sentences = [
      finding({ level: "response", rule: "response-switch", severity: "error" }),
      finding({ role: "unknown", channel: "text", expected: { languages: ["fra"], basis: "matrix" } }),
      finding({
        run: { segment: "comment" },
        channel: "tool-input",
        expected: { languages: ["eng", "deu"], basis: "config" },
      }),
      finding({ run: { language: "und", script: "Hani" }, expected: { languages: [], basis: "matrix" } }),
      finding({
        run: { script: "Hant" },
        channel: "reasoning",
        expected: { languages: ["und-Latn"], basis: "user" },
      }),
    ].map((event) => pretty(event).split("\n")[3]);
    expect(sentences).toMatchInlineSnapshot(`
      [
        "  An answer in Chinese (simplified) where English was due; nothing the user wrote or the model read explains it",
        "  Chinese (simplified) in French text; nothing in the text explains it",
        "  Chinese (simplified) in a code comment of an English or German tool argument; nothing the user wrote or the model read explains it",
        "  Han text (Chinese or Japanese) in an answer; nothing the user wrote or the model read explains it",
        "  Chinese (traditional) in Latin-script reasoning; nothing the user wrote or the model read explains it",
      ]
    `);
  });

  it("puts the carets under the run, by display width", () => {
    const befores = ["", "日本語の", "e\u0301te\u0301 ", "\tif x: ", "👩🏽 ok ", "ｆｕｌｌ "];
    for (const before of befores) {
      const [, line, carets] = pretty(finding({ context: { before, after: "!" } })).split("\n");
      const start = line!.indexOf("状态");
      expect(stringWidth(line!.slice(0, start))).toBe(carets!.indexOf("^"));
      expect(carets!.trim().split(" ").at(-1)).toBe("^^^^");
    }
  });

  it("fits a long line and a long run into the width", () => {
    const long = finding({
      run: { text: "很长的中文".repeat(2000) },
      context: { before: "a".repeat(60), after: "界".repeat(30) },
    });
    for (const width of [40, 79, 120]) {
      const [, line, carets] = pretty(long, width).split("\n");
      expect(stringWidth(line!)).toBeLessThanOrEqual(width);
      expect(stringWidth(carets!)).toBeLessThanOrEqual(width);
      expect(line).toMatch(/[很长的中文]…[很长的中文]/);
    }
  });

  it("never lets scanned text reach the terminal as a control", () => {
    const hostile = fc.string({
      unit: fc.oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
        fc.constantFrom(
          "\u001b[31m",
          "\u009b2J",
          "\u202e",
          "\u2066",
          "\u200b",
          "\ufeff",
          "\u0007",
          "\r",
          "\n",
          "\ud800",
          "\u3164",
          "\u{e0041}",
          "中",
          "e\u0301",
        ),
      ),
    });
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.integer({ min: 20, max: 120 }),
        (text, other, name, width) => {
          const output = pretty(
            finding({
              run: { text },
              context: { before: other, after: text },
              location: { uri: name },
              model: other,
              agent: name,
              explanation: { reason: "quoted", detail: { by: text } },
            }),
            width,
          );
          expect(output).not.toMatch(/[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
          expect(output.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
          // Header, line, carets, sentence, (detail), facts, blank line: no scanned newline breaks the frame.
          expect(output.split("\n").length).toBeGreaterThanOrEqual(7);
          expect(output.split("\n").length).toBeLessThanOrEqual(8);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("colours only when told to", () => {
    const context = collecting({ color: true });
    createPrettyReporter(context).event(finding());
    expect(context.text()).toContain("\u001b[35m状态\u001b[39m");
    expect(pretty(finding())).not.toContain("\u001b");
  });
});

describe("a pretty summary", () => {
  it("counts, with exposure, and cautions", () => {
    const counts = { error: 1, warning: 2, note: 0, explained: { requested: 3, echo: 9 }, accepted: {} };
    expect(closing({ counts, driftedSessions: 2, omitted: 2 }, 1)).toMatchInlineSnapshot(`
      "✖ 3 unexpected switches into Chinese (1 error, 2 warnings) in 2 of 14 sessions; examined 1,204 utterances, 3.1 M characters (≈ 780 k tokens) in 1.2 s
        12 runs explained (echo 9, requested 3; --explain lists them)
        2 more findings counted but not listed (--max-findings)
        A stray Chinese word says almost nothing about which model wrote it.
      "
    `);
  });

  it("is clean", () => {
    const counts = { error: 0, warning: 0, note: 0, explained: { echo: 1 }, accepted: {} };
    expect(closing({ counts, driftedSessions: 0, driftedLanguages: [] }, 0, true)).toMatchInlineSnapshot(`
      "✔ no unexpected switches into Chinese in 14 sessions; examined 1,204 utterances, 3.1 M characters (≈ 780 k tokens) in 1.2 s
        1 run explained (echo 1)
      "
    `);
  });

  it("never calls a partial or empty scan clean", () => {
    const none = {
      counts: { error: 0, warning: 0, note: 0, explained: {}, accepted: {} },
      driftedSessions: 0,
      driftedLanguages: [],
    };
    const empty = {
      sessions: 0,
      utterances: 0,
      characters: 0,
      tokens: 0,
      first: null,
      last: null,
      strata: [],
    };
    const outputs = [
      closing({ ...none, complete: false, problems: 2 }, 2),
      closing({ ...none, complete: false, interrupted: true }, 130),
      closing({ ...none, exposure: empty, sources: 1 }, 0),
    ];
    for (const output of outputs) expect(output).not.toContain("✔");
    expect(outputs.join("")).toMatchInlineSnapshot(`
      "! incomplete scan: part of the input was not examined (2 problems)
      ! no unexpected switches into Chinese in 14 sessions; examined 1,204 utterances, 3.1 M characters (≈ 780 k tokens) in 1.2 s
      ! incomplete scan: it was interrupted
      ! no unexpected switches into Chinese in 14 sessions; examined 1,204 utterances, 3.1 M characters (≈ 780 k tokens) in 1.2 s
      ! no text written by a model was found in 1 source, so nothing was examined
      "
    `);
  });

  it("names what was found, not more", () => {
    const heads = [["und"], ["cmn", "und"], ["cmn", "jpn"]].map(
      (driftedLanguages) => closing({ driftedLanguages }, 0).split("(")[0],
    );
    expect(heads).toMatchInlineSnapshot(`
      [
        "! 1 unexpected switch into Han text ",
        "! 1 unexpected switch into Chinese or Han text of unclear language ",
        "! 1 unexpected switch of language ",
      ]
    `);
  });

  it("points to the page of the rule that reported most", () => {
    const context = collecting({ explain: true });
    const reporter = createPrettyReporter(context);
    reporter.event(finding());
    for (const _ of [1, 2]) reporter.event(finding({ rule: "sentence-switch", level: "sentence" }));
    for (const _ of [1, 2, 3])
      reporter.event(finding({ rule: "response-switch", explanation: { reason: "echo", detail: {} } }));
    reporter.end(reportSummary(), 1);
    const hints = context.text().match(/^ {2}`langdrift explain .*$/gm);
    expect(hints).toEqual(["  `langdrift explain sentence-switch` lists benign causes to look for first."]);
    expect(closing({}, 1)).not.toContain("langdrift explain");
  });

  it("is left out when quiet", () => {
    const context = collecting({ quiet: true });
    createPrettyReporter(context).end(reportSummary(), 1);
    expect(context.text()).toBe("");
  });
});
