import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Diagnostic } from "./model/diagnostic.js";
import { looksLikeLedger, looksLikeReport, notASummary } from "./provenance/ledger-file.js";
import { type Input, listSources, type Source, SourceError, sourceDiagnostic } from "./source/index.js";

/** Inputs told apart: logs to scan, and files that an earlier scan wrote. */
export interface EvidenceInputs {
  readonly logs: readonly Input[];
  readonly summaries: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds the session summaries among what a user names. Files that are named, and those that a pattern finds, are looked
 * into; what lies in folders is taken for logs.
 *
 * @throws LedgerError for a report of this program, which is neither
 */
export async function splitInputs(inputs: readonly Input[], cwd: string): Promise<EvidenceInputs> {
  const logs: Input[] = [];
  const summaries: Source[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const input of inputs) {
    if (typeof input !== "string" || input === "-" || (await isFolder(resolve(cwd, input)))) {
      logs.push(input);
      continue;
    }
    const { sources } = await listSources([input], { cwd });
    const found: Source[] = [];
    for (const source of sources) if (await isSummary(source, diagnostics)) found.push(source);
    summaries.push(...found);
    // What is missing or not readable is said where logs are read.
    if (found.length === 0) logs.push(input);
    else
      logs.push(
        ...sources.filter((source) => !found.includes(source)).map((source) => source.path ?? source.uri),
      );
  }
  return { logs, summaries, diagnostics };
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

async function isSummary(source: Source, diagnostics: Diagnostic[]): Promise<boolean> {
  try {
    for await (const chunk of source.open()) {
      const head = Buffer.from(chunk.subarray(0, 512)).toString("utf8");
      // As a log, a report would count the findings that it lists.
      if (looksLikeReport(head)) throw notASummary(source.uri, "it is a report of langdrift");
      return looksLikeLedger(head);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    diagnostics.push(sourceDiagnostic(error.code, source.uri, error.message));
  }
  return false;
}
