import type { ConfigDocument } from "../config/config-document.js";
import { ConfigError } from "../errors.js";
import type { FindingFilter } from "../model/finding-filter.js";
import type { ScanEvent } from "../model/scan-event.js";
import type { ScanOptions } from "../scan-options.js";
import { readTool } from "../tool.js";
import { looksAtChange, scanInputs } from "./change-inputs.js";
import { wantsColor } from "./color.js";
import type { Deps } from "./deps.js";
import { createDiagnosticsPrinter } from "./diagnostics-printer.js";
import { type Io, lineWidth, PLAIN_WIDTH } from "./io.js";
import { layered } from "./layered-values.js";
import { openOutputs, parseOutputs } from "./outputs.js";
import { type Passthrough, passThrough } from "./passthrough.js";
import { createProgress, type Progress } from "./progress.js";
import { loadConfigs, type ProjectConfig, readProjectConfig, seesEverything } from "./project-config.js";
import { readRulePages } from "./rule-pages.js";
import type { Command } from "./scan-flags.js";
import { runScan } from "./scan-run.js";
import { type GivenFlags, readScanSettings, type ScanSettings } from "./scan-settings.js";
import { createSink, type Sink } from "./sink.js";
import { untilAborted } from "./until-aborted.js";

/** `watch` looks at no change. */
const NO_CHANGE = { diff: undefined, commits: undefined, commitMessage: undefined };
/** How long a scan may take to wind up after Ctrl-C or a closed pipe. */
const GRACE_MS = 1000;

function progressFor(settings: ScanSettings, io: Io, now: () => number): Progress | null {
  const wanted = settings.progress && !settings.quiet && io.stderr.isTTY === true && io.env.TERM !== "dumb";
  return wanted ? createProgress(io.stderr, now) : null;
}

/** One signal for the user's interrupt and for a reader of the report who has gone. */
function stopSignal(io: Io, report: Sink): AbortSignal {
  const closed = new AbortController();
  report.onFailure(() => closed.abort());
  return io.signal === undefined ? closed.signal : AbortSignal.any([io.signal, closed.signal]);
}

/** Paths as they are meant: a pipe that is passed through needs not be named. */
function namedPaths(paths: readonly string[], { passthrough }: ScanSettings): readonly string[] {
  if (!passthrough) return paths;
  if (paths.every((path) => path === "-")) return ["-"];
  throw new ConfigError("--passthrough copies standard input; it takes no path but -.");
}

