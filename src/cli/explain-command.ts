import { ConfigError } from "../errors.js";
import { palette } from "../report/palette.js";
import { didYouMean } from "../suggestion.js";
import { readManual } from "./manual.js";
import { pageList, pageText } from "./manual-text.js";
import type { Sink } from "./sink.js";

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

/**
 * `langdrift explain [NAME]`: the page of a rule or reason, or the list of all.
 * @throws ConfigError for a name without a page
 */
export function explainCommand({ name, json, color, width }: ExplainRequest, stdout: Sink): number {
  const pages = readManual();
  const page = pages.find((one) => one.name === name?.toLowerCase());
  if (name !== undefined && page === undefined) {
    const hint = didYouMean(
      name,
      pages.map((one) => one.name),
    );
    throw new ConfigError(
      `"${name}" is neither a rule nor an explanation.${hint} \`langdrift explain\` lists them.`,
    );
  }
  const cells = Math.min(width, PROSE_WIDTH);
  const paint = palette(color);
  if (json) stdout.write(`${JSON.stringify(page ?? pages, null, 2)}\n`);
  else stdout.write(page === undefined ? pageList(pages, cells, paint) : pageText(page, cells, paint));
  return 0;
}
