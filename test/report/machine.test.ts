import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { createJsonReporter } from "../../src/report/json.js";
import { createJsonlReporter } from "../../src/report/jsonl.js";
import type { ReporterFactory } from "../../src/report/reporter.js";
import { closedSchema } from "../cli/closed-schema.js";
import { collecting, finding, reportSummary, scanOf } from "./samples.js";

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
const validRecord = ajv.compile(closedSchema("langdrift-jsonl-1.schema.json"));
const validReport = ajv.compile(closedSchema("langdrift-json-1.schema.json"));

function report(create: ReporterFactory, events: readonly ScanEvent[], exitCode: number): string {
  const context = collecting();
  const reporter = create(context);
  for (const event of events) {
    if (event.type === "begin") reporter.begin?.(event);
    else reporter.event(event);
  }
  reporter.end(reportSummary(), exitCode);
  return context.text();
}

const EVENTS = scanOf([
  finding(),
  { type: "progress", sourcesDone: 1, bytes: 9, uri: "logs/a.jsonl" },
  finding({
    explanation: { reason: "echo", detail: { source: "file", turn: 3, whole: true } },
    model: null,
    timestamp: null,
    location: { pointer: null },
  }),
  { type: "diagnostic", code: "no-match", severity: "error", message: "Nothing matched.", partial: true },
  {
    type: "diagnostic",
    code: "rate-alarm",
    severity: "warning",
    message: "Above the rate.",
    partial: false,
    rate: { model: null, sessions: 9, onsets: 4, tokens: 90_000, above: 2, alpha: 0.01, e: 140 },
  },
  {
    type: "diagnostic",
    code: "record-too-large",
    severity: "warning",
    message: "Skipped.",
    partial: true,
    location: { uri: "logs/a.jsonl", line: 3, byteOffset: 100 },
  },
]);

describe("jsonl", () => {
  it("writes records that the shipped schema describes, field by field", () => {
    const lines = report(createJsonlReporter, EVENTS, 1).trimEnd().split("\n");
    const records = lines.map((line) => JSON.parse(line));
    expect(records.map((record) => record.type)).toEqual([
      "begin",
      "finding",
      "finding",
      "diagnostic",
      "diagnostic",
      "diagnostic",
      "end",
      "summary",
    ]);
    for (const record of records) expect(validRecord(record), JSON.stringify(validRecord.errors)).toBe(true);
    expect(records[1].explanation).toBeNull();
    expect(records[3].location).toBeNull();
    expect(validRecord({ ...records[1], certainty: 1.5 })).toBe(false);
    expect(validRecord({ ...records[1], evidence: [] })).toBe(false);
  });

  it("keeps one record a line and any text intact, without showing controls", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const output = report(createJsonlReporter, [finding({ run: { text } })], 0);
        const line = output.split("\n")[0]!;
        expect(JSON.parse(line).run.text).toBe(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
      { numRuns: 300 },
    );
  });
});

describe("json", () => {
  it("writes one object that the shipped schema describes, from the same records", () => {
    const document = JSON.parse(report(createJsonReporter, EVENTS, 1));
    expect(validReport(document), JSON.stringify(validReport.errors)).toBe(true);
    const records = report(createJsonlReporter, EVENTS, 1)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect([...document.findings, ...document.diagnostics, ...document.sources, document.summary]).toEqual(
      records.slice(1),
    );
  });

  it("is valid with nothing in it, also when the scan broke off before it began", () => {
    expect(validReport(JSON.parse(report(createJsonReporter, [], 2)))).toBe(true);
  });

  it("writes findings as they come and bounds what it keeps", () => {
    const context = collecting();
    const reporter = createJsonReporter(context);
    reporter.event(finding());
    expect(context.text()).toContain("状态");
    for (let line = 1; line <= 10_007; line++) {
      reporter.event({
        type: "diagnostic",
        code: "invalid-json",
        severity: "warning",
        message: "Not JSON.",
        partial: true,
        location: { uri: "a", line },
      });
    }
    reporter.end(reportSummary({ complete: false }), 2);
    const document = JSON.parse(context.text());
    expect(document.diagnostics).toHaveLength(10_001);
    expect(document.diagnostics.at(-1)).toMatchObject({
      code: "limit-reached",
      message: expect.stringContaining("7 more"),
    });
    expect(validReport(document)).toBe(true);
  });
});
