import { createEvidenceCollector, type TextEvidence } from "./collect-evidence.js";
import { createLedgerCollector, loadCounting, settingsText } from "./collect-ledger.js";
import { splitInputs } from "./evidence-inputs.js";
import type { SessionLedger } from "./model/ledger.js";
import type { ScanEvent } from "./model/scan-event.js";
import { EMPTY_LEDGER, mergeLedgers } from "./provenance/ledger.js";
import { readLedger } from "./provenance/ledger-file.js";
import type { Signature } from "./provenance/signatures/index.js";
import { observedScan } from "./scan.js";
import type { Input } from "./source/index.js";
import { checkFlagsChinese, readText, type SummaryOptions } from "./summaries.js";
import { readTool } from "./tool.js";

/** What logs and summaries together say. */
export interface Evidence {
  readonly ledger: SessionLedger;
  /** What only the text of logs holds; null when there were summaries alone, or counts alone were asked for. */
  readonly text: TextEvidence | null;
}

export interface EvidenceOptions extends SummaryOptions {
  /** Whether the text is searched for evidence too. */
  readonly text: boolean;
  /** Signatures of the user, beside those of this package. */
  readonly signatures?: readonly Signature[];
  /** Called with everything that the scan of the logs tells. */
  readonly onEvent?: (event: ScanEvent) => void;
  /** Stands in for the scan of this package, in tests. */
  readonly scan?: typeof observedScan;
}

/**
 * Scans logs and reads session summaries, and merges what both say.
 *
 * @throws LangdriftError for options that do not fit, or a summary that cannot be used
 */
export async function gatherEvidence(inputs: readonly Input[], options: EvidenceOptions): Promise<Evidence> {
  checkFlagsChinese(options);
  const { text, signatures, onEvent, scan = observedScan, exactTokens, ...request } = options;
  const { logs, summaries } = await splitInputs(inputs, options.cwd ?? process.cwd());
  let ledger = EMPTY_LEDGER;
  for (const source of summaries)
    ledger = mergeLedgers(ledger, readLedger(await readText(source), source.uri));
  if (logs.length === 0) return { ledger, text: null };

  const { tokens, free } = await loadCounting(exactTokens === true);
  try {
    const settings = settingsText(readTool().version, options);
    const collector = text
      ? createEvidenceCollector(tokens, settings, signatures)
      : { ...createLedgerCollector(tokens, settings), evidence: () => null };
    let complete = false;
    for await (const event of scan(logs, request, collector.observe)) {
      if (event.type === "summary") complete = event.complete;
      onEvent?.(event);
    }
    return { ledger: mergeLedgers(ledger, collector.ledger(complete)), text: collector.evidence() };
  } finally {
    free();
  }
}
