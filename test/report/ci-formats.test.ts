import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { createGithubReporter } from "../../src/report/github.js";
import { createGitlabReporter } from "../../src/report/gitlab.js";
import { createJunitReporter } from "../../src/report/junit.js";
import { createMarkdownReporter } from "../../src/report/markdown.js";
import { createRdjsonlReporter } from "../../src/report/rdjsonl.js";
import type { ReportContext, ReporterFactory, ReportSummary } from "../../src/report/reporter.js";
import { createSarifReporter } from "../../src/report/sarif.js";
import { collecting, EXPOSURE, finding, reportSummary } from "./samples.js";
import { gitlabErrors, junitErrors, rdjsonErrors, sarifErrors } from "./schemas.js";

function report(
  create: ReporterFactory,
  events: readonly ScanEvent[],
  end: { summary?: Partial<ReportSummary>; code?: number; context?: Partial<ReportContext> } = {},
): string {
  const context = collecting(end.context);
  const reporter = create(context);
  for (const event of events) reporter.event(event);
  reporter.end(reportSummary(end.summary), end.code ?? 1);
  return context.text();
}

const ended = (uri: string): ScanEvent => ({
  type: "end",
  uri,
  format: "plain",
  bytes: 9,
  exposure: EXPOSURE,
});
const NASTY =
  "]]> \u0000\u001b[31m\r\n::error::x\n%0A | \\| `a` <img src=x> [a](http://b.c) @user #123 a@b.de www.x.de \ud800 \uffff \u202e {0}";
const PATH = "logs/Grüße #1 50%?/a b.jsonl";
const hostile = finding({
  run: { text: NASTY },
  model: NASTY,
  agent: NASTY,
  session: NASTY,
  context: { before: NASTY, after: NASTY },
  location: { uri: `${NASTY}.jsonl` },
});

/** Documents that are valid whatever they hold; XML is checked in one go, since its engine starts slowly. */
async function expectValid(scans: readonly (readonly ScanEvent[])[], end: Parameters<typeof report>[2] = {}) {
  for (const events of scans) {
    expect(sarifErrors(JSON.parse(report(createSarifReporter, events, end)))).toEqual([]);
    expect(gitlabErrors(JSON.parse(report(createGitlabReporter, events, end)))).toEqual([]);
    const lines = report(createRdjsonlReporter, events, end).split("\n").slice(0, -1);
    for (const line of lines) expect(rdjsonErrors(JSON.parse(line))).toEqual([]);
    const commands = report(createGithubReporter, events, end).split("\n").slice(0, -1);
    for (const line of commands)
      expect(line).toMatch(/^(?:::(?:error|warning|notice) file=[^:\n]*::|[\d,]+ more )/);
    const rows = report(createMarkdownReporter, events, end).split("\n");
    for (const row of rows.filter((line) => line.includes("word-switch</code>"))) expect(row).toBe("");
    for (const row of rows.filter((line) => line.startsWith("| <code>"))) {
      expect(row.split("|")).toHaveLength(8);
      expect(row.replaceAll(/<\/?code>|<!-- -->|&#\d+;/g, "")).not.toMatch(/[<>`@#[\]\\&_*]/);
    }
  }
  expect(await junitErrors(scans.map((events) => report(createJunitReporter, events, end)))).toEqual([]);
}

describe("every format for CI", () => {
  it("stays valid for any text of a finding", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...NASTY, "\ufffe", "态", "&", '"', "'")).map((parts) => parts.join("")),
    );
    const any = fc
      .record({
        run: text,
        before: text,
        name: text,
        line: fc.nat(),
        column: fc.nat(600_000),
        height: fc.nat(3),
      })
      .map(({ run, before, name, line, column, height }) => [
        finding({
          run: { text: run },
          context: { before, after: run },
          model: name,
          session: name,
          location: { uri: name || "x", line, column, endLine: line + height, endColumn: 1 },
        }),
        {
          type: "diagnostic",
          code: "unreadable",
          severity: "error",
          message: `Not read: ${run}`,
          partial: true,
        } as const,
        ended(name || "x"),
      ]);
    await expectValid([[], [hostile], ...fc.sample(any, { numRuns: 40, seed: 7 })]);
  }, 30_000);

  it("is valid after an interrupt, with diagnostics, limits and nothing found", async () => {
    const events: ScanEvent[] = [
      finding({ explanation: { reason: "echo", detail: { source: NASTY } } }),
      { type: "diagnostic", code: "no-match", severity: "error", message: "Nothing.", partial: true },
      {
        type: "diagnostic",
        code: "invalid-json",
        severity: "warning",
        message: NASTY,
        partial: true,
        location: { uri: PATH, line: 3 },
      },
    ];
    const interrupted = { summary: { complete: false, interrupted: true, omitted: 3 }, code: 130 };
    await expectValid([events], interrupted);
    const sarif = JSON.parse(report(createSarifReporter, events, interrupted)).runs[0];
    expect(sarif.results).toEqual([]);
    expect(sarif.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 130 });
    const said = sarif.invocations[0].toolExecutionNotifications.map((one: never) => JSON.stringify(one));
    expect(said.join()).toMatch(/invalid-json.*interrupted.*3 more findings.*examined/s);
    expect(report(createMarkdownReporter, events, interrupted)).toMatch(/^### langdrift\n\n\*\*Incomplete/);
    expect(report(createGitlabReporter, [])).toBe("[]\n");
    expect(report(createRdjsonlReporter, [])).toBe("");
  });

  it("names a source with spaces, umlauts and signs so that each reader finds it", () => {
    const events = [finding({ location: { uri: `./${PATH}` } })];
    const sarif = JSON.parse(report(createSarifReporter, events)).runs[0].results[0];
    const { artifactLocation } = sarif.locations[0].physicalLocation;
    expect(artifactLocation).toEqual({
      uri: "logs/Gr%C3%BC%C3%9Fe%20%231%2050%25%3F/a%20b.jsonl",
      uriBaseId: "%SRCROOT%",
    });
    expect(JSON.parse(report(createGitlabReporter, events))[0].location.path).toBe(PATH);
    expect(JSON.parse(report(createRdjsonlReporter, events)).location.path).toBe(PATH);
    expect(report(createGithubReporter, events)).toContain("file=logs/Grüße #1 50%25?/a b.jsonl,line=14");
    const outside = [
      finding({ location: { uri: "../b c.log" } }),
      finding({ location: { uri: "/project/in.log" } }),
    ];
    const uris = JSON.parse(report(createSarifReporter, outside)).runs[0].results.map(
      (one: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        one.locations[0]!.physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(["file:///b%20c.log", "in.log"]);
  });
});

