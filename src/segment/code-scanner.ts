import type { OpenBlock } from "./block-state.js";
import { isAsciiLetter, isSpace, isWord, skipSpace } from "./chars.js";
import { commentAt } from "./comment-marks.js";
import { findClose, prefixStart } from "./string-marks.js";
import type { Syntax } from "./syntax.js";

/** What a scan of code tells. Offsets are those of the content; delimiters run from `from` to `to`. */
export interface CodeSink {
  comment(from: number, start: number, end: number, to: number): void;
  string(from: number, start: number, end: number, to: number, closed: boolean): void;
  regex(from: number, to: number): void;
  /** Text between tags. */
  text(start: number, end: number): void;
}

/** Where in markup a scan starts. */
export type ScanMode = "code" | "tag" | "text";

const LESS = 0x3c;
const GREATER = 0x3e;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Reads one line of code from left to right, once, and tells a sink where comments, strings, regular expressions
 * and text between tags stand. The tracker runs it without a sink, only to learn what is still open at the end.
 */
export class CodeScanner {
  /** The comment or string that is open at the end of the line. */
  open: OpenBlock | null = null;
  #at: number;
  #last = Number.NaN;
  #mode: ScanMode;
  /** Depth of braces inside an expression within text (`<b>{x}</b>`); 0 outside such an expression. */
  #braces = 0;
  #tagBraces = 0;
  #noRegex = false;
  #startsInText: boolean;
  readonly #line: string;
  readonly #start: number;
  readonly #end: number;
  readonly #syntax: Syntax;
  readonly #sink: CodeSink | null;

  constructor(line: string, start: number, syntax: Syntax, sink: CodeSink | null, mode: ScanMode = "code") {
    this.#line = line;
    this.#at = start;
    this.#start = skipSpace(line, start, line.length);
    this.#end = line.length;
    this.#syntax = syntax;
    this.#sink = sink;
    this.#mode = mode;
    this.#startsInText = mode !== "code";
  }

