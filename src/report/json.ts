import type { ScanEvent } from "../model/scan-event.js";
import {
  CONTRACT_VERSION,
  diagnosticRecord,
  endRecord,
  findingRecord,
  jsonText,
  summaryRecord,
} from "./records.js";
import type { ReportContext, Reporter, ReportSummary } from "./reporter.js";

/** Diagnostics wait in memory until the findings are written; a broken log must not fill it. */
const MAX_DIAGNOSTICS = 10_000;

function list(records: readonly string[]): string {
  return records.length === 0 ? "[]" : `[\n${records.join(",\n")}\n]`;
}

/**
 * One object `{version, findings, diagnostics, sources, summary}`. Findings are written as they come; what is kept until
 * the end is one short record a source and at most 10,000 diagnostics (the last one says how many more there were).
 */
export function createJsonReporter(context: ReportContext): Reporter {
  const diagnostics: string[] = [];
  const sources: string[] = [];
  let unlisted = 0;
  let findings = 0;
  let opened = false;

  function open(): void {
    if (opened) return;
    opened = true;
    context.write(`{"version":${CONTRACT_VERSION},\n"findings":[`);
  }

  return {
    begin: open,
    event(event: ScanEvent): void {
      if (event.type === "finding") {
        open();
        context.write(`${findings++ === 0 ? "\n" : ",\n"}${jsonText(findingRecord(event))}`);
      } else if (event.type === "diagnostic") {
        if (diagnostics.length < MAX_DIAGNOSTICS) diagnostics.push(jsonText(diagnosticRecord(event)));
        else unlisted++;
      } else if (event.type === "end") {
        sources.push(jsonText(endRecord(event)));
      }
    },
    end(summary: ReportSummary, exitCode: number): void {
      open();
      if (unlisted > 0) diagnostics.push(jsonText(diagnosticRecord(unlistedDiagnostic(unlisted))));
      context.write(
        `${findings === 0 ? "]" : "\n]"},\n"diagnostics":${list(diagnostics)},\n"sources":${list(sources)},\n` +
          `"summary":${jsonText(summaryRecord(summary, exitCode))}}\n`,
      );
    },
  };
}

function unlistedDiagnostic(number: number) {
  return {
    code: "limit-reached",
    severity: "info",
    message: `${number} more diagnostics are not listed here; the jsonl format lists all.`,
    partial: false,
  } as const;
}