describe("sarif", () => {
  it("leaves out what code scanning refuses, and says so", () => {
    const limited = (context: ReportContext) => createSarifReporter(context, { results: 2, size: 9_000 });
    const log = JSON.parse(report(limited, Array<ScanEvent>(5).fill(finding()))).runs[0];
    expect(log.results).toHaveLength(2);
    const long = finding({ location: { uri: "x".repeat(10_000) } });
    expect(JSON.parse(report(limited, [long, long])).runs[0].results).toHaveLength(1);
    const said = JSON.stringify(log.invocations[0].toolExecutionNotifications);
    expect(said).toContain("3 more findings are not in this file");
  });

  it("writes no result for an explained run, and no link or placeholder of a log", () => {
    const explained = finding({ explanation: { reason: "echo", detail: {} } });
    const link = finding({ run: { text: "[状态](http://x) {0}" } });
    const { results } = JSON.parse(report(createSarifReporter, [explained, link])).runs[0];
    expect(results).toHaveLength(1);
    expect(results[0].message.text).toContain("\\[状态\\](http://x) {{0}}");
  });
});

describe("github", () => {
  it("annotates ten of a level, none twice, and appends the page", () => {
    const many = Array.from({ length: 13 }, (_, line) => finding({ location: { line } }));
    const context = collecting();
    const reporter = createGithubReporter(context);
    for (const event of [many[0]!, ...many, finding({ severity: "note" })]) reporter.event(event);
    reporter.end(reportSummary(), 1);
    expect(context.text().match(/^::warning /gm)).toHaveLength(10);
    expect(context.text().match(/^::notice /gm)).toHaveLength(1);
    // Lines 0 and 1 are the same place to GitHub.
    expect(context.text()).toContain("\n2 more findings are not annotated");
    expect(reporter.stepSummary?.()).toContain("examined 1,204 utterances");
  });
});

describe("markdown", () => {
  it("stays short enough for a comment and always says how much was examined", () => {
    const events = Array<Finding & { type: "finding" }>(5_000).fill(hostile);
    const page = report(createMarkdownReporter, events);
    expect(page.length).toBeLessThan(65_536);
    expect(page).toMatch(/\nand 4,9\d\d more\n/);
    const quiet = report(createMarkdownReporter, [finding()], { context: { quiet: true } });
    expect(quiet).toContain("examined 1,204 utterances");
    expect(quiet).toContain("A stray Chinese word says almost nothing");
    expect(quiet).not.toContain("| Rule |");
  });
});

describe("junit", () => {
  it("passes a clean source, fails one whose findings are not listed, and errs for what was not examined", () => {
    const context = collecting();
    const reporter = createJunitReporter(context);
    reporter.event(ended("clean"));
    reporter.omitted?.(finding({ location: { uri: "omitted" } }));
    reporter.event(ended("omitted"));
    reporter.event({
      type: "diagnostic",
      code: "truncated-record",
      severity: "warning",
      message: "Cut.",
      partial: true,
      location: { uri: "cut", line: 2, column: 1 },
    });
    reporter.event(ended("cut"));
    reporter.end(reportSummary({ complete: false, problems: 1 }), 2);
    const suites = [
      ...context.text().matchAll(/<testsuite name="(\w+)".*tests="(\d)" failures="(\d)" errors="(\d)"/g),
    ];
    expect(suites.map(([, ...counts]) => counts.join(" "))).toEqual([
      "clean 1 0 0",
      "omitted 1 1 0",
      "cut 1 0 1",
      "scan 1 0 1",
    ]);
  });
});

describe("the pages of rules", () => {
  it("are those of the manual", () => {
    const page = readFileSync(new URL("../../docs/rules/word-switch.md", import.meta.url), "utf8");
    const rulePages = () => [{ name: "word-switch", summary: "S.", text: "T", markdown: page }];
    const { rules } = JSON.parse(report(createSarifReporter, [], { context: { rulePages } })).runs[0].tool
      .driver;
    expect(rules[2].fullDescription.text).toMatch(/^S\. Of 162 such switches/);
  });
});
