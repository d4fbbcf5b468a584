import type { Diagnostic } from "../model/diagnostic.js";
import { palette } from "./palette.js";
import { terminalText } from "./terminal-text.js";

function place(location: NonNullable<Diagnostic["location"]>): string {
  const parts = [terminalText(location.uri)];
  if (location.line !== undefined) parts.push(String(location.line));
  if (location.line !== undefined && location.column !== undefined) parts.push(String(location.column));
  return parts.join(":");
}

/** `warning  logs/a.jsonl:14:1  message (code)`, without a line end. */
export function diagnosticLine(diagnostic: Diagnostic, color: boolean): string {
  const { severity, location, message, code } = diagnostic;
  const paint = palette(color);
  const word = { error: paint.error, warning: paint.warning, info: paint.note }[severity](severity);
  const where = location === undefined ? "" : `${paint.strong(place(location))}  `;
  return `${word}  ${where}${terminalText(message)} ${paint.faint(`(${code})`)}`;
}
