import type { RawLines } from "../../model/lines.js";
import type { Origin, RawRecord } from "../../model/location.js";
import { logPrefixLength } from "./log-prefix.js";
import { mappedOrigin, recordOrigin, sliceOrigin } from "./origin.js";
import { showLine } from "./terminal.js";

/** What a line of text says, and where. */
export interface LogLine {
  readonly text: string;
  readonly origin: Origin;
  /** Whether a logger put something before it. */
  readonly logged: boolean;
}

/** A record's text without terminal escapes and without what a logger put before it. */
export function logLine(record: RawRecord): LogLine {
  const shown = showLine(record.text);
  const text = shown === null ? record.text : shown.text;
  const origin = shown === null ? recordOrigin(record) : mappedOrigin(record, shown.map);
  const prefix = logPrefixLength(text);
  return { text: text.slice(prefix), origin: sliceOrigin(origin, prefix), logged: prefix > 0 };
}

/** The line end that a text event carries has no place in its record: it stands where the line's text ends. */
export function withLineEnd({ text, origin }: Pick<LogLine, "text" | "origin">): Origin {
  return { pointer: null, locate: (offset) => origin.locate(Math.min(offset, text.length)) };
}

/** A line of many as a record: the one with an index, which stands at `[start, end)` of their text. */
export function lineAt(lines: RawLines, index: number, start: number, end: number): RawRecord {
  return {
    text: lines.text.slice(start, end),
    line: lines.line + index,
    terminated: true,
    position: (offset) => lines.position(start + offset),
  };
}
