import { compareSummaries } from "../compare-summaries.js";
import { compareText } from "../compare-text.js";
import { ConfigError } from "../errors.js";
import { jsonText } from "../report/records.js";
import { gather, readEvidenceSettings } from "./evidence-run.js";
import type { CommandRun } from "./plain-command.js";

/** `langdrift compare A B`. @returns the exit code: 0, or 2 for input that could not be examined; never a verdict */
export async function compareCommand(run: CommandRun): Promise<number> {
  const [a, b, ...rest] = run.paths;
  if (a === undefined || b === undefined || rest.length > 0) {
    throw new ConfigError(
      'Name two sets of sessions, each a path, a quoted glob or a summary file: `langdrift compare before.json "logs/after/*.jsonl"`.',
    );
  }
  const settings = readEvidenceSettings(run);
  const first = await gather([a], { text: false }, settings, run);
  const second = await gather([b], { text: false }, settings, run);
  const comparison = compareSummaries(first.evidence.ledger, second.evidence.ledger, { seed: settings.seed });
  run.stdout.write(settings.json ? `${jsonText(comparison)}\n` : compareText(comparison, [a, b]));
  return Math.max(first.code, second.code);
}
