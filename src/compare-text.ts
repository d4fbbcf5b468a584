import type { SummaryComparison } from "./compare-summaries.js";
import type { LedgerRates } from "./provenance/ledger-rates.js";
import { BY_SESSIONS, BY_SESSIONS_MARK, isBySessions, rateCells } from "./rate-text.js";
import { amount, count, counted } from "./report/numbers.js";
import { figure, pText, range, textTable } from "./report/text-table.js";

const ROUGH =
  "The comparison below counts each session once, so a difference in their lengths alone can change its ratio.";

/** The comparison for people. @param names of the sides, as the user typed them */
export function compareText(comparison: SummaryComparison, names: readonly [string, string]): string {
  const { a, b, tokens } = comparison;
  const unit = tokens === "estimated" ? "tokens (est.)" : "tokens";
  const head = ["", "sessions", unit, "with onset", "per M tokens", "95 % exact"];
  const lines = [
    "Sessions with unexplained Chinese",
    ...textTable(head, [row(`A ${names[0]}`, a), row(`B ${names[1]}`, b)]),
    ...([a, b].some(isBySessions) ? [`  ${BY_SESSIONS_MARK} ${BY_SESSIONS}`, `  ${ROUGH}`] : []),
    "",
    ...onsetLines(comparison),
    ...switchLines(comparison),
    "",
    ...remarks(comparison),
  ];
  return `${lines.join("\n")}\n`;
}

function row(name: string, rates: LedgerRates): string[] {
  return [name, count(rates.sessions), amount(rates.tokens), count(rates.onsets), ...rateCells(rates)];
}

function onsetLines({ onsets }: SummaryComparison): string[] {
  if (onsets === null) return ["Nothing to compare: one side holds no text of a model."];
  const { ratio, p } = onsets;
  if (ratio === null) return ["No session of either side has an onset: the rates cannot be told apart."];
  return [
    `Rate of B over A: ${figure(ratio)} (95 % exact ${range(onsets)})`,
    `Equal rates, conditional exact test: ${pText(p)}, two-sided`,
  ];
}

function switchLines({ switches, varianceToMean }: SummaryComparison): string[] {
  if (switches === null) return [];
  const spread =
    varianceToMean === null
      ? ""
      : `; variance/mean over sessions ${figure(varianceToMean)}, 1 if independent`;
  return [
    `Single switches, whole sessions shuffled ${count(switches.replicates)} times: ratio ${figure(switches.ratio)}, ` +
      `${pText(switches.p)}${spread}`,
  ];
}

function remarks({ shared, complete, settings }: SummaryComparison): string[] {
  return [
    ...(shared > 0
      ? [
          `${counted(shared, "session")} on both sides: they are not independent, and the p-values do not hold.`,
        ]
      : []),
    ...(complete ? [] : ["Part of the input was not examined: the counts are of the rest."]),
    settings.length > 1
      ? "The sides were counted in more than one way, which may make the rates differ:"
      : "Counted by:",
    ...settings.map((setting) => `  ${setting}`),
    "A difference is one of the text: prompts, users, sampling settings and routing change it as much as a model does.",
  ];
}
