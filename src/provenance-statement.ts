import type { TextEvidence } from "./collect-evidence.js";
import type { LedgerRates } from "./provenance/ledger-rates.js";
import { familiesOfModel } from "./provenance/signatures/index.js";
import {
  makeStatement,
  type ObservedText,
  type Statement,
  type StatementInput,
  tokenizerResult,
} from "./provenance/statement/index.js";
import { ENCODINGS } from "./provenance/tokenizer-fit/index.js";
import type { ProvenanceReport } from "./provenance-report.js";
import { readTool } from "./tool.js";

/** What a statement takes beside the numbers. */
export interface StatementContext {
  readonly text: TextEvidence | null;
  /** Errors met while reading. */
  readonly problems: number;
  /** Names of controls and tokenizers that the user typed. */
  readonly typedNames: readonly string[];
}

/** Puts the numbers of a report into words, with all the rules that limit them. */
export function statementOf(
  report: Omit<ProvenanceReport, "statement">,
  context: StatementContext,
): Statement {
  return makeStatement(statementInput(report, context));
}

function statementInput(
  {
    total,
    byModel,
    controls,
    likelihood,
    tokens,
    tokenEvidence,
    complete,
    seed,
  }: Omit<ProvenanceReport, "statement">,
  { text, problems, typedNames }: StatementContext,
): StatementInput {
  const { name, version } = readTool();
  const pointing = (to: "away" | "toward"): number =>
    tokenEvidence?.runs.filter(({ direction }) => direction === to).length ?? 0;
  const candidates = (tokenEvidence?.candidates ?? []).map(({ name, family }) =>
    family === null ? { name } : { name, family },
  );
  return {
    observed: countsOf(total),
    controls: controls.map((control) => ({ name: control.name ?? "", ...countsOf(control) })),
    likelihood,
    tokenUnit: tokens === "estimated" ? "estimated" : "counted",
    signatures: text?.leakedRows ?? null,
    tokenizers: (tokenEvidence?.fits ?? []).map(({ fit }) => tokenizerResult(fit, candidates)),
    singleTokens:
      tokenEvidence === null || candidates.length === 0
        ? null
        : { away: pointing("away"), toward: pointing("toward"), askedChinese: tokenEvidence.askedChinese },
    selfIdentifications: text?.selfIdentifications ?? 0,
    idHints: text?.idHints ?? 0,
    modelClaims: byModel.flatMap((row) =>
      row.name === null
        ? []
        : [
            {
              id: row.name,
              families: familiesOfModel(row.name),
              messages: row.utterances,
              standing: "stated" as const,
            },
          ],
    ),
    leftOut: {
      explained: text?.explained ?? {},
      mentions: text?.mentions ?? {},
      uncountable: tokenEvidence?.excluded ?? {},
    },
    complete,
    problems,
    versions: { [name]: version },
    seed,
    // Encodings are named like files, after no maker.
    typedNames: [...typedNames, ...ENCODINGS],
  };
}

function countsOf({ tokens, sessions, onsets, perMillion }: LedgerRates): ObservedText {
  const counts = { tokens, sessions, sessionsWithOnset: onsets };
  return perMillion?.method === "sessions" ? { ...counts, sessionRate: perMillion } : counts;
}
