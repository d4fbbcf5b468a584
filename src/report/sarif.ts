import type { Notification } from "sarif";
import type { ScanEvent } from "../model/scan-event.js";
import { count } from "./numbers.js";
import { jsonText } from "./records.js";
import type { ReportContext, Reporter, ReportSummary } from "./reporter.js";
import { notification, ruleDescriptor, SARIF_RULES, SOURCE_ROOT, sarifResult } from "./sarif-parts.js";
import { explainedText, incompleteText, omittedText, verdictText } from "./summary-text.js";

/**
 * What GitHub takes: a run with more results is rejected, and 10 MB after gzip are accepted (results shrink to about
 * a sixth; `size` counts UTF-16 units before that).
 */
const LIMITS = { results: 25_000, size: 50_000_000 };
/** Results of a run that GitHub keeps. */
const SHOWN_RESULTS = 5_000;
/** Diagnostics wait in memory until the results are written. */
const MAX_NOTIFICATIONS = 1_000;

function head({ tool, rulePages }: ReportContext): string {
  const pages = rulePages();
  const driver = {
    name: tool.name,
    semanticVersion: tool.version,
    ...(tool.homepage === undefined ? {} : { informationUri: tool.homepage }),
    rules: SARIF_RULES.map((rule) => ruleDescriptor(rule, pages)),
  };
  const root = { [SOURCE_ROOT]: { description: { text: "The folder in which the scan ran." } } };
  return (
    `{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",\n` +
    `"version":"2.1.0","runs":[{"tool":${jsonText({ driver })},\n` +
    `"columnKind":"utf16CodeUnits","originalUriBaseIds":${jsonText(root)},\n"results":[`
  );
}

/** What the run says about itself, worst first; each only when there is something to say. */
function remarks(
  summary: ReportSummary,
  { results, left, unlisted }: { results: number; left: number; unlisted: number },
) {
  const said: readonly (readonly [code: string, severity: "error" | "warning" | "info", text: string])[] = [
    ["incomplete", "error", incompleteText(summary)],
    [
      "limit-reached",
      "warning",
      left === 0 ? "" : `${count(left)} more findings are not in this file: code scanning takes no more.`,
    ],
    ["not-listed", "warning", omittedText(summary)],
    [
      "limit-shown",
      "info",
      results <= SHOWN_RESULTS ? "" : `GitHub code scanning shows ${count(SHOWN_RESULTS)} results of a run.`,
    ],
    ["limit-reached", "info", unlisted === 0 ? "" : `${count(unlisted)} more diagnostics are not listed.`],
    ["explained", "info", explainedText(summary, true)],
    ["examined", "info", verdictText(summary)],
  ];
  return said.flatMap(([code, severity, message]) => (message === "" ? [] : [{ code, severity, message }]));
}

/**
 * SARIF 2.1.0 (OASIS) in the subset that GitHub code scanning reads. Results are written as they come; diagnostics wait,
 * at most 1,000 of them. Explained runs are no results: GitHub opens an alert for each, whatever its `kind` or
 * `suppressions` say.
 */
export function createSarifReporter(context: ReportContext, limits = LIMITS): Reporter {
  const notifications: Notification[] = [];
  const state = { opened: false, results: 0, left: 0, unlisted: 0, size: 0 };

  function open(): void {
    if (!state.opened) context.write(head(context));
    state.opened = true;
  }
  function result(event: Extract<ScanEvent, { type: "finding" }>): void {
    if (event.explanation !== null) return;
    if (state.results >= limits.results || state.size > limits.size) {
      state.left += 1;
      return;
    }
    open();
    const text = jsonText(sarifResult(event, context.cwd));
    state.size += text.length;
    context.write(`${state.results++ === 0 ? "\n" : ",\n"}${text}`);
  }
  return {
    begin: open,
    event(event: ScanEvent): void {
      if (event.type === "finding") result(event);
      else if (event.type === "diagnostic") {
        if (notifications.length < MAX_NOTIFICATIONS) notifications.push(notification(event, context.cwd));
        else state.unlisted += 1;
      }
    },
    end(summary: ReportSummary, exitCode: number): void {
      open();
      notifications.push(...remarks(summary, state).map((remark) => notification(remark, context.cwd)));
      const invocation = {
        executionSuccessful: exitCode < 2,
        exitCode,
        toolExecutionNotifications: notifications,
      };
      context.write(`${state.results === 0 ? "" : "\n"}],\n"invocations":[${jsonText(invocation)}]}]}\n`);
    },
  };
}
