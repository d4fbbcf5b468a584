import { createLedgerCollector, loadCounting, settingsText } from "./collect-ledger.js";
import { ConfigError, LangdriftError } from "./errors.js";
import type { SessionLedger } from "./model/ledger.js";
import { EMPTY_LEDGER, mergeLedgers } from "./provenance/ledger.js";
import { LedgerError } from "./provenance/ledger-error.js";
import { readLedger } from "./provenance/ledger-file.js";
import { observedScan } from "./scan.js";
import type { ScanOptions } from "./scan-options.js";
import { type Input, listSources, type Source } from "./source/index.js";
import { readTool } from "./tool.js";

export interface SummaryOptions extends ScanOptions {
  /** Count tokens with the vocabulary o200k_base instead of an estimate. @defaultValue false */
  readonly exactTokens?: boolean;
}

/** A larger file is no summary of this program, in bytes. */
const LARGEST = 512 * 1024 * 1024;

/**
 * Scans and counts, session by session, what models wrote and how often it switched into Chinese unexplained: see
 * `mergeSummaries` and `compareSummaries`. Holds no text.
 *
 * @param inputs as of `scan`
 * @throws ConfigError for options that do not fit
 */
export async function collectSummary(
  inputs: readonly Input[],
  options: SummaryOptions = {},
): Promise<SessionLedger> {
  checkFlagsChinese(options);
  const { tokens, free } = await loadCounting(options.exactTokens === true);
  try {
    const collector = createLedgerCollector(tokens, settingsText(readTool().version, options));
    let complete = false;
    for await (const event of observedScan(inputs, options, collector.observe)) {
      if (event.type === "summary") complete = event.complete;
    }
    return collector.ledger(complete);
  } finally {
    free();
  }
}

/**
 * Merges summaries of sessions: in any order and grouping the same, and what is in several counts once.
 *
 * @throws LedgerError `token-units-differ` when tokens were counted in different units
 */
export function mergeSummaries(...summaries: readonly SessionLedger[]): SessionLedger {
  return summaries.reduce(mergeLedgers, EMPTY_LEDGER);
}

/** A scan that does not report Chinese would count none. @throws ConfigError */
export function checkFlagsChinese({
  flag = ["zh"],
  sources = [],
}: Pick<ScanOptions, "flag" | "sources">): void {
  const lists = [flag, ...sources.map((source) => source.flag ?? flag)];
  const chinese = /^(?:any|cmn|zho?|chinese)(?:[-_]|$)/i;
  if (lists.every((list) => list.some((language) => chinese.test(language)))) return;
  throw new ConfigError(
    "A session summary counts switches into Chinese: leave --flag out, or let it hold zh.",
  );
}

/**
 * Reads and merges summary files.
 *
 * @param inputs files, folders of them, or globs
 * @throws LedgerError for a file that is no summary; LangdriftError for one that cannot be found or read
 */
export async function readSummaries(inputs: readonly Input[], cwd: string): Promise<SessionLedger> {
  const { sources, diagnostics } = await listSources(inputs, { cwd });
  const [problem] = diagnostics;
  if (problem !== undefined) throw new LangdriftError(problem.code, problem.message);
  let merged = EMPTY_LEDGER;
  for (const source of sources) merged = mergeLedgers(merged, readLedger(await readText(source), source.uri));
  return merged;
}

/** @throws SourceError when it cannot be read, LedgerError when it is too large */
export async function readText(source: Source): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.open()) {
    size += chunk.length;
    if (size > LARGEST)
      throw new LedgerError("invalid-summary", `${source.uri}: is larger than a session summary can be.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