  run(): void {
    while (this.#at < this.#end && this.open === null) {
      if (this.#mode === "text") this.#text();
      else this.#step();
    }
  }

  #step(): void {
    const unit = this.#line.charCodeAt(this.#at);
    if (isWord(unit) || isSpace(unit)) {
      if (!isSpace(unit)) this.#last = unit;
      if (!this.#startsWordComment(unit)) this.#at++;
      return;
    }
    if (this.#comment()) return;
    const consumed =
      (this.#syntax.quotes.includes(String.fromCharCode(unit)) && this.#string(unit)) ||
      (unit === 0x2f && this.#regex()) ||
      (this.#syntax.tags && this.#tag(unit));
    if (!consumed) {
      this.#at++;
      this.#last = unit;
    }
  }

  /** Batch files spell their comment mark with letters. */
  #startsWordComment(unit: number): boolean {
    return this.#at === this.#start && (unit | 0x20) === 0x72 && this.#comment();
  }

  #comment(): boolean {
    const found = this.#mode !== "tag" ? commentAt(this.#line, this.#at, this.#start, this.#syntax) : null;
    if (!found) return false;
    const close = found.close === null ? this.#end : this.#line.indexOf(found.close, found.content);
    const end = close === -1 ? this.#end : close;
    const to = close === -1 ? this.#end : Math.min(this.#end, end + (found.close?.length ?? 0));
    this.#sink?.comment(this.#at, found.content, end, to);
    if (close === -1) this.open = { kind: "comment", close: found.close! };
    this.#at = to;
    return true;
  }

  #string(unit: number): boolean {
    const line = this.#line;
    const at = this.#at;
    const from = prefixStart(line, at, unit);
    const triple =
      this.#syntax.docstrings &&
      unit !== 0x60 &&
      line.charCodeAt(at + 1) === unit &&
      line.charCodeAt(at + 2) === unit;
    if (triple) return this.#tripleQuoted(from, line.slice(at, at + 3));
    if (unit === 0x27 && from === at && isWord(line.charCodeAt(at - 1))) return false;
    const close = findClose(line, at, unit, this.#syntax);
    if (unit === 0x27 && this.#syntax.charQuotes && close.end === -1) return false;
    const end = close.end === -1 ? this.#end : close.end;
    this.#sink?.string(from, close.start, end, close.end === -1 ? end : close.to, close.end !== -1);
    if (close.end === -1 && this.#syntax.longStrings) {
      this.open = { kind: "string", close: line.charAt(at) };
    }
    this.#at = close.end === -1 ? this.#end : close.to;
    this.#last = unit;
    return true;
  }

  /** A string in triple quotes is documentation where a statement starts, and a value elsewhere. */
  #tripleQuoted(from: number, marks: string): boolean {
    const start = this.#at + 3;
    const close = this.#line.indexOf(marks, start);
    const kind = from === this.#start ? "comment" : "string";
    const end = close === -1 ? this.#end : close;
    const to = close === -1 ? end : close + 3;
    if (kind === "comment") this.#sink?.comment(from, start, end, to);
    else this.#sink?.string(from, start, end, to, close !== -1);
    if (close === -1) this.open = { kind, close: marks };
    this.#at = to;
    this.#last = marks.charCodeAt(0);
    return true;
  }

  /** A slash starts a regular expression only where a value is due. */
  #regex(): boolean {
    if (!this.#syntax.regex || this.#noRegex || this.#mode !== "code") return false;
    if (!Number.isNaN(this.#last) && !"(,=:[!&|?{};+~".includes(String.fromCharCode(this.#last)))
      return false;
    let inClass = false;
    for (let i = this.#at + 1; i < this.#end; i++) {
      const unit = this.#line.charCodeAt(i);
      if (unit === 0x5c) i++;
      else if (unit === 0x5b) inClass = true;
      else if (unit === 0x5d) inClass = false;
      else if (unit === 0x2f && !inClass) {
        this.#sink?.regex(this.#at, i + 1);
        this.#at = i + 1;
        this.#last = unit;
        return true;
      }
    }
    this.#noRegex = true; // one failed search to the line end is enough
    return false;
  }

  /** Enters and leaves tags and the expressions in braces inside text. Consumes nothing. */
  #tag(unit: number): false {
    if (this.#mode === "tag") {
      if (unit === OPEN_BRACE) this.#tagBraces++;
      else if (unit === CLOSE_BRACE) this.#tagBraces--;
      // `=>` inside an attribute is an arrow, not the end of the tag.
      else if (unit === GREATER && this.#tagBraces <= 0 && this.#line.charCodeAt(this.#at - 1) !== 0x3d) {
        this.#mode = "text";
      }
    } else if (unit === LESS) {
      const operand = isWord(this.#line.charCodeAt(this.#at - 1));
      if (!operand && this.#opensTag(this.#at)) this.#enterTag();
    } else if (this.#braces > 0 && unit === OPEN_BRACE) this.#braces++;
    else if (this.#braces > 0 && unit === CLOSE_BRACE && --this.#braces === 0) this.#mode = "text";
    return false;
  }

  #opensTag(at: number): boolean {
    const next = this.#line.charCodeAt(at + 1);
    return isAsciiLetter(next) || next === 0x2f || next === GREATER || next === 0x21 || next === 0x3f;
  }

  #enterTag(): void {
    this.#mode = "tag";
    this.#tagBraces = 0;
    this.#startsInText ||= this.#at === this.#start;
  }

  #text(): void {
    const line = this.#line;
    const start = this.#at;
    const markup = this.#syntax.family === "markup";
    let i = start;
    while (i < this.#end) {
      const unit = line.charCodeAt(i);
      if ((unit === LESS && this.#opensTag(i)) || (!markup && unit === OPEN_BRACE)) break;
      i++;
    }
    // In code, what follows `>` up to the line end is text only if the line as a whole is markup.
    if (i < this.#end || markup || this.#startsInText) this.#sink?.text(start, i);
    this.#at = i;
    if (i === this.#end) return;
    if (line.charCodeAt(i) === OPEN_BRACE) {
      this.#braces = 1;
      this.#mode = "code";
      this.#last = OPEN_BRACE;
      this.#at++;
    } else if (!this.#comment()) {
      this.#enterTag();
      this.#at++;
    }
  }
}

/** The offset of the text that ends a block left open by an earlier line; -1 when this line does not end it. */
export function blockEnd(line: string, start: number, open: OpenBlock): number {
  let close = line.indexOf(open.close, start);
  while (open.close === '"' && close > start && line.charCodeAt(close - 1) === 0x5c) {
    close = line.indexOf(open.close, close + 1);
  }
  return close;
}