/** What is said before the first event. */
function opening(command: Command, notice: string, io: Io, readsStdin: boolean): string {
  const lines = [
    ...(notice === "" ? [] : [notice]),
    ...(readsStdin && io.stdin.isTTY === true ? ["reading from the terminal; Ctrl-D ends the input"] : []),
    ...(command === "watch" ? ["watching; Ctrl-C ends it with a summary"] : []),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

async function eventsOf(command: Command, deps: Deps): Promise<NonNullable<Deps["scan"]>> {
  if (command === "watch") return deps.watch ?? (await import("../watch.js")).watch;
  return deps.scan ?? (await import("../scan.js")).observedScan;
}

/** What the file of accepted findings holds back. */
async function baselineFilter({ baseline }: ScanSettings, cwd: string): Promise<readonly FindingFilter[]> {
  if (baseline === undefined) return [];
  return [await (await import("../baseline/baseline-file.js")).loadBaseline({ file: baseline, cwd })];
}

/** `--print-config`: nothing is scanned. */
async function printConfig(
  flags: GivenFlags,
  configs: readonly ConfigDocument[],
  project: ProjectConfig,
  io: Io,
): Promise<number> {
  const { printedConfig } = await import("./print-config.js");
  const sink = createSink(io.stdout);
  sink.write(printedConfig(layered(flags, io.env, configs), configs, project, readTool().version));
  await sink.flush();
  return 0;
}

/** What counts by session, when a summary is wanted. */
async function summaryFor({ summary, exactTokens }: ScanSettings, request: ScanOptions, cwd: string) {
  if (summary === undefined) {
    if (exactTokens)
      throw new ConfigError("--exact-tokens counts the tokens of a summary; add --summary FILE.");
    return null;
  }
  const { createLedgerCollector, loadCounting, settingsText } = await import("../collect-ledger.js");
  (await import("../summaries.js")).checkFlagsChinese(request);
  const { tokens, free } = await loadCounting(exactTokens);
  const collector = createLedgerCollector(tokens, settingsText(readTool().version, request));
  const { summaryOutput } = await import("./summary-output.js");
  return { observe: collector.observe, spec: summaryOutput(summary, cwd, collector), free };
}

/**
 * `langdrift scan` and `langdrift watch`.
 * @returns the exit code
 * @throws LangdriftError for wrong options, before anything is printed
 */
export async function scanCommand(
  command: Command,
  paths: readonly string[],
  flags: GivenFlags,
  io: Io,
  deps: Deps,
): Promise<number> {
  const now = deps.now ?? Date.now;
  const configs = await loadConfigs(flags, io, deps.machine?.home);
  const read = readScanSettings(flags, io.env, now(), configs);
  const settled = new Set(layered(flags, io.env, []).keys());
  const project = await readProjectConfig(configs, io.cwd, settled);
  if (flags.printConfig === true) return printConfig(flags, configs, project, io);
  // A variable of the environment may be meant for `scan` alone.
  const given = command === "scan" ? read : { ...read, ...NO_CHANGE };
  const chosen = paths.length > 0 || given.agents || looksAtChange(given) ? paths : (project.paths ?? []);
  const named = namedPaths(chosen, given);
  const { inputs, notice, nothing, ...change } = await scanInputs(named, given, io, deps);
  // A change without added lines is examined in full.
  const settings = nothing ? { ...given, allowEmpty: true } : given;
  // The baseline is asked first: what it holds stands on old lines.
  const filters = [
    ...(await baselineFilter(settings, io.cwd)),
    ...(project.request.filters ?? []),
    ...change.filters,
  ];
  const summary = await summaryFor(settings, { ...settings.request, ...project.request }, io.cwd);
  const specs = parseOutputs(settings.formats, named, io.cwd, summary === null ? [] : [summary.spec]);
  const start = await eventsOf(command, deps);

  const progress = progressFor(settings, io, now);
  const stderr = createSink(io.stderr, () => progress?.clear());
  const reportStream = settings.passthrough ? io.stderr : io.stdout;
  const report = settings.passthrough ? stderr : createSink(io.stdout, () => progress?.clear());
  const tool = readTool();
  const outputs = await openOutputs(specs, report, ({ file }) => ({
    tool,
    cwd: io.cwd,
    rulePages: readRulePages,
    color: wantsColor(settings.color, io.env, file === null ? reportStream : null),
    width: file === null && reportStream.isTTY === true ? lineWidth(reportStream) : PLAIN_WIDTH,
    quiet: settings.quiet,
    explain: settings.request.explain === true,
  }));
  const readsStdin = named.includes("-");
  if (!settings.quiet) stderr.write(opening(command, notice, io, readsStdin));

  const signal = stopSignal(io, report);
  const copy: Passthrough | null = settings.passthrough ? passThrough(io.stdin, io.stdout) : null;
  const request = {
    ...settings.request,
    ...project.request,
    ...(filters.length === 0 ? {} : { filters }),
    ...(named === project.paths || seesEverything(named, configs, io.cwd) ? {} : { reportUnused: false }),
    cwd: io.cwd,
    signal,
    progress: progress !== null,
    ...(settings.alarm === undefined ? {} : { alarm: settings.alarm }),
    ...(readsStdin ? { stdin: copy ?? io.stdin } : {}),
  };
  const machine = specs.some((spec) => spec.file === null && spec.format.machine);
  try {
    return await runScan({
      events: untilAborted(
        (): AsyncIterable<ScanEvent> => start(inputs, request, summary?.observe),
        signal,
        GRACE_MS,
      ),
      settings,
      outputs,
      stdout: report,
      stderr,
      diagnostics: createDiagnosticsPrinter(stderr, {
        color: wantsColor(settings.color, io.env, io.stderr),
        notices: !machine && !settings.quiet,
        allowEmpty: settings.allowEmpty,
      }),
      progress,
      endless: command === "watch",
      interrupted: () => io.signal?.aborted === true,
      now,
      stepSummary: io.env.GITHUB_STEP_SUMMARY,
    });
  } finally {
    summary?.free();
    if (copy !== null && !signal.aborted) await copy.finish();
    // A pipe that nobody closed would keep the process alive after an interrupt.
    if (readsStdin && signal.aborted) io.stdin.destroy?.();
    await stderr.flush();
  }
}
