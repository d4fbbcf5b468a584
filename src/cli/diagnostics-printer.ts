import type { Diagnostic } from "../model/diagnostic.js";
import { diagnosticLine } from "../report/diagnostic-line.js";
import { counted } from "../report/numbers.js";
import type { Sink } from "./sink.js";

/** A broken log has a diagnostic a line; nobody reads more than this, and the machine formats hold all. */
const MAX_LINES = 100;

/** Prints diagnostics on standard error, one line each, and counts what they mean for the exit code. */
export interface DiagnosticsPrinter {
  print(diagnostic: Diagnostic): void;
  /** Says how many were not printed. */
  end(): void;
  /** Diagnostics that mean unexamined input, other than `no-match`. */
  readonly problems: number;
  /** Patterns that matched nothing. */
  readonly unmatched: number;
}

/** @param notices whether `info` diagnostics, which lose nothing, are printed too. */
export function createDiagnosticsPrinter(
  stderr: Sink,
  options: { readonly color: boolean; readonly notices: boolean; readonly allowEmpty: boolean },
): DiagnosticsPrinter {
  let problems = 0;
  let unmatched = 0;
  let printed = 0;
  let hidden = 0;

  function isWanted({ severity, code }: Diagnostic): boolean {
    if (code === "no-match" && options.allowEmpty) return options.notices;
    return severity !== "info" || options.notices;
  }
  return {
    get problems() {
      return problems;
    },
    get unmatched() {
      return unmatched;
    },
    print(diagnostic) {
      if (diagnostic.code === "no-match") unmatched += 1;
      else if (diagnostic.partial || diagnostic.severity === "error") problems += 1;
      if (!isWanted(diagnostic)) return;
      if (printed >= MAX_LINES) {
        hidden += 1;
        return;
      }
      printed += 1;
      stderr.write(`${diagnosticLine(diagnostic, options.color)}\n`);
    },
    end() {
      if (hidden > 0) stderr.write(`${counted(hidden, "more diagnostic")} (--format jsonl lists them)\n`);
    },
  };
}
