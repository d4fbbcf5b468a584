import {
  type BlockRegion,
  type BlockState,
  type Fence,
  INITIAL_STATE,
  type OpenBlock,
} from "./block-state.js";
import { isSpace, skipSpace, trimEnd } from "./chars.js";
import { blockEnd, CodeScanner, type ScanMode } from "./code-scanner.js";
import { CodeVote } from "./code-vote.js";
import { contentStart, openingFence, placeInFence } from "./fence.js";
import { afterListMarker, bareKey } from "./line-shape.js";
import { isRow } from "./paint-markdown.js";
import { afterLine, inRegion, openingRegion } from "./region.js";
import { type Syntax, syntaxOfName, TEXT, UNKNOWN } from "./syntax.js";

/** What is known of an utterance before its first line. */
export interface BlockHint {
  /** File name or path that the text is written to, or the name of its language (`bash`). */
  readonly name?: string;
}

/** Carries what the lines of one utterance tell about the next one. */
export interface BlockTracker {
  /** Takes one complete line, without its terminator. */
  line(text: string): void;
  /** An immutable snapshot for the line that comes next. */
  readonly state: BlockState;
  /**
   * Whether the lines are those of a text, outside of everything that a line opens. What the next lines of prose tell is
   * then forgotten within a few more of them (see `LineTrail`).
   */
  readonly atRest: boolean;
}

/**
 * Starts tracking an utterance. Memory is constant, the work for a line of prose a few tests of its first units.
 *
 * @example
 * const tracker = createBlockTracker({ name: "src/app.ts" });
 * for (const line of lines) { segmentLine(line, tracker.state); tracker.line(line); }
 */
export function createBlockTracker(hint: BlockHint = {}): BlockTracker {
  return new LineTracker(hint.name === undefined ? null : syntaxOfName(hint.name));
}

class LineTracker implements BlockTracker {
  #base: Syntax;
  readonly #vote: CodeVote | null;
  #fence: Fence | null = null;
  #region: BlockRegion | null = null;
  #open: OpenBlock | null = null;
  #markup: "tag" | "text" | null = null;
  #keys = 0;
  #table = false;
  #blank = true;
  #list = false;
  #inIndented = false;
  #firstLine = true;
  #snapshot: BlockState | null = INITIAL_STATE;

  constructor(named: Syntax | null) {
    this.#base = named ?? TEXT;
    this.#vote = named ? null : new CodeVote();
    if (named) this.#snapshot = null;
  }

