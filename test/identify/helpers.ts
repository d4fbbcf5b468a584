import { attributeHan, findHanRuns } from "../../src/identify/index.js";
import type { Attribution, HanRun } from "../../src/model/run.js";

/** The whole line as one prose segment. */
export const prose = (line: string) => [{ kind: "prose", start: 0, end: line.length } as const];

export const runTexts = (line: string): string[] => findHanRuns(line, prose(line)).map((run) => run.text);

/** Attributes every run of a line whose clauses are bounded by commas and full stops. */
export function attributions(
  line: string,
  native: "jpn" | "kor" | null,
): (Attribution & { readonly run: HanRun })[] {
  return findHanRuns(line, prose(line)).map((run) => ({
    run,
    ...attributeHan(run, { line, clause: clauseOf(line, run), native, utterance: {} }),
  }));
}

function clauseOf(line: string, run: HanRun): { start: number; end: number } {
  const before = /[^。、，,;:!?]*$/.exec(line.slice(0, run.start))![0];
  const after = /^[^。、，,;:!?]*/.exec(line.slice(run.end))![0];
  return { start: run.start - before.length, end: run.end + after.length };
}
