import { type Evidence, type EvidenceOptions, gatherEvidence } from "../evidence.js";
import type { ScanOptions } from "../scan-options.js";
import type { Input } from "../source/index.js";
import { createDiagnosticsPrinter } from "./diagnostics-printer.js";
import { isComplete } from "./exit-code.js";
import { choice, wholeNumber } from "./option-values.js";
import type { CommandRun } from "./plain-command.js";
import { readScanSettings } from "./scan-settings.js";
import { createTally } from "./tally.js";

/** What `provenance` and `compare` are told, checked. */
export interface EvidenceSettings {
  readonly json: boolean;
  readonly seed: number;
  readonly exactTokens: boolean;
  readonly allowEmpty: boolean;
  readonly quiet: boolean;
  readonly agents: readonly string[] | undefined;
  readonly request: ScanOptions;
}

/** @throws ConfigError for the first value that is not allowed */
export function readEvidenceSettings({ flags, io, deps }: CommandRun): EvidenceSettings {
  const { format, seed, ...rest } = flags;
  const settings = readScanSettings(rest, io.env, (deps.now ?? Date.now)());
  const { allowEmpty, quiet, agents, exactTokens } = settings;
  const { explain: _, flag: __, ...request } = settings.request;
  return {
    json: typeof format === "string" && choice("--format", format, ["text", "json"]) === "json",
    seed: typeof seed === "string" ? wholeNumber("--seed", seed, 0) : 1,
    exactTokens,
    allowEmpty,
    quiet,
    agents,
    request: { ...request, cwd: io.cwd, ...(io.signal === undefined ? {} : { signal: io.signal }) },
  };
}

/** Evidence, and whether all of it was examined. */
export interface Gathered {
  readonly evidence: Evidence;
  /** The exit code: 0, 2 for what could not be examined, 130 after an interrupt. */
  readonly code: number;
  /** Diagnostics that mean unexamined input. */
  readonly problems: number;
}

/** Scans and reads, with diagnostics on standard error. @param wanted whether the text is searched for evidence, and for what beside it */
export async function gather(
  inputs: readonly Input[],
  wanted: Pick<EvidenceOptions, "text" | "signatures">,
  settings: EvidenceSettings,
  { stderr, io, deps }: CommandRun,
): Promise<Gathered> {
  const tally = createTally();
  const diagnostics = createDiagnosticsPrinter(stderr, {
    color: false,
    notices: false,
    allowEmpty: settings.allowEmpty,
  });
  const evidence = await gatherEvidence(inputs, {
    ...settings.request,
    ...(inputs.includes("-") ? { stdin: io.stdin } : {}),
    exactTokens: settings.exactTokens,
    ...wanted,
    ...(deps.observedScan === undefined ? {} : { scan: deps.observedScan }),
    onEvent(event) {
      tally.see(event);
      if (event.type === "diagnostic") diagnostics.print(event);
    },
  });
  diagnostics.end();
  const { problems, unmatched } = diagnostics;
  if (io.signal?.aborted === true) return { evidence, code: 130, problems };
  const { finished, complete, sources } = tally;
  // Summaries alone: nothing was scanned.
  if (!finished) return { evidence, code: evidence.ledger.complete ? 0 : 2, problems };
  const state = { interrupted: false, finished, complete, sources, problems, unmatched };
  return { evidence, code: isComplete(state, settings.allowEmpty) ? 0 : 2, problems };
}

/** `NAME=VALUE` of a repeatable flag. @throws ConfigError through `wrong` */
export function namedValues(
  given: CommandRun["flags"][string],
  wrong: (value: string) => Error,
): readonly { readonly name: string; readonly value: string }[] {
  if (!Array.isArray(given)) return [];
  return given.map((one: string) => {
    const at = one.indexOf("=");
    if (at < 1 || at === one.length - 1) throw wrong(one);
    return { name: one.slice(0, at), value: one.slice(at + 1) };
  });
}
