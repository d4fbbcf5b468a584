import type { Finding } from "../model/finding.js";
import { count, counted } from "../report/numbers.js";
import { createPrettyReporter } from "../report/pretty.js";
import { explainHint } from "../report/summary-text.js";
import type { DriftCheck } from "./check-output.js";

/** Cells of a line: failure messages are read in terminals and in the logs of build servers. */
const WIDTH = 100;
/** Drifts shown with their frames. */
const SHOWN = 10;

/** Drifts in their frames, as `langdrift scan` prints them, and what to read about them. Safe to print. */
export function driftFrames(drifts: readonly Finding[], color: boolean): string {
  let text = "";
  const reporter = createPrettyReporter({
    write: (piece) => {
      text += piece;
    },
    tool: { name: "langdrift", version: "" },
    cwd: "",
    rulePages: () => [],
    color,
    width: WIDTH,
    quiet: true,
    explain: false,
  });
  const shown = drifts.slice(0, SHOWN);
  for (const drift of shown) reporter.event({ type: "finding", ...drift });
  const more = drifts.length - shown.length;
  const rules = new Map(drifts.map(({ rule }) => [rule, drifts.filter((d) => d.rule === rule).length]));
  return `${text}${more === 0 ? "" : `… and ${count(more)} more\n\n`}${explainHint(rules)}`;
}

/** What a failed check says: how many switches, where, and what they look like. */
export function failureText(check: DriftCheck, expectation: string, color = false): string {
  const found = counted(check.drifts.length, "unexpected switch", "unexpected switches");
  return `${expectation}, found ${found}\n\n${driftFrames(check.drifts, color)}`;
}

/** What a check says that should have found something. */
export function nothingFoundText(check: DriftCheck): string {
  const examined = `examined ${counted(check.exposure.characters, "character")} of the model`;
  const explained = check.explained.length;
  const below = check.below.length;
  const notes = [
    ...(explained === 0 ? [] : [`${counted(explained, "run")} explained (${reasons(check.explained)})`]),
    ...(below === 0 ? [] : [`${counted(below, "drift")} below failOn`]),
  ];
  return ["expected a switch of language, found none", examined, ...notes].join("; ");
}

function reasons(explained: readonly Finding[]): string {
  return [...new Set(explained.map(({ explanation }) => explanation?.reason ?? ""))].sort().join(", ");
}
