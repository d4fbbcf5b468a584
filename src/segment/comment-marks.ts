import { isSpace, skipRun } from "./chars.js";
import type { Syntax } from "./syntax.js";

/** A comment that starts here: where its content starts, and what closes it (`null`: the line end). */
export interface CommentMark {
  readonly content: number;
  readonly close: string | null;
}

/**
 * The comment that starts at `at`, if one does.
 * @param first offset of the first unit of the line that is not white space
 */
export function commentAt(line: string, at: number, first: number, syntax: Syntax): CommentMark | null {
  for (const [open, close] of syntax.blockComments) {
    if (line.startsWith(open, at)) {
      const marks = open === "/*" ? skipRun(line, at + 1, line.length, 0x2a) : at + open.length;
      // `/**/` is a whole comment: its second star belongs to the closing mark.
      const content = open === "/*" && line.charCodeAt(marks) === 0x2f ? at + open.length : marks;
      return { content, close };
    }
  }
  for (const mark of syntax.lineComments) {
    if (line.startsWith(mark, at) && opensLineComment(line, at, first, mark, syntax)) {
      return { content: markEnd(line, at, mark), close: null };
    }
  }
  return null;
}

function markEnd(line: string, at: number, mark: string): number {
  const end = skipRun(line, at + mark.length, line.length, mark.charCodeAt(mark.length - 1));
  return mark === "//" && line.charCodeAt(end) === 0x21
    ? end + 1
    : mark.endsWith(" ")
      ? at + mark.length
      : end;
}

function opensLineComment(line: string, at: number, first: number, mark: string, syntax: Syntax): boolean {
  const before = line.charCodeAt(at - 1);
  const next = line.charCodeAt(at + mark.length);
  const guess = syntax.docstrings && syntax.regex && syntax.tags; // nothing is known of the language
  switch (mark) {
    case "//":
      return !(before === 0x3a && line.charCodeAt(at - 2) !== 0x20 && at - 1 > first);
    case "#":
      if (at > first && !isSpace(before)) return false;
      if (at === 0 && next === 0x21) return false; // `#!/bin/sh`
      return guess
        ? Number.isNaN(next) || isSpace(next) || next >= 0x80 || "#-=*~!".includes(line.charAt(at + 1))
        : true;
    case "--":
      return guess ? at === first && (isSpace(next) || next === 0x2d) : next !== 0x3e;
    case "%":
      return before !== 0x5c;
    case ";":
      return at === first || isSpace(before) || syntax.quotes === '"';
    case "REM ":
    case "rem ":
    case "::":
      return at === first;
    default:
      return true;
  }
}
