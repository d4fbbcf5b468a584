import { appendFile } from "node:fs/promises";
import type { ScanJob } from "./scan-run.js";

/**
 * Appends what reports have for the page of a CI step to the file that the CI names. A file that cannot be written is
 * said on standard error and changes no exit code: the report itself stands in the log.
 */
export async function appendStepSummaries({
  outputs,
  stepSummary,
  stderr,
}: Pick<ScanJob, "outputs" | "stepSummary" | "stderr">): Promise<void> {
  if (stepSummary === undefined || stepSummary === "") return;
  const pages = outputs.flatMap(({ reporter }) => reporter.stepSummary?.() ?? []);
  if (pages.length === 0) return;
  await appendFile(stepSummary, pages.join("\n")).catch((error: Error) =>
    stderr.write(`warning: the step summary could not be written: ${error.message}\n`),
  );
}
