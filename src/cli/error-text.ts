import { LangdriftError } from "../errors.js";
import { terminalText } from "../report/terminal-text.js";
import { readTool } from "../tool.js";

/** What standard error says about an error: its message for a known one, safe for a terminal, the stack and a plea for any other. */
export function errorText(error: unknown): string {
  if (error instanceof LangdriftError)
    return `error: ${error.message.split("\n").map(terminalText).join("\n")}`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return (
    `error: internal error in langdrift ${readTool().version} (Node ${process.version}, ${process.platform}). ` +
    `This is a fault of langdrift, not of your input; please report it with the lines below.\n${stack}`
  );
}