  get state(): BlockState {
    const outer = this.#fence?.syntax ?? this.#base;
    this.#snapshot ??= Object.freeze({
      fence: this.#fence,
      region: this.#region,
      syntax: this.#region?.syntax ?? outer,
      outer,
      open: this.#open,
      indented: (this.#blank || this.#inIndented) && !this.#list && !this.#firstLine && outer === TEXT,
      keys: this.#keys,
      markup: this.#markup,
      table: this.#table,
    });
    return this.#snapshot;
  }

  get atRest(): boolean {
    const inText = this.#base === TEXT || this.#base === UNKNOWN;
    const inBlock = this.#fence !== null || this.#region !== null || this.#open !== null;
    return inText && !inBlock && !this.#firstLine && this.#vote?.decided !== false;
  }

  line(text: string): void {
    this.#snapshot = null;
    const place = this.#fence ? placeInFence(text, this.#fence) : null;
    if (place !== null && place !== "inside") this.#leaveFence();
    if (this.#fence) {
      const start = contentStart(text, this.#fence);
      this.#inside(start > 0 ? text.slice(start) : text);
    } else if (place !== "close" && !this.#enterFence(text)) this.#inside(text);
    this.#firstLine = false;
  }

  #enterFence(text: string): boolean {
    const unit = text.charCodeAt(skipSpace(text, 0, text.length));
    if (unit !== 0x60 && unit !== 0x7e && unit !== 0x3e) return false;
    if (
      (this.#base.family !== "text" && this.#base !== UNKNOWN) ||
      this.#region !== null ||
      this.#open !== null
    )
      return false;
    this.#fence = openingFence(text);
    if (this.#fence) this.#resetLines();
    return this.#fence !== null;
  }

  #leaveFence(): void {
    this.#fence = null;
    this.#region = null;
    this.#open = null;
    this.#resetLines();
  }

  #resetLines(): void {
    this.#markup = null;
    this.#keys = 0;
    this.#table = false;
    this.#blank = false;
    this.#inIndented = false;
  }

  #inside(text: string): void {
    const first = skipSpace(text, 0, text.length);
    const region = this.#region;
    if (region && inRegion(text, region)) {
      this.#region = afterLine(text, region);
      if (region.type !== "embedded") return;
    } else this.#region = null;
    const syntax = this.#region?.syntax ?? this.#fence?.syntax ?? this.#base;
    const wasOpen = this.#open !== null;
    if (!wasOpen && this.#region === null && first < text.length) {
      this.#region = openingRegion(text, first, syntax, this.#firstLine);
    }
    if (syntax.family === "text" || syntax.family === "unknown" || syntax.family === "diff") {
      this.#textLine(text, first, syntax);
    } else this.#codeLine(text, first, syntax);
  }

  #codeLine(text: string, first: number, syntax: Syntax): void {
    if (syntax.family !== "code" && syntax.family !== "markup") return;
    const wasOpen = this.#open !== null;
    if (wasOpen || mayLeaveOpen(text, syntax)) this.#scan(text, first, syntax);
    if (this.#region || wasOpen || this.#open) this.#markup = null;
    else if (syntax.tags && first < text.length) this.#markup = markupAfter(text, first, this.#markup);
  }

  /** Runs the scanner over a line only to learn what it leaves open. */
  #scan(text: string, first: number, syntax: Syntax): void {
    let from = first;
    if (this.#open) {
      const close = blockEnd(text, 0, this.#open);
      if (close === -1) return;
      from = close + this.#open.close.length;
      this.#open = null;
    }
    const mode: ScanMode = this.#markup ?? (syntax.family === "markup" ? "text" : "code");
    const scanner = new CodeScanner(text, from, syntax, null, mode);
    scanner.run();
    this.#open = scanner.open;
  }

  #textLine(text: string, first: number, syntax: Syntax): void {
    if (this.#open) {
      if (blockEnd(text, 0, this.#open) !== -1) this.#open = null;
      return;
    }
    const blank = first === text.length;
    const unit = text.charCodeAt(first);
    if (opensBlock(unit)) this.#open = openingBlock(text, first);
    if (!blank) {
      const keyed =
        ((unit >= 0x61 && unit <= 0x7a) || unit === 0x5f || unit === 0x2d) && bareKey(text, first) !== null;
      this.#keys = keyed ? this.#keys + 1 : 0;
      this.#table = (unit === 0x7c || this.#table) && isRow(text, text.indexOf("|", first));
      this.#inIndented = this.state.indented && (first >= 4 || text.charCodeAt(0) === 0x09);
      if (afterListMarker(text, first, text.length) > first) this.#list = true;
      else if (first === 0) this.#list = false;
    } else this.#table = false;
    this.#blank = blank;
    this.#snapshot = null;
    if (this.#vote?.line(text, first) && !this.#fence && syntax === TEXT && this.#region === null) {
      this.#base = UNKNOWN;
    }
  }
}

/** Cheap tests for what a line of code could leave open at its end. */
function mayLeaveOpen(text: string, syntax: Syntax): boolean {
  for (const [open] of syntax.blockComments) if (text.includes(open)) return true;
  if (syntax.docstrings && (text.includes('"""') || text.includes("'''"))) return true;
  return syntax.longStrings && (text.includes('"') || text.includes("'"));
}

function opensBlock(unit: number): boolean {
  return unit === 0x22 || unit === 0x27 || unit === 0x2f || unit === 0x3c;
}

/** A comment that starts a line of text and does not end on it. */
function openingBlock(text: string, first: number): OpenBlock | null {
  for (const [open, close] of [
    ["<!--", "-->"],
    ["/*", "*/"],
    ['"""', '"""'],
    ["'''", "'''"],
  ] as const) {
    if (text.startsWith(open, first) && !text.includes(close, first + open.length))
      return { kind: "comment", close };
  }
  return null;
}

/** Whether the next line of markup starts inside a tag or in the text after one. */
function markupAfter(text: string, first: number, before: "tag" | "text" | null): "tag" | "text" | null {
  const less = text.lastIndexOf("<");
  const greater = text.lastIndexOf(">");
  const opener = text.charCodeAt(less + 1);
  const tagLike = less !== -1 && !isSpace(opener) && opener !== 0x3d && opener !== 0x21;
  if (tagLike && less > greater && text.charCodeAt(less - 1) !== 0x3c) return less === first ? "tag" : null;
  const end = trimEnd(text, first, text.length);
  if (greater === end - 1) {
    if (text.charCodeAt(greater - 1) === 0x3d) return before === "tag" ? "tag" : null;
    return text.charCodeAt(first) === 0x3c || before === "tag" ? "text" : null;
  }
  if (before === "tag") return "tag";
  return before === "text" && less === -1 && !"(){};=".includes(text.charAt(end - 1)) ? "text" : null;
}
