import { shortenEnd } from "./display-width.js";
import { terminalText } from "./terminal-text.js";

/** ASCII that means something to Markdown, HTML, or to a forge that looks for mentions, references and links. */
const MEANING = /[!-&(-+./:-@[-`{-~]/g;

/**
 * Text of a log as code on one line. ASCII punctuation (but for `',-`) becomes character references, which cannot end a cell, a code
 * span or a tag (CommonMark 0.31, 2.5), and forges look for no mention or reference inside code. The comment behind an `@`
 * keeps GitHub's e-mail autolink away.
 */
export function markdownCode(text: string, cells: number): string {
  const shown = shortenEnd(terminalText(text), cells);
  return shown === ""
    ? ""
    : `<code>${shown.replace(MEANING, (mark) => `&#${mark.charCodeAt(0)};${mark === "@" ? "<!-- -->" : ""}`)}</code>`;
}

/** One row of a table; the cells are Markdown without line feeds and pipes. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/** A head with its line of dashes; `:` at the end of a title sets the column to the right. */
export function tableHead(titles: readonly string[]): string {
  return (
    tableRow(titles.map((title) => title.replace(/:$/, ""))) +
    tableRow(titles.map((title) => (title.endsWith(":") ? "---:" : "---")))
  );
}

/** What is folded until somebody asks for it. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n</details>\n`;
}
