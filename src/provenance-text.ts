import type { LedgerRates } from "./provenance/ledger-rates.js";
import type { LogRatio } from "./provenance/likelihood-ratio.js";
import { statementText } from "./provenance/statement/index.js";
import type { ProvenanceReport } from "./provenance-report.js";
import { signatureLines, tokenLines } from "./provenance-text-evidence.js";
import { BY_SESSIONS, BY_SESSIONS_MARK, isBySessions, RATE_HEAD, rateCells } from "./rate-text.js";
import { amount, count, counted } from "./report/numbers.js";
import { figure, percent, range, textTable } from "./report/text-table.js";

/** Days that are listed; earlier ones stand in the JSON report. */
const DAYS = 14;
const UNSTATED = "(not stated)";

/** The report for people: the numbers, then what they allow to be said. @param width of the statement, in terminal cells */
export function provenanceText(report: ProvenanceReport, width: number): string {
  const sections = [
    summaryLines(report),
    rateTable("By model, as the logs claim", report.byModel),
    rateTable("By channel", report.byChannel),
    rateTable("By log format", report.byFormat),
    rateTable(
      report.byDay.length > DAYS ? `By day, UTC (the last ${DAYS}; -f json lists all)` : "By day, UTC",
      report.byDay.slice(-DAYS),
    ),
    controlLines(report),
    signatureLines(report),
    tokenLines(report),
    closingLines(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n\n${statementText(report.statement, width)}`;
}

function summaryLines({ total, tokens, complete }: ProvenanceReport): string[] {
  const unit = tokens === "estimated" ? "tokens, estimated" : `tokens of ${tokens}`;
  const lines = [
    `Examined ${counted(total.sessions, "session")}, ${counted(total.utterances, "utterance")} of models, ` +
      `${amount(total.characters)} characters (${amount(total.tokens)} ${unit})`,
  ];
  if (!complete) lines.push("Part of the input was not examined: the counts are of the rest.");
  if (total.ofSessions === null) return lines;
  lines.push(
    `Sessions with unexplained Chinese: ${count(total.onsets)} of ${count(total.sessions)}, ` +
      `${percent(total.ofSessions.rate)} (95 % exact ${range(scaled(total.ofSessions, 100))} %)`,
  );
  lines.push(...rateLines(total));
  if (total.findings > 0) lines.push(eventLine(total));
  return lines;
}

function rateLines({ perMillion, exact, jeffreys }: LedgerRates): string[] {
  if (perMillion === null || exact === null || jeffreys === null) return [];
  if (perMillion.method === "tokens")
    return [
      `  per million tokens: ${figure(exact.rate)} (95 % exact ${range(exact)}; Jeffreys ${range(jeffreys)})`,
    ];
  return [
    `  per million tokens: ${figure(perMillion.rate)} (95 % by whole sessions ${range(perMillion)})`,
    `  ${BY_SESSIONS}`,
  ];
}

function scaled({ low, high }: { readonly low: number; readonly high: number }, by: number) {
  return { low: low * by, high: high * by };
}

function eventLine({ findings, bootstrap, varianceToMean }: ProvenanceReport["total"]): string {
  const spread =
    varianceToMean === null
      ? ""
      : `; variance/mean over sessions ${figure(varianceToMean)}, 1 if independent`;
  const rate =
    bootstrap === null
      ? ""
      : `, ${figure(bootstrap.rate)} per million tokens (95 % by whole sessions drawn anew ${range(bootstrap)})`;
  return `  ${counted(findings, "switch", "switches")} in them${rate}${spread}`;
}

function rateTable(title: string, rows: readonly LedgerRates[]): string[] {
  if (rows.length === 0) return [];
  const note = rows.some(isBySessions) ? [`  ${BY_SESSIONS_MARK} ${BY_SESSIONS}`] : [];
  return [title, ...textTable(RATE_HEAD, rows.map(rateRow)), ...note];
}

function rateRow(row: LedgerRates): string[] {
  return [
    row.name ?? UNSTATED,
    count(row.sessions),
    amount(row.tokens),
    count(row.onsets),
    ...rateCells(row),
  ];
}

function controlLines({ controls, likelihood }: ProvenanceReport): string[] {
  if (likelihood === null) {
    const why = controls.length === 0 ? "no controls were given" : "nothing was written in them";
    return [
      `Uncalibrated: ${why}, so no likelihood ratio is given.`,
      "  --control NAME=PATH names sessions of known source, from the same setting.",
    ];
  }
  const name = (of: string | null): string => of ?? "other or unknown";
  const rows = likelihood.rows.map((row) => [name(row.name), ratio(row.againstRest)]);
  const pairs = likelihood.rows.flatMap((row, i) =>
    row.against.slice(i + 1).map((one, j) => {
      const other = likelihood.rows[i + 1 + j]!;
      return [`${name(row.name)} : ${name(other.name)}`, ratio(one)];
    }),
  );
  return [
    ...rateTable("Controls", controls),
    "",
    "Likelihood ratios of the onsets, each candidate against all the others (95 % for the controls' own counts)",
    ...textTable(["", "ratio"], rows),
    "",
    "Two by two",
    ...textTable(["", "ratio"], pairs),
    ...(likelihood.excluded.length === 0
      ? []
      : [`  left out, without text: ${likelihood.excluded.join(", ")}`]),
  ];
}

function ratio({ log10, low, high }: LogRatio): string {
  const power = (value: number): number => 10 ** value;
  return `${figure(power(log10))} (${range({ low: power(low), high: power(high) })})`;
}

function closingLines({ settings, seed }: ProvenanceReport): string[] {
  const counted = settings.map((setting) => `  ${setting}`);
  const differ =
    settings.length > 1
      ? ["Counted in more than one way, which may make the rates differ:"]
      : ["Counted by:"];
  return [...differ, ...counted, `Seed of what is drawn at random: ${seed}.`];
}
