import { ConfigError } from "../errors.js";
import { palette } from "../report/palette.js";
import { didYouMean } from "../suggestion.js";
import { type ManualPage, readManual } from "./manual.js";
import type { Sink } from "./sink.js";
import { wrapWords } from "./wrap-words.js";

const INDENT = "  ";
/** Wider prose is hard to read, however wide the terminal. */
const PROSE_WIDTH = 100;

/** What `explain` was asked, and where its answer goes. */
export interface ExplainRequest {
  /** Name of a rule or reason; without one all are listed. */
  readonly name: string | undefined;
  readonly json: boolean;
  readonly color: boolean;
  /** Terminal cells in a line. */
  readonly width: number;
}

function list(pages: readonly ManualPage[], width: number, color: boolean): string {
  const paint = palette(color);
  const column = Math.max(...pages.map(({ name }) => name.length)) + 2;
  const rows = (kind: ManualPage["kind"]): string =>
    pages
      .filter((page) => page.kind === kind)
      .map(({ name, summary }) => {
        const lines = wrapWords(summary, Math.max(30, width - column - INDENT.length));
        const rest = lines.slice(1).map((line) => `\n${" ".repeat(column + INDENT.length)}${line}`);
        return `${INDENT}${paint.strong(name)}${" ".repeat(column - name.length)}${lines[0]}${rest.join("")}\n`;
      })
      .join("");
  return `Rules\n${rows("rule")}\nExplanations\n${rows("explanation")}\n\`langdrift explain NAME\` shows examples, benign causes and limits.\n`;
}

/** The small Markdown of the pages as plain text: headings strong, prose wrapped, fenced blocks indented as they stand. */
function rendered({ text }: ManualPage, width: number, color: boolean): string {
  const paint = palette(color);
  let fenced = false;
  return text
    .split("\n")
    .map((line) => {
      if (line.startsWith("```")) {
        fenced = !fenced;
        return fenced ? paint.faint(`${INDENT}${line.slice(3).replace(/^session /, "→ ")}`) : "";
      }
      if (fenced) return `${INDENT}${INDENT}${line}`;
      if (line.startsWith("#")) return paint.strong(line.replace(/^#+ /, ""));
      const hang = line.startsWith("- ") ? INDENT : "";
      return wrapWords(line, width)
        .map((part, i) => (i === 0 ? part : hang + part))
        .join("\n");
    })
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

/**
 * `langdrift explain [NAME]`: the page of a rule or reason, or the list of all.
 * @throws ConfigError for a name without a page
 */
export function explainCommand({ name, json, color, width }: ExplainRequest, stdout: Sink): number {
  const pages = readManual();
  const chosen = name === undefined ? pages : pages.filter((page) => page.name === name.toLowerCase());
  if (chosen.length === 0) {
    const names = pages.map((page) => page.name);
    const hint = didYouMean(name ?? "", names);
    throw new ConfigError(
      `"${name}" is neither a rule nor an explanation.${hint} \`langdrift explain\` lists them.`,
    );
  }
  const cells = Math.min(width, PROSE_WIDTH);
  if (json) stdout.write(`${JSON.stringify(name === undefined ? chosen : chosen[0], null, 2)}\n`);
  else stdout.write(name === undefined ? list(chosen, cells, color) : rendered(chosen[0]!, cells, color));
  return 0;
}
