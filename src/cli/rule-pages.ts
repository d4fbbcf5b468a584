import { palette } from "../report/palette.js";
import type { RulePage } from "../report/reporter.js";
import { PLAIN_WIDTH } from "./io.js";
import { readManual } from "./manual.js";
import { pageText } from "./manual-text.js";

/** The manual's pages of rules for reports that carry them: plain text as `explain` prints it, and Markdown. */
export function readRulePages(): readonly RulePage[] {
  return readManual()
    .filter(({ kind }) => kind === "rule")
    .map((page) => ({
      name: page.name,
      summary: page.summary,
      text: pageText(page, PLAIN_WIDTH, palette(false)),
      markdown: page.text,
    }));
}
