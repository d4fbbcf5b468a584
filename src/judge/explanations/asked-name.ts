import { isEveryday } from "../everyday.js";
import { type ExplanationRule, explain } from "../run-in-context.js";

const MOST = 8;

/**
 * `name` in the answer to a question for one ("who opened for us", "wo essen wir"): a word that stands apart and that Chinese does
 * not use every day. Leaks are everyday words, as a rule.
 */
export const askedName: ExplanationRule = ({ run, line, native, session }) => {
  if (native !== null || run.han < 2 || run.han > MOST || !session.nameAsked() || session.refused())
    return null;
  if (run.segment.kind === "code" || run.segment.kind === "comment") return null;
  if (/[\p{L}\p{N}_]$/u.test(line.slice(0, run.start)) || /^[\p{L}\p{N}_]/u.test(line.slice(run.end)))
    return null;
  return isEveryday(run.text) ? null : explain("name", { kind: "asked-for" });
};
