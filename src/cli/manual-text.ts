import { displayWidth } from "../report/display-width.js";
import type { Palette } from "../report/palette.js";
import type { ManualPage } from "./manual.js";
import { wrapWords } from "./wrap-words.js";

const INDENT = "  ";
/** Stands for the spaces of inline code while lines are broken: a command is not cut in two. */
const UNBREAKABLE = "\u00a0";
const INLINE_CODE = /`([^`]+)`/g;

/** Breaks prose into lines and paints its inline code; without colours the backticks stay. */
function prose(line: string, width: number, paint: Palette): string {
  const hang = line.startsWith("- ") ? INDENT : "";
  const kept = line.replace(INLINE_CODE, (code) => code.replaceAll(" ", UNBREAKABLE));
  return wrapWords(kept, width - hang.length, displayWidth)
    .map((part, i) => (i === 0 ? part : hang + part))
    .map((part) => part.replaceAll(UNBREAKABLE, " ").replace(INLINE_CODE, (code) => paint.mark(code)))
    .join("\n");
}

/** `session word-switch --expect en,zh` as what the session above it gives. */
function outcome(info: string): string {
  const [, stated = "", options = ""] = /^session ([a-z -]*?)(?: (--.*))?$/.exec(info) ?? [];
  return `→ ${stated.replaceAll(" ", ", ")}${options === "" ? "" : ` with ${options}`}`;
}

/** The small Markdown of the pages as text for a terminal: headings strong, prose broken into lines, examples indented. */
export function pageText({ text }: ManualPage, width: number, paint: Palette): string {
  const lines: string[] = [];
  let info: string | null = null;
  for (const line of text.split("\n")) {
    if (line.startsWith("```")) {
      if (info !== null) lines.push(INDENT + paint.note(outcome(info)));
      info = info === null ? line.slice(3) : null;
    } else if (info !== null) lines.push(line === "" ? "" : INDENT + line);
    else if (line.startsWith("#")) lines.push(paint.strong(line.replace(/^#+ /, "")));
    else lines.push(prose(line, width, paint));
  }
  return lines.join("\n");
}

/** All pages with a line each. */
export function pageList(pages: readonly ManualPage[], width: number, paint: Palette): string {
  const column = INDENT.length + Math.max(...pages.map(({ name }) => name.length)) + 2;
  const row = ({ name, summary }: ManualPage): string =>
    wrapWords(summary, Math.max(30, width - column), displayWidth)
      .map((line, i) =>
        i === 0
          ? `${paint.strong(INDENT + name)}${" ".repeat(column - INDENT.length - name.length)}${line}`
          : " ".repeat(column) + line,
      )
      .join("\n");
  const rows = (kind: ManualPage["kind"]): string =>
    pages
      .filter((page) => page.kind === kind)
      .map((page) => `${row(page)}\n`)
      .join("");
  return (
    `Rules\n${rows("rule")}\nExplanations\n${rows("explanation")}\n` +
    "`langdrift explain NAME` shows examples, benign causes and limits.\n"
  );
}
