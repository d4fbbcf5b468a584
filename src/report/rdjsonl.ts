import type { Finding, Severity } from "../model/finding.js";
import type { ScanEvent } from "../model/scan-event.js";
import { factLine, findingMessage } from "./finding-message.js";
import { jsonText } from "./records.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { sourcePath } from "./source-path.js";
import { terminalText } from "./terminal-text.js";

/** UTF-16 units of the line around a run. */
const MAX_ORIGINAL = 1000;

const SEVERITY = { error: "ERROR", warning: "WARNING", note: "INFO" } as const satisfies Record<
  Severity,
  string
>;

/** Lines and columns from 1, columns in bytes of UTF-8, the end exclusive. Lines alone where bytes are not known. */
function range({ line, endLine, byteColumn, endByteColumn }: Finding["location"]): object {
  const start = Math.max(line, 1);
  const end = Math.max(endLine, start);
  return byteColumn === undefined || endByteColumn === undefined
    ? { start: { line: start }, end: { line: end } }
    : { start: { line: start, column: byteColumn }, end: { line: end, column: endByteColumn } };
}

/** One `Diagnostic` of the Reviewdog Diagnostic Format (proto/rdf/reviewdog.proto of reviewdog) a line, as it comes. */
export function createRdjsonlReporter(context: ReportContext): Reporter {
  const { tool } = context;
  const source = { name: tool.name, ...(tool.homepage === undefined ? {} : { url: tool.homepage }) };
  return {
    event(event: ScanEvent): void {
      if (event.type !== "finding" || event.explanation !== null) return;
      const diagnostic = {
        message: `${findingMessage(event)} (${factLine(event)})`,
        location: { path: sourcePath(event.location.uri, context.cwd).path, range: range(event.location) },
        severity: SEVERITY[event.severity],
        source,
        code: { value: event.rule },
        original_output: terminalText(event.context.before + event.run.text + event.context.after).slice(
          0,
          MAX_ORIGINAL,
        ),
      };
      context.write(`${jsonText(diagnostic)}\n`);
    },
    end() {},
  };
}
