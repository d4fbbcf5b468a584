import type { Finding, Severity } from "../model/finding.js";
import type { ScanEvent } from "../model/scan-event.js";
import { factLine, findingMessage } from "./finding-message.js";
import { collectPage } from "./markdown.js";
import { markdownPage } from "./markdown-page.js";
import { count } from "./numbers.js";
import type { ReportContext, Reporter, ReportSummary } from "./reporter.js";
import { sourcePath } from "./source-path.js";
import { terminalText } from "./terminal-text.js";

const COMMAND = { error: "error", warning: "warning", note: "notice" } as const satisfies Record<
  Severity,
  string
>;

/** GitHub drops what a step has beyond it, each level by itself. */
const MAX_ANNOTATIONS = 10;

const DATA = new Map([
  ["%", "%25"],
  ["\r", "%0D"],
  ["\n", "%0A"],
]);
const PROPERTY = new Map([...DATA, [":", "%3A"], [",", "%2C"]]);

/** The text of a workflow command, in which a line end would begin the next command. */
function data(text: string): string {
  return terminalText(text).replace(/[%\r\n]/g, (mark) => DATA.get(mark)!);
}

function property(text: string): string {
  return terminalText(text).replace(/[%\r\n:,]/g, (mark) => PROPERTY.get(mark)!);
}

/** `::warning file=…,line=…::…`. GitHub takes columns only where a range stays on one line. */
function annotation(finding: Finding, cwd: string): string {
  const { uri, line, column, endLine, endColumn } = finding.location;
  const place = [
    `file=${property(sourcePath(uri, cwd).path)}`,
    `line=${Math.max(line, 1)}`,
    ...(endLine > line
      ? [`endLine=${endLine}`]
      : [`col=${Math.max(column, 1)}`, `endColumn=${Math.max(endColumn, 1)}`]),
    `title=${property(`langdrift ${finding.rule}`)}`,
  ];
  return `::${COMMAND[finding.severity]} ${place.join(",")}::${data(`${findingMessage(finding)} (${factLine(finding)})`)}\n`;
}

/**
 * Workflow commands of GitHub Actions: at most ten annotations a level, no two alike. All findings stand in the page for
 * the summary of the step, up to its cap. Explained runs are not annotated.
 */
export function createGithubReporter(context: ReportContext): Reporter {
  const collector = collectPage();
  const written = { error: 0, warning: 0, note: 0 };
  const seen = new Set<string>();
  let left = 0;
  let page = "";

  function annotate(finding: Finding): void {
    if (written[finding.severity] >= MAX_ANNOTATIONS) {
      left += 1;
      return;
    }
    const line = annotation(finding, context.cwd);
    if (seen.has(line)) return;
    seen.add(line);
    written[finding.severity] += 1;
    context.write(line);
  }
  return {
    event(event: ScanEvent): void {
      collector.see(event);
      if (event.type === "finding" && event.explanation === null) annotate(event);
    },
    end(summary: ReportSummary): void {
      if (left > 0) {
        context.write(
          `${count(left)} more findings are not annotated (GitHub takes ${MAX_ANNOTATIONS} of a level); the summary of the step has more.\n`,
        );
      }
      page = markdownPage(collector.page(), summary, context.quiet);
    },
    stepSummary: () => page,
  };
}
