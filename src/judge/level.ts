import type { Level, Rule, Severity } from "../model/finding.js";
import type { RunInContext } from "./run-in-context.js";

const LETTER = /\p{L}/gu;
const HAN = /\p{Script=Han}/gu;

function count(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/**
 * `sentence` when the run fills its clause or line, or outweighs what else stands in it; `word` when it is embedded.
 * One ideograph carries about as much as two letters. Whether a whole utterance switched (`response`) is decided by
 * the wiring, which sees all of it.
 */
export function levelOf({ run, line, clause, sentence }: RunInContext): Exclude<Level, "response"> {
  const weigh = (from: number, to: number): number => {
    const outside = line.slice(from, Math.max(from, run.start)) + line.slice(Math.min(run.end, to), to);
    return count(LETTER, outside) - count(HAN, outside);
  };
  if (run.han >= 4 && weigh(Math.min(clause.start, run.start), Math.max(clause.end, run.end)) <= 1)
    return "sentence";
  const around = weigh(Math.min(sentence.start, run.start), Math.max(sentence.end, run.end));
  if (around === 0 && run.han >= 2) return "sentence";
  return run.han >= 6 && 2 * run.han > around ? "sentence" : "word";
}

export const ruleOf = (level: Level): Rule => `${level}-switch`;

/**
 * @param threshold findings less certain than this are notes
 */
export function severityOf(level: Level, certainty: number, threshold: number, explained: boolean): Severity {
  if (explained || certainty < threshold) return "note";
  return level === "word" ? "warning" : "error";
}
