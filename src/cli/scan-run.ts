import { LangdriftError } from "../errors.js";
import type { ScanEvent } from "../model/scan-event.js";
import type { ReportSummary } from "../report/reporter.js";
import { statsText } from "../report/stats-text.js";
import { omittedText, summaryLine } from "../report/summary-text.js";
import type { DiagnosticsPrinter } from "./diagnostics-printer.js";
import { errorText } from "./error-text.js";
import { createEventRouter } from "./event-router.js";
import { exitCode, type InputState, isComplete } from "./exit-code.js";
import { discardOutputs, type Output } from "./outputs.js";
import type { Progress } from "./progress.js";
import type { ScanSettings } from "./scan-settings.js";
import { isClosedPipe, type Sink } from "./sink.js";
import { appendStepSummaries } from "./step-summary.js";

/** A scan with everything it is told to. */
export interface ScanJob {
  readonly events: AsyncIterable<ScanEvent>;
  readonly settings: ScanSettings;
  readonly outputs: readonly Output[];
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly diagnostics: DiagnosticsPrinter;
  readonly progress: Progress | null;
  /** The user's interrupt. */
  readonly interrupted: () => boolean;
  readonly now: () => number;
  /** File that takes Markdown for the page of a CI step (`GITHUB_STEP_SUMMARY`). */
  readonly stepSummary: string | undefined;
  /** It goes on until it is interrupted: that is its end and leaves nothing unexamined. */
  readonly endless: boolean;
}

/** What came of listening. */
interface Heard {
  readonly summary: ReportSummary;
  readonly state: InputState;
  /** What the scan threw, if it did. */
  readonly failure: unknown;
}

/** Sends events to the reports, one after the other, waiting for slow destinations in between. */
async function listen(job: ScanJob): Promise<Heard> {
  const { settings, outputs, diagnostics } = job;
  const started = job.now();
  const router = createEventRouter(job);
  let failure: unknown;
  try {
    for await (const event of job.events) {
      router.hear(event);
      if (job.stdout.failure !== undefined) break;
      await Promise.all(outputs.map(({ sink }) => sink.ready()));
    }
  } catch (error) {
    if (error instanceof LangdriftError && !router.begun) throw error;
    if (!job.interrupted()) failure = error;
  }
  const { tally, omitted } = router;
  const interrupted = tally.finished ? router.interrupted : job.interrupted();
  const state: InputState = {
    interrupted,
    finished: tally.finished && failure === undefined,
    complete: tally.complete,
    sources: tally.sources,
    problems: diagnostics.problems + (failure === undefined ? 0 : 1),
    unmatched: diagnostics.unmatched,
  };
  const ended = job.endless && tally.finished;
  const summary = tally.summary({
    complete: isComplete(ended ? { ...state, interrupted: false } : state, settings.allowEmpty),
    interrupted: interrupted && !ended,
    omitted,
    problems: state.problems + (settings.allowEmpty ? 0 : state.unmatched),
    elapsedMs: job.now() - started,
  });
  return { summary, state, failure };
}

function nothingMatched({ unmatched, sources, problems }: InputState): boolean {
  return unmatched > 0 || (sources === 0 && problems === 0);
}

/** What standard error says after the reports. */
function remarks(job: ScanJob, { summary, state, failure }: Heard): string {
  const { settings, outputs } = job;
  const lines: string[] = [];
  if (failure !== undefined) lines.push(errorText(failure));
  if (!state.interrupted && !settings.allowEmpty && nothingMatched(state)) {
    lines.push("error: not everything that was named matched a file; --allow-empty accepts that");
  }
  if (summary.stats !== undefined) lines.push(statsText(summary.stats).trimEnd());
  const told = outputs.some(({ spec }) => spec.file === null && !spec.format.machine);
  if (!told && !settings.quiet) lines.push(summaryLine(summary, settings.request.explain === true));
  else if (settings.quiet && summary.omitted > 0) lines.push(omittedText(summary));
  return lines.map((line) => `${line}\n`).join("");
}

async function finishFiles(job: ScanJob): Promise<boolean> {
  let ok = true;
  for (const { spec, fileOutput } of job.outputs) {
    if (fileOutput === null) continue;
    await fileOutput.finish().catch((error: Error) => {
      ok = false;
      job.stderr.write(`error: the report "${spec.file}" could not be written: ${error.message}\n`);
    });
  }
  return ok;
}

/**
 * Runs a scan to its end and writes every report.
 * @returns the exit code
 * @throws LangdriftError what the scan refuses before it begins (a wrong option)
 */
export async function runScan(job: ScanJob): Promise<number> {
  let heard: Heard;
  try {
    heard = await listen(job);
  } catch (error) {
    await discardOutputs(job.outputs);
    throw error;
  } finally {
    job.progress?.clear();
  }
  const code = exitCode(heard.state, heard.summary.counts, job.settings);
  for (const { reporter } of job.outputs) reporter.end(heard.summary, code);
  await appendStepSummaries(job);
  job.diagnostics.end();
  await job.stdout.flush();
  if (job.stdout.failure !== undefined) {
    await discardOutputs(job.outputs);
    if (isClosedPipe(job.stdout.failure)) return 0;
    job.stderr.write(`error: standard output could not be written: ${job.stdout.failure.message}\n`);
    return 2;
  }
  const written = await finishFiles(job);
  job.stderr.write(remarks(job, heard));
  return written || code === 130 ? code : 2;
}
