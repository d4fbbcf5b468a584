import { ConfigError } from "../errors.js";
import { wantsColor } from "./color.js";
import type { Deps } from "./deps.js";
import { createDiagnosticsPrinter } from "./diagnostics-printer.js";
import { type Io, lineWidth, PLAIN_WIDTH } from "./io.js";
import { openOutputs, parseOutputs } from "./outputs.js";
import { createProgress, type Progress } from "./progress.js";
import { runScan } from "./scan-run.js";
import { type GivenFlags, readScanSettings, type ScanSettings } from "./scan-settings.js";
import { createSink, type Sink } from "./sink.js";
import { readTool } from "./tool.js";
import { untilAborted } from "./until-aborted.js";

/** How long a scan may take to wind up after Ctrl-C or a closed pipe. */
const GRACE_MS = 1000;

function progressFor(settings: ScanSettings, io: Io, now: () => number): Progress | null {
  const wanted = settings.progress && !settings.quiet && io.stderr.isTTY === true && io.env.TERM !== "dumb";
  return wanted ? createProgress(io.stderr, now) : null;
}

/** One signal for the user's interrupt and for a reader of the report who has gone. */
function stopSignal(io: Io, stdout: Sink): AbortSignal {
  const closed = new AbortController();
  stdout.onFailure(() => closed.abort());
  return io.signal === undefined ? closed.signal : AbortSignal.any([io.signal, closed.signal]);
}

function requireInputs(inputs: readonly string[]): void {
  if (inputs.length > 0) return;
  throw new ConfigError(
    "Nothing to scan: name files, folders or globs, or - for standard input, " +
      'for example `langdrift scan session.jsonl`, `langdrift scan "logs/**/*.jsonl"`, `agent | langdrift scan -`.',
    "no-input",
  );
}

/**
 * `langdrift scan`.
 * @returns the exit code
 * @throws LangdriftError for wrong options, before anything is printed
 */
export async function scanCommand(
  inputs: readonly string[],
  flags: GivenFlags,
  io: Io,
  deps: Deps,
): Promise<number> {
  const now = deps.now ?? Date.now;
  const settings = readScanSettings(flags, io.env, now());
  requireInputs(inputs);
  const specs = parseOutputs(settings.formats, inputs, io.cwd);
  const scan = deps.scan ?? (await import("../scan.js")).scan;

  const progress = progressFor(settings, io, now);
  const stdout = createSink(io.stdout, () => progress?.clear());
  const stderr = createSink(io.stderr, () => progress?.clear());
  const tool = readTool();
  const outputs = await openOutputs(specs, stdout, ({ file }) => ({
    tool,
    color: wantsColor(settings.color, io.env, file === null ? io.stdout : null),
    width: file === null && io.stdout.isTTY === true ? lineWidth(io.stdout) : PLAIN_WIDTH,
    quiet: settings.quiet,
    explain: settings.request.explain === true,
  }));
  const readsStdin = inputs.includes("-");
  if (readsStdin && io.stdin.isTTY === true && !settings.quiet) {
    stderr.write("reading from the terminal; Ctrl-D ends the input\n");
  }

  const signal = stopSignal(io, stdout);
  const request = {
    ...settings.request,
    cwd: io.cwd,
    signal,
    progress: progress !== null,
    ...(readsStdin ? { stdin: io.stdin } : {}),
  };
  const machine = specs.some((spec) => spec.file === null && spec.format.machine);
  try {
    return await runScan({
      events: untilAborted(() => scan(inputs, request), signal, GRACE_MS),
      settings,
      outputs,
      stdout,
      stderr,
      diagnostics: createDiagnosticsPrinter(stderr, {
        color: wantsColor(settings.color, io.env, io.stderr),
        notices: !machine && !settings.quiet,
        allowEmpty: settings.allowEmpty,
      }),
      progress,
      interrupted: () => io.signal?.aborted === true,
      now,
    });
  } finally {
    // A pipe that nobody closed would keep the process alive after an interrupt.
    if (readsStdin && signal.aborted) io.stdin.destroy?.();
    await stderr.flush();
  }
}
