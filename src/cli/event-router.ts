import type { ScanEvent } from "../model/scan-event.js";
import { redactFinding } from "../report/redact.js";
import type { DiagnosticsPrinter } from "./diagnostics-printer.js";
import type { Output } from "./outputs.js";
import type { Progress } from "./progress.js";
import type { ScanSettings } from "./scan-settings.js";
import { createTally, type Tally } from "./tally.js";

/** Takes each event where it belongs: to the tally, and to the reports, the progress line or standard error. */
export interface EventRouter {
  hear(event: ScanEvent): void;
  readonly tally: Tally;
  /** Findings left out of the reports by `--max-findings`. */
  readonly omitted: number;
  /** Whether the scan began, so that its options were in order. */
  readonly begun: boolean;
  /** Whether the user had interrupted when the scan's summary came. */
  readonly interrupted: boolean;
}

/** Starts a router for one scan. */
export function createEventRouter(job: {
  readonly settings: Pick<ScanSettings, "maxFindings" | "redact">;
  readonly outputs: readonly Pick<Output, "reporter">[];
  readonly diagnostics: DiagnosticsPrinter;
  readonly progress: Progress | null;
  interrupted(): boolean;
}): EventRouter {
  const { settings, outputs } = job;
  const state = { tally: createTally(), omitted: 0, begun: false, interrupted: false };
  let listed = 0;

  function pass(event: ScanEvent): void {
    for (const { reporter } of outputs) reporter.event(event);
  }
  function passFinding(event: Extract<ScanEvent, { type: "finding" }>): void {
    const shown: typeof event = settings.redact ? { ...redactFinding(event), type: "finding" } : event;
    if (listed >= settings.maxFindings) {
      state.omitted += 1;
      for (const { reporter } of outputs) reporter.omitted?.(shown);
      return;
    }
    listed += 1;
    pass(shown);
  }
  function hear(event: ScanEvent): void {
    state.tally.see(event);
    switch (event.type) {
      case "begin":
        state.begun = true;
        for (const { reporter } of outputs) reporter.begin?.(event);
        return;
      case "finding":
        passFinding(event);
        return;
      case "diagnostic":
        job.diagnostics.print(event);
        pass(event);
        return;
      case "end":
        pass(event);
        return;
      case "progress":
        job.progress?.show(event);
        return;
      case "summary":
        state.interrupted = job.interrupted();
        return;
      default:
        event satisfies never;
    }
  }
  return Object.assign(state, { hear });
}
