import { type Syntax, TEXT } from "./syntax.js";

/** An open fenced code block (CommonMark 4.5). */
export interface Fence {
  readonly info: string;
  readonly mark: "`" | "~";
  readonly length: number;
  /** It was opened inside a block quotation, whose `>` marks stand before every line of it. */
  readonly quoted: boolean;
  /** White space before its mark, which is taken off its lines as far as they have it. */
  readonly indent: number;
  readonly syntax: Syntax;
}

/** A comment or string that runs on over the line end. */
export interface OpenBlock {
  readonly kind: "comment" | "string";
  /** The text that ends it. */
  readonly close: string;
}

/** A stretch of lines that follows another grammar than the text around it. */
export type BlockRegion =
  | { readonly type: "front-matter"; readonly syntax: Syntax }
  | { readonly type: "pre"; readonly syntax: Syntax }
  | { readonly type: "diff"; readonly syntax: Syntax }
  | { readonly type: "bibtex"; readonly syntax: Syntax; readonly depth: number }
  | { readonly type: "heredoc"; readonly syntax: Syntax; readonly word: string }
  | { readonly type: "embedded"; readonly syntax: Syntax; readonly close: string };

/** All that the lines before tell about the next line. Immutable. */
export interface BlockState {
  /** The fence the line stands in. */
  readonly fence: Fence | null;
  readonly region: BlockRegion | null;
  /** How the next line is read: of the region, else of the fence, else of the whole text. */
  readonly syntax: Syntax;
  /** The same without the region, for a line that turns out not to belong to it. */
  readonly outer: Syntax;
  readonly open: OpenBlock | null;
  /** A line with four spaces or a tab in front would be an indented code block. */
  readonly indented: boolean;
  /** How many lines directly before have the shape of a bare `key: value`. */
  readonly keys: number;
  /** Where a line of markup or JSX starts: inside a tag, or in the text after one. */
  readonly markup: "tag" | "text" | null;
  /** The line before belongs to a Markdown table. */
  readonly table: boolean;
}

/** The state before the first line of a text of which nothing is known. */
export const INITIAL_STATE: BlockState = {
  fence: null,
  region: null,
  syntax: TEXT,
  outer: TEXT,
  open: null,
  indented: false,
  keys: 0,
  markup: null,
  table: false,
};
