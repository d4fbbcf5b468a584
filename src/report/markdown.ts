import type { Rule, Severity } from "../model/finding.js";
import type { ScanEvent } from "../model/scan-event.js";
import { findingRow, listItem, type MarkdownPage, markdownPage } from "./markdown-page.js";
import type { ReportContext, Reporter, ReportSummary } from "./reporter.js";

/** Most rows or items of a list, and their UTF-16 units: a comment on GitHub holds 65,536 characters in all. */
const ROWS = { items: 50, size: 40_000 };
const EXPLAINED = { items: 20, size: 10_000 };
const DIAGNOSTICS = { items: 20, size: 8_000 };

/** Collects a page; it stays small however long the scan is. */
export interface PageCollector {
  see(event: ScanEvent): void;
  page(): MarkdownPage;
}

/** A list that keeps its first items and counts the others. */
function firstOf(limit: { readonly items: number; readonly size: number }) {
  const kept: string[] = [];
  let size = 0;
  let more = 0;
  return {
    kept,
    get more() {
      return more;
    },
    add(make: () => string): void {
      const item = more === 0 && kept.length < limit.items ? make() : "";
      size += item.length;
      if (item === "" || size > limit.size) more += 1;
      else kept.push(item);
    },
  };
}

/** Starts a page. */
export function collectPage(): PageCollector {
  const table = new Map<Rule, Record<Severity, number>>();
  const rows = firstOf(ROWS);
  const explained = firstOf(EXPLAINED);
  const diagnostics = firstOf(DIAGNOSTICS);
  return {
    see(event) {
      if (event.type === "diagnostic") {
        const { location, message, code } = event;
        const place = [location?.uri, location?.line].filter((part) => part !== undefined).join(":");
        diagnostics.add(() => listItem(place, `${message} (${code})`));
      } else if (event.type === "finding" && event.explanation !== null) {
        explained.add(() => findingRow(event));
      } else if (event.type === "finding") {
        const by = table.get(event.rule) ?? { error: 0, warning: 0, note: 0 };
        by[event.severity] += 1;
        table.set(event.rule, by);
        rows.add(() => findingRow(event));
      }
    },
    page: () => ({
      table,
      rows: rows.kept,
      more: rows.more,
      explained: explained.kept,
      moreExplained: explained.more,
      diagnostics: diagnostics.kept,
      moreDiagnostics: diagnostics.more,
    }),
  };
}

/** A page of Markdown (GitHub and GitLab flavour), written at the end. */
export function createMarkdownReporter(context: ReportContext): Reporter {
  const collector = collectPage();
  return {
    event: (event) => collector.see(event),
    end: (summary: ReportSummary) => context.write(markdownPage(collector.page(), summary, context.quiet)),
  };
}
