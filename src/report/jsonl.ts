import type { ScanEvent } from "../model/scan-event.js";
import {
  beginRecord,
  diagnosticRecord,
  endRecord,
  findingRecord,
  jsonText,
  summaryRecord,
} from "./records.js";
import type { ReportContext, Reporter, ReportSummary } from "./reporter.js";

/** One JSON record a line, each written as it comes: `begin`, `finding`, `diagnostic`, `end` per source, `summary`. */
export function createJsonlReporter(context: ReportContext): Reporter {
  const line = (record: object): void => context.write(`${jsonText(record)}\n`);
  return {
    begin: (event) => line(beginRecord(event, context.tool)),
    event(event: ScanEvent): void {
      if (event.type === "finding") line(findingRecord(event));
      else if (event.type === "diagnostic") line(diagnosticRecord(event));
      else if (event.type === "end") line(endRecord(event));
    },
    end: (summary: ReportSummary, exitCode: number) => line(summaryRecord(summary, exitCode)),
  };
}
