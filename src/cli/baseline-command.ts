import { resolve } from "node:path";
import { type Baseline, countAccepted } from "../baseline/baseline.js";
import { readBaseline } from "../baseline/baseline-file.js";
import { formatBaseline } from "../baseline/baseline-text.js";
import { type Recorded, recordBaseline } from "../baseline/record-baseline.js";
import { ConfigError } from "../errors.js";
import { counted } from "../report/numbers.js";
import { createDiagnosticsPrinter } from "./diagnostics-printer.js";
import { isComplete } from "./exit-code.js";
import { openFileOutput } from "./file-output.js";
import { findInputs } from "./find-inputs.js";
import { layered } from "./layered-values.js";
import type { CommandRun } from "./plain-command.js";
import { loadConfigs, readProjectConfig } from "./project-config.js";
import { readScanSettings } from "./scan-settings.js";
import { createTally } from "./tally.js";

export const BASELINE_FILE = "langdrift.baseline.json";

/** The file that is written; `-` is standard output. */
function fileOf({ flags }: CommandRun, configured: string | undefined): string {
  const { baseline, output } = flags;
  if (typeof baseline === "string" && typeof output === "string" && baseline !== output) {
    throw new ConfigError("--baseline and --output name the same file here: give one of them.");
  }
  const file = output ?? baseline ?? configured ?? BASELINE_FILE;
  if (file !== "-" || flags.prune !== true) return String(file);
  throw new ConfigError("--prune shortens a file: name it, or leave --output out.");
}

/** What flags, environment and configurations say. */
async function settle({ flags, io, deps }: CommandRun) {
  const configs = await loadConfigs(flags, io, deps.machine?.home);
  const settings = readScanSettings(flags, io.env, (deps.now ?? Date.now)(), configs);
  const settled = new Set(layered(flags, io.env, []).keys());
  return { settings, project: await readProjectConfig(configs, io.cwd, settled) };
}

type Settled = Awaited<ReturnType<typeof settle>>;

/** What was found, and the exit code that its input gives. What is allowed or ignored needs no baseline. */
async function record(
  file: string,
  run: CommandRun,
  { settings, project }: Settled,
): Promise<{ recorded: Recorded; code: number }> {
  const { io, deps, stderr } = run;
  const named = run.paths.length > 0 || settings.agents ? run.paths : (project.paths ?? []);
  const { inputs, notice } = await findInputs(named, settings.agents, io, deps);
  if (notice !== "" && !settings.quiet) stderr.write(`${notice}\n`);
  const tally = createTally();
  const diagnostics = createDiagnosticsPrinter(stderr, {
    color: false,
    notices: false,
    allowEmpty: settings.allowEmpty,
  });
  const recorded = await recordBaseline(inputs, {
    ...settings.request,
    ...project.request,
    file: file === "-" ? BASELINE_FILE : file,
    cwd: io.cwd,
    ...(io.signal === undefined ? {} : { signal: io.signal }),
    ...(named.includes("-") ? { stdin: io.stdin } : {}),
    onEvent(event) {
      tally.see(event);
      if (event.type === "diagnostic") diagnostics.print(event);
    },
  });
  diagnostics.end();
  if (io.signal?.aborted === true) return { recorded, code: 130 };
  const { finished, complete, sources } = tally;
  const { problems, unmatched } = diagnostics;
  const state = { interrupted: false, finished, complete, sources, problems, unmatched };
  return { recorded, code: isComplete(state, settings.allowEmpty) ? 0 : 2 };
}

async function write(file: string, baseline: Baseline, { io, stdout }: CommandRun): Promise<void> {
  if (file === "-") return void stdout.write(formatBaseline(baseline));
  const output = await openFileOutput(resolve(io.cwd, file));
  output.sink.write(formatBaseline(baseline));
  await output.finish();
}

function writtenText(file: string, { entries }: Baseline): string {
  const sources = new Set(entries.map(({ source }) => source)).size;
  const found = countAccepted({ entries });
  const where = sources === 0 ? "" : ` in ${counted(sources, "source")}`;
  return `${counted(found, "finding")}${where} accepted in ${file}`;
}

/**
 * `langdrift baseline`: writes what is found as accepted, or drops what no longer occurs.
 * @returns the exit code: 0, or 2 for input that could not be examined, 130 after an interrupt (nothing is written then)
 */
export async function baselineCommand(run: CommandRun): Promise<number> {
  const settled = await settle(run);
  const file = fileOf(run, settled.settings.baseline);
  const prune = run.flags.prune === true;
  const old = prune ? await readBaseline({ file, cwd: run.io.cwd }) : null;
  const { recorded, code } = await record(file, run, settled);
  if (code === 130) return code;
  const pruned = old === null ? null : recorded.prune(old);
  const baseline = pruned?.baseline ?? recorded.baseline;
  await write(file, baseline, run);
  const said = [
    ...(pruned === null ? [] : [`${counted(pruned.dropped, "finding")} dropped`]),
    writtenText(file, baseline),
    ...(code === 0 ? [] : ["part of the input was not examined"]),
  ];
  run.stderr.write(`${said.join("; ")}\n`);
  return code;
}
