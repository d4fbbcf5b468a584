import type { Finding, Severity } from "../model/finding.js";
import type { ScanEvent } from "../model/scan-event.js";
import { findingMessage } from "./finding-message.js";
import { jsonText } from "./records.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { sourcePath } from "./source-path.js";

const SEVERITY = { error: "major", warning: "minor", note: "info" } as const satisfies Record<
  Severity,
  string
>;

/** One entry of a code quality report, https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
function issue(finding: Finding, fingerprint: string, cwd: string): object {
  return {
    description: findingMessage(finding),
    check_name: finding.rule,
    fingerprint,
    severity: SEVERITY[finding.severity],
    location: {
      path: sourcePath(finding.location.uri, cwd).path,
      lines: { begin: Math.max(finding.location.line, 1), end: Math.max(finding.location.endLine, 1) },
    },
  };
}

/**
 * GitLab code quality: one JSON array, `[]` when clean, written as findings come. The format knows no explained runs and
 * no diagnostics. Fingerprints must differ, so those that were written are kept.
 */
export function createGitlabReporter(context: ReportContext): Reporter {
  const seen = new Map<string, number>();
  let opened = false;

  function unique(fingerprint: string): string {
    const before = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, before + 1);
    // The same file can be named in two ways; "-2" cannot be a hexadecimal fingerprint of its own.
    return before === 0 ? fingerprint : `${fingerprint}-${before + 1}`;
  }
  return {
    event(event: ScanEvent): void {
      if (event.type !== "finding" || event.explanation !== null) return;
      context.write(
        `${opened ? ",\n" : "[\n"}${jsonText(issue(event, unique(event.fingerprint), context.cwd))}`,
      );
      opened = true;
    },
    end: () => context.write(opened ? "\n]\n" : "[]\n"),
  };
}
