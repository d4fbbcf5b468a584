import { displayWidth, shortenEnd, shortenMiddle, shortenStart } from "./display-width.js";
import type { Palette } from "./palette.js";
import { frameText } from "./terminal-text.js";

/** A line cut around its run, safe to print. */
interface Excerpt {
  readonly before: string;
  readonly run: string;
  readonly after: string;
}

/** Cells kept for the surroundings when the run alone would fill the line. */
const MIN_CONTEXT = 24;

/** Shortens the surroundings first, the longer side before the shorter, then the run. */
function fitLine(excerpt: Excerpt, cells: number): Excerpt {
  const beforeWidth = displayWidth(excerpt.before);
  const afterWidth = displayWidth(excerpt.after);
  const context = Math.min(beforeWidth + afterWidth, MIN_CONTEXT, Math.floor(cells / 2));
  const run = shortenMiddle(excerpt.run, cells - context);
  const left = cells - displayWidth(run);
  const half = Math.floor(left / 2);
  const before = shortenStart(excerpt.before, Math.max(half, left - afterWidth));
  const after = shortenEnd(excerpt.after, left - displayWidth(before));
  return { before, run, after };
}

/**
 * The line of a finding with a line of carets under its run, at most `width` cells wide.
 * Columns are display columns, so that the carets stand right under wide (CJK) text.
 */
export function codeFrame(
  finding: { readonly before: string; readonly run: string; readonly after: string; readonly line: number },
  width: number,
  paint: Palette,
): string {
  const number = String(finding.line);
  const cells = Math.max(width - number.length - "  ".length - " | ".length, 16);
  const escaped = {
    before: frameText(finding.before),
    run: frameText(finding.run),
    after: frameText(finding.after),
  };
  const { before, run, after } = fitLine(escaped, cells);
  const carets = "^".repeat(Math.max(1, displayWidth(run)));
  const indent = " ".repeat(displayWidth(before));
  return (
    `  ${paint.faint(`${number} |`)} ${before}${paint.mark(run)}${after}\n` +
    `  ${paint.faint(`${" ".repeat(number.length)} |`)} ${indent}${paint.mark(carets)}\n`
  );
}
