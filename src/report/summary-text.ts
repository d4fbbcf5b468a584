import type { Exposure } from "../model/exposure.js";
import type { Rule } from "../model/finding.js";
import type { Acceptance } from "../model/finding-filter.js";
import { amount, count, counted, duration } from "./numbers.js";
import type { ReportSummary } from "./reporter.js";

/** Printed under a pretty report that lists a switch into Chinese; see the wording rules of the documentation. */
export const PROVENANCE_CAUTION = "A stray Chinese word says almost nothing about which model wrote it.";

/** What to read about the rule that reported most; empty when nothing was reported. */
export function explainHint(reported: ReadonlyMap<Rule, number>): string {
  const [most] = [...reported].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return most === undefined ? "" : `\`langdrift explain ${most[0]}\` lists benign causes to look for first.`;
}

/** Number of unexplained findings of any severity. */
export function driftCount(summary: ReportSummary): number {
  return summary.counts.error + summary.counts.warning + summary.counts.note;
}

/** Whether Chinese (or Han text that may be Chinese) is among what was found. */
export function hasChinese(summary: ReportSummary): boolean {
  return summary.driftedLanguages.some((language) => language === "cmn" || language === "und");
}

function switches(summary: ReportSummary, number: number): string {
  const languages = summary.driftedLanguages;
  const noun = number === 1 ? "unexpected switch" : "unexpected switches";
  if (languages.every((language) => language === "cmn")) return `${noun} into Chinese`;
  if (languages.every((language) => language === "und")) return `${noun} into Han text (Chinese or Japanese)`;
  if (languages.every((language) => language === "cmn" || language === "und")) {
    return `${noun} into Chinese or Han text of unclear language`;
  }
  return `${noun} of language`;
}

function severities({ error, warning, note }: ReportSummary["counts"]): string {
  return [
    ...(error > 0 ? [counted(error, "error")] : []),
    ...(warning > 0 ? [counted(warning, "warning")] : []),
    ...(note > 0 ? [counted(note, "note")] : []),
  ].join(", ");
}

function sessions(summary: ReportSummary): string {
  const { driftedSessions: drifted } = summary;
  const all = summary.exposure.sessions;
  if (drifted === 0) return all === 0 ? "" : ` in ${counted(all, "session")}`;
  return drifted > all
    ? ` in ${counted(drifted, "session")}`
    : ` in ${count(drifted)} of ${counted(all, "session")}`;
}

/** How much text was examined: a count of findings is never printed without it. */
export function examined(exposure: Exposure, elapsedMs: number): string {
  if (exposure.utterances === 0) return "how much was examined is not known";
  return (
    `examined ${counted(exposure.utterances, "utterance")}, ${amount(exposure.characters)} characters ` +
    `(≈ ${amount(exposure.tokens)} tokens) in ${duration(elapsedMs)}`
  );
}

/** What was found, without a mark: `3 unexpected switches into Chinese (1 error, 2 warnings) in 2 of 14 sessions; examined …`. */
export function verdictText(summary: ReportSummary): string {
  const number = driftCount(summary);
  const seen = examined(summary.exposure, summary.elapsedMs);
  if (number > 0) {
    return `${count(number)} ${switches(summary, number)} (${severities(summary.counts)})${sessions(summary)}; ${seen}`;
  }
  if (summary.exposure.utterances === 0) {
    return `no text written by a model was found in ${counted(summary.sources, "source")}, so nothing was examined`;
  }
  return `no ${switches(summary, 2)}${sessions(summary)}; ${seen}`;
}

/** `12 runs explained (echo 9, requested 3; --explain lists them)`, most frequent first; empty when there are none. */
export function explainedText(summary: ReportSummary, listed: boolean): string {
  const reasons = Object.entries(summary.counts.explained)
    .filter(([, number]) => number > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  if (reasons.length === 0) return "";
  const total = reasons.reduce((sum, [, number]) => sum + number, 0);
  const parts = reasons.map(([reason, number]) => `${reason} ${count(number)}`).join(", ");
  return `${counted(total, "run")} explained (${parts}${listed ? "" : "; --explain lists them"})`;
}

const ACCEPTED: Record<Acceptance, string> = {
  baseline: "in the baseline",
  allowed: "allowed by the configuration",
  ignored: "ignored in place",
  unchanged: "not of this change",
};

/** `3 findings not reported (2 in the baseline, 1 ignored in place)`; empty when there are none. */
export function acceptedText(summary: ReportSummary): string {
  const reasons = (Object.keys(ACCEPTED) as Acceptance[]).flatMap((reason) => {
    const number = summary.counts.accepted[reason] ?? 0;
    return number === 0 ? [] : [{ reason, number }];
  });
  if (reasons.length === 0) return "";
  const total = reasons.reduce((sum, { number }) => sum + number, 0);
  const parts = reasons.map(({ reason, number }) => `${count(number)} ${ACCEPTED[reason]}`).join(", ");
  return `${counted(total, "finding")} not reported (${parts})`;
}

/** Why the result does not speak for the whole input; empty when it does. */
export function incompleteText(summary: ReportSummary): string {
  if (summary.interrupted) return "incomplete scan: it was interrupted";
  if (summary.complete) return "";
  const problems = summary.problems > 0 ? ` (${counted(summary.problems, "problem")})` : "";
  return `incomplete scan: part of the input was not examined${problems}`;
}

/** What a limit on the list left out; empty when nothing. */
export function omittedText(summary: ReportSummary): string {
  if (summary.omitted === 0) return "";
  return `${counted(summary.omitted, "more finding")} counted but not listed (--max-findings)`;
}

/** The whole summary in one line, for standard error beside a machine format. */
export function summaryLine(summary: ReportSummary, listed: boolean): string {
  const parts = [
    incompleteText(summary),
    verdictText(summary),
    explainedText(summary, listed),
    acceptedText(summary),
    omittedText(summary),
  ];
  return parts.filter((part) => part !== "").join("; ");
}
