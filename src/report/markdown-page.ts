import type { Finding, Rule, Severity } from "../model/finding.js";
import { shownRun } from "./finding-message.js";
import { folded, markdownCode, tableHead, tableRow } from "./markdown-text.js";
import { count, counted } from "./numbers.js";
import type { ReportSummary } from "./reporter.js";
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
import { findingFacts } from "./wording.js";

/** What a page is made of. */
export interface MarkdownPage {
  /** Listed unexplained findings by rule and severity. */
  readonly table: ReadonlyMap<Rule, Readonly<Record<Severity, number>>>;
  /** Rows of the first findings, and how many more were listed. */
  readonly rows: readonly string[];
  readonly more: number;
  /** The same for explained runs and for diagnostics. */
  readonly explained: readonly string[];
  readonly moreExplained: number;
  readonly diagnostics: readonly string[];
  readonly moreDiagnostics: number;
}

const PLACE = 120;
const CONTEXT = 90;

/** Place, what was found, the line around it, who wrote it and what was due, certainty: one row. */
export function findingRow(finding: Finding): string {
  const { uri, line, column } = finding.location;
  const { before, after } = finding.context;
  const status = finding.explanation === null ? finding.severity : finding.explanation.reason;
  return tableRow([
    markdownCode(`${uri}:${line}:${column}`, PLACE),
    `${status} ${finding.rule}`,
    markdownCode(shownRun(finding), CONTEXT),
    markdownCode(`${before}⟦…⟧${after}`, CONTEXT * 2),
    markdownCode(findingFacts(finding).join(" · "), CONTEXT),
    finding.explanation === null ? finding.certainty.toFixed(2) : "",
  ]);
}

/** A diagnostic as an item of a list. */
export function listItem(place: string, message: string): string {
  const where = markdownCode(place, PLACE);
  return `- ${where === "" ? "" : `${where} `}${markdownCode(message, 300)}\n`;
}

const HEAD = tableHead(["Place", "Finding", "Run", "Context", "Written by, and what was due", "Certainty:"]);

function listing(rows: readonly string[], more: number, head: string): string {
  return `${head}${rows.join("")}${more > 0 ? `\nand ${count(more)} more\n` : ""}`;
}

function rules(table: MarkdownPage["table"]): string {
  const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    tableHead(["Rule", "Errors:", "Warnings:", "Notes:"]) +
    rows.map(([rule, by]) => tableRow([rule, count(by.error), count(by.warning), count(by.note)])).join("")
  );
}

function verdict(summary: ReportSummary): string {
  const lines = [incompleteText(summary), verdictText(summary)].filter((line) => line !== "");
  return lines.map((line) => `**${line.charAt(0).toUpperCase()}${line.slice(1)}.**\n`).join("\n");
}

function details(page: MarkdownPage): string {
  const shown = page.explained.length + page.moreExplained;
  const said = page.diagnostics.length + page.moreDiagnostics;
  return (
    (shown === 0
      ? ""
      : `\n${folded(counted(shown, "explained run"), listing(page.explained, page.moreExplained, HEAD))}`) +
    (said === 0
      ? ""
      : `\n${folded(counted(said, "diagnostic"), listing(page.diagnostics, page.moreDiagnostics, ""))}`)
  );
}

/**
 * The page: the verdict with what was examined, rules by severity, findings, and what is folded.
 * @param quiet leaves out the table of rules, the hints and what is folded; never the verdict
 */
export function markdownPage(page: MarkdownPage, summary: ReportSummary, quiet: boolean): string {
  const reported = new Map([...page.table].map(([rule, by]) => [rule, by.error + by.warning + by.note]));
  const sentences = [
    explainedText(summary, page.explained.length > 0),
    acceptedText(summary),
    omittedText(summary),
  ]
    .filter((line) => line !== "")
    .map((line) => `${line}.`);
  const closing = [
    ...sentences,
    ...(hasChinese(summary) ? [PROVENANCE_CAUTION] : []),
    ...(quiet ? [] : [explainHint(reported)].filter((line) => line !== "")),
  ];
  return (
    `### langdrift\n\n${verdict(summary)}` +
    (quiet || driftCount(summary) === 0 || page.table.size === 0 ? "" : `\n${rules(page.table)}`) +
    (page.rows.length === 0 ? "" : `\n${listing(page.rows, page.more, HEAD)}`) +
    (closing.length === 0 ? "" : `\n${closing.join(" ")}\n`) +
    (quiet ? "" : details(page))
  );
}
