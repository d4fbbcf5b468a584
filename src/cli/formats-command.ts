import type { Format } from "../formats.js";
import { terminalText } from "../report/terminal-text.js";
import type { Deps } from "./deps.js";
import type { Sink } from "./sink.js";
import { wrapWords } from "./wrap-words.js";

function table(formats: readonly Format[], width: number): string {
  const column = Math.max(...formats.map(({ name }) => name.length), 0) + 2;
  const cell = Math.max(width - column, 30);
  const block = ({ name, title, recognisedBy, livesIn }: Format): string =>
    [title, `lives in ${livesIn}`, `recognised by ${recognisedBy}`]
      .flatMap((part) => wrapWords(terminalText(part), cell))
      .map((line, index) => (index === 0 ? name : "").padEnd(column) + line)
      .join("\n");
  return `${formats.map(block).join("\n\n")}\n`;
}

/** `langdrift formats`: the log formats, as a table or, with `--json`, as a JSON array. */
export async function formatsCommand(
  json: boolean,
  stdout: Sink,
  width: number,
  deps: Deps,
): Promise<number> {
  const listFormats = deps.listFormats ?? (await import("../formats.js")).listFormats;
  const formats = listFormats().map(({ name, title, recognisedBy, livesIn }) => ({
    name,
    title,
    recognisedBy,
    livesIn,
  }));
  stdout.write(json ? `${JSON.stringify(formats, null, 2)}\n` : table(formats, width));
  return 0;
}
