import { ConfigError } from "../errors.js";
import type { ScanEvent } from "../model/scan-event.js";
import { readTool } from "../tool.js";
import { wantsColor } from "./color.js";
import type { Deps } from "./deps.js";
import { createDiagnosticsPrinter } from "./diagnostics-printer.js";
import { findInputs } from "./find-inputs.js";
import { type Io, lineWidth, PLAIN_WIDTH } from "./io.js";
import { openOutputs, parseOutputs } from "./outputs.js";
import { type Passthrough, passThrough } from "./passthrough.js";
import { createProgress, type Progress } from "./progress.js";
import type { Command } from "./scan-flags.js";
import { runScan } from "./scan-run.js";
import { type GivenFlags, readScanSettings, type ScanSettings } from "./scan-settings.js";
import { createSink, type Sink } from "./sink.js";
import { untilAborted } from "./until-aborted.js";

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

/** What counts by session, when a summary is wanted. */
async function summaryFor({ summary, exactTokens, request }: ScanSettings, cwd: string) {
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
  const settings = readScanSettings(flags, io.env, now());
  const named = namedPaths(paths, settings);
  const { inputs, notice } = await findInputs(named, settings.agents, io, deps);
  const summary = await summaryFor(settings, io.cwd);
  const specs = parseOutputs(settings.formats, named, io.cwd, summary === null ? [] : [summary.spec]);
  const start = await eventsOf(command, deps);

  const progress = progressFor(settings, io, now);
  const stderr = createSink(io.stderr, () => progress?.clear());
  const reportStream = settings.passthrough ? io.stderr : io.stdout;
  const report = settings.passthrough ? stderr : createSink(io.stdout, () => progress?.clear());
  const tool = readTool();
  const outputs = await openOutputs(specs, report, ({ file }) => ({
    tool,
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
    });
  } finally {
    summary?.free();
    if (copy !== null && !signal.aborted) await copy.finish();
    // A pipe that nobody closed would keep the process alive after an interrupt.
    if (readsStdin && signal.aborted) io.stdin.destroy?.();
    await stderr.flush();
  }
}
