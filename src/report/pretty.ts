import type { Finding, Rule, Severity } from "../model/finding.js";
import type { ScanEvent } from "../model/scan-event.js";
import { codeFrame } from "./code-frame.js";
import { shortenEnd } from "./display-width.js";
import { type Palette, palette } from "./palette.js";
import type { ReportContext, Reporter, ReportSummary } from "./reporter.js";
import {
  acceptedText,
  driftCount,
  explainedText,
  explainHint,
  hasChinese,
  incompleteText,
  omittedText,
  PROVENANCE_CAUTION,
  verdictText,
} from "./summary-text.js";
import { terminalText } from "./terminal-text.js";
import { certaintySentence, explanationDetail, findingFacts, findingSentence } from "./wording.js";

/** Cells of one fact: a log may call its model anything. */
const MAX_FACT = 60;

function severityWord(severity: Severity, paint: Palette): string {
  switch (severity) {
    case "error":
      return paint.error(severity);
    case "warning":
      return paint.warning(severity);
    case "note":
      return paint.note(severity);
    default:
      return severity satisfies never;
  }
}

function header(finding: Finding, paint: Palette): string {
  const { uri, line, column } = finding.location;
  return [
    paint.strong(`${terminalText(uri)}:${line}:${column}`),
    finding.explanation === null ? severityWord(finding.severity, paint) : paint.faint("explained"),
    finding.rule,
    paint.faint(finding.certainty.toFixed(2)),
  ].join("  ");
}

function block(finding: Finding, context: ReportContext, paint: Palette): string {
  const frame = codeFrame(
    {
      before: finding.context.before,
      run: finding.run.text,
      after: finding.context.after,
      line: finding.location.line,
    },
    context.width,
    paint,
  );
  const detail = terminalText(explanationDetail(finding));
  const facts = findingFacts(finding).map((fact) => shortenEnd(terminalText(fact), MAX_FACT));
  const certainty = context.explain ? certaintySentence(finding) : "";
  return (
    `${header(finding, paint)}\n${frame}  ${findingSentence(finding)}\n` +
    (detail === "" ? "" : `  ${shortenEnd(detail, context.width - 2)}\n`) +
    `  ${paint.faint(facts.join(" · "))}\n` +
    (certainty === "" ? "\n" : `  ${paint.faint(certainty)}\n\n`)
  );
}

/** `✖` the scan fails for it, `✔` complete and clean, `!` everything between: findings below the bar, parts unread. */
function markedVerdict(summary: ReportSummary, exitCode: number, paint: Palette): string {
  const verdict = verdictText(summary);
  if (exitCode === 1) return `${paint.error("✖")} ${verdict}`;
  if (driftCount(summary) > 0 || exitCode !== 0 || summary.exposure.utterances === 0) {
    return `${paint.warning("!")} ${verdict}`;
  }
  return `${paint.good("✔")} ${verdict}`;
}

/** What the reporter listed, and where it writes. */
interface Listed {
  /** Unexplained findings by rule. */
  readonly rules: ReadonlyMap<Rule, number>;
  readonly context: ReportContext;
  readonly paint: Palette;
}

function closing(summary: ReportSummary, exitCode: number, { rules, context, paint }: Listed): string {
  const incomplete = incompleteText(summary);
  const below = [
    explainedText(summary, context.explain),
    acceptedText(summary),
    omittedText(summary),
    hasChinese(summary) ? paint.faint(PROVENANCE_CAUTION) : "",
    paint.faint(explainHint(rules)),
  ];
  return [
    ...(incomplete === "" ? [] : [`${paint.warning("!")} ${incomplete}`]),
    markedVerdict(summary, exitCode, paint),
    ...below.filter((line) => line !== "").map((line) => `  ${line}`),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** For people: a code frame a finding as it comes, and a summary. Diagnostics are the caller's to print beside it. */
export function createPrettyReporter(context: ReportContext): Reporter {
  const paint = palette(context.color);
  const rules = new Map<Rule, number>();
  return {
    event(event: ScanEvent): void {
      if (event.type !== "finding") return;
      context.write(block(event, context, paint));
      if (event.explanation === null) rules.set(event.rule, (rules.get(event.rule) ?? 0) + 1);
    },
    end(summary: ReportSummary, exitCode: number): void {
      if (!context.quiet) context.write(closing(summary, exitCode, { rules, context, paint }));
    },
  };
}
