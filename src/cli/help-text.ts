import { EXIT_CODES } from "./exit-code.js";
import { wrapWords } from "./wrap-words.js";

/** Shown under the help of the program and its scans. */
export const EXAMPLES = `
Examples:
  langdrift scan session.jsonl                 one session log
  langdrift scan "logs/**/*.jsonl" --explain   many, with what was explained
  agent | langdrift scan -                     a live stream
  langdrift scan --since 7d                    last week's sessions of the agents on this machine
  langdrift watch ~/.claude/projects           go on as sessions grow
  langdrift scan evals --format json=drift.json --format pretty
  langdrift scan logs --summary week.json      counts by session, for merge, provenance and compare
`;

/** Worded alike in help, in the documentation and in `--print-config`. */
export const PRECEDENCE_ORDER =
  "Precedence: flags, then LANGDRIFT_* variables (--fail-on: LANGDRIFT_FAIL_ON), then --config or the nearest " +
  "langdrift.config.json, then package.json#langdrift, then defaults.";

export function precedenceHelp(width: number): string {
  return `\n${wrapWords(PRECEDENCE_ORDER, width).join("\n")}\n`;
}

/** Cells before the words of an exit code. */
const CODE_COLUMN = 7;

/** The exit codes of a scan, wrapped to a terminal's width. */
export function exitCodeHelp(width: number): string {
  const rows = EXIT_CODES.map(({ code, when }) => {
    const lines = wrapWords(when, width - CODE_COLUMN).map((line) => " ".repeat(CODE_COLUMN) + line);
    return `  ${code}${lines.join("\n").slice(2 + String(code).length)}\n`;
  });
  return `\nExit codes:\n${rows.join("")}`;
}
