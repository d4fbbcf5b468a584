import { createRequire } from "node:module";

type StringWidth = typeof import("string-width").default;

let loaded: StringWidth | undefined;

/** Loaded for the first configuration with a fault: its emoji tables are slow to set up. */
function stringWidth(text: string): number {
  loaded ??= (createRequire(import.meta.url)("string-width") as { default: StringWidth }).default;
  return loaded(text);
}

/** A place in a text, and its line with carets below. */
export interface Frame {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly text: string;
}

/** A longer line is cut around the place, in UTF-16 units. */
const MAX_LINE = 100;

/** The line that holds an offset, with carets under at most the rest of it. */
export function frameAt(source: string, offset: number, length: number): Frame {
  const start = Math.max(source.lastIndexOf("\n", offset - 1), source.lastIndexOf("\r", offset - 1)) + 1;
  const line = source.slice(0, start).split(/\r\n|\n|\r/).length;
  const rest = source.slice(start).split(/[\r\n]/, 1)[0] ?? "";
  const column = offset - start;
  const cut = column > MAX_LINE / 2 ? column - MAX_LINE / 2 : 0;
  const shown = rest.slice(cut, cut + MAX_LINE).replaceAll("\t", " ");
  const marked = shown.slice(column - cut, column - cut + Math.max(1, length));
  const margin = " ".repeat(String(line).length);
  const indent = " ".repeat(stringWidth(shown.slice(0, column - cut)));
  const carets = "^".repeat(Math.max(1, stringWidth(marked)));
  return { line, column: column + 1, text: `  ${line} | ${shown}\n  ${margin} | ${indent}${carets}` };
}
