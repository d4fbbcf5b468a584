import type { Finding } from "../model/finding.js";
import { shortenEnd, shortenMiddle } from "./display-width.js";
import { terminalText } from "./terminal-text.js";
import { findingFacts, findingSentence } from "./wording.js";

/** Cells of the run in a message of one line. */
const MAX_RUN = 80;
/** Cells of one fact: a log may call its model anything. */
const MAX_FACT = 60;

/** The run on one line, controls shown as escapes, its middle left out when it is long. */
export function shownRun({ run }: Finding): string {
  return shortenMiddle(terminalText(run.text), MAX_RUN);
}

/** One line of plain text: what was found, where, and that nothing explains it; then the run itself. */
export function findingMessage(finding: Finding): string {
  return `${terminalText(findingSentence(finding))}: “${shownRun(finding)}”`;
}

/** Who, which model, when, what was due: one line of plain text. */
export function factLine(finding: Finding): string {
  return findingFacts(finding)
    .map((fact) => shortenEnd(terminalText(fact), MAX_FACT))
    .join(" · ");
}
