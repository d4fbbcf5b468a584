import { ConfigError } from "../errors.js";
import { mergeLedgers } from "../provenance/ledger.js";
import { type ControlSet, provenanceReport } from "../provenance-report.js";
import { provenanceText } from "../provenance-text.js";
import { jsonText } from "../report/records.js";
import { type EvidenceSettings, gather, namedValues, readEvidenceSettings } from "./evidence-run.js";
import { findInputs } from "./find-inputs.js";
import { lineWidth } from "./io.js";
import type { CommandRun } from "./plain-command.js";
import { readCandidates } from "./read-candidates.js";
import { readSignatures } from "./read-signatures.js";

/** `langdrift provenance`. @returns the exit code: 0, or 2 for input that could not be examined; never a verdict */
export async function provenanceCommand(run: CommandRun): Promise<number> {
  const settings = readEvidenceSettings(run);
  const { inputs, notice } = await findInputs(run.paths, settings.agents, run.io, run.deps);
  // Files are read before the long work, so that a wrong name is said at once.
  const candidates = await readCandidates(run);
  const signatures = await readSignatures(run);
  if (notice !== "" && !settings.quiet) run.stderr.write(`${notice}\n`);
  const { evidence, code, problems } = await gather(inputs, { text: true, signatures }, settings, run);
  const { controls, code: controlCode } = await gatherControls(settings, run);
  const report = await provenanceReport({
    evidence,
    controls,
    loadCandidates: candidates.load,
    seed: settings.seed,
    problems,
    typedNames: [...controls.map(({ name }) => name), ...candidates.names],
  });
  const { evidence: _, ...statement } = report.statement;
  run.stdout.write(
    settings.json
      ? `${jsonText({ ...report, statement })}\n`
      : provenanceText(report, Math.min(lineWidth(run.io.stdout), 100)),
  );
  return Math.max(code, controlCode);
}

async function gatherControls(
  settings: EvidenceSettings,
  run: CommandRun,
): Promise<{ readonly controls: readonly ControlSet[]; readonly code: number }> {
  const given = namedValues(
    run.flags.control,
    (value) => new ConfigError(`--control must be NAME=PATH, such as product=logs/a, not "${value}".`),
  );
  const controls = new Map<string, ControlSet>();
  let worst = 0;
  // Controls are whole: what narrows the sessions down is not about them.
  const { models: _, since: __, project: ___, ...request } = settings.request;
  for (const { name, value } of given) {
    const { evidence, code } = await gather([value], { text: false }, { ...settings, request }, run);
    const known = controls.get(name);
    const ledger = known === undefined ? evidence.ledger : mergeLedgers(known.ledger, evidence.ledger);
    controls.set(name, { name, ledger });
    worst = Math.max(worst, code);
  }
  return { controls: [...controls.values()], code: worst };
}
