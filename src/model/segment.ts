/** What kind of text a segment is. Kinds do not nest: each character belongs to its innermost kind. */
export type SegmentKind =
  | "prose"
  | "heading"
  | "code"
  | "comment"
  | "string"
  | "inline-code"
  | "quote"
  | "link"
  | "data";

/** A contiguous part of one line of an utterance. Offsets are UTF-16 units within the line. */
export interface Segment {
  readonly kind: SegmentKind;
  /** Content only: delimiters (quotes, backticks, comment marks) stand outside. */
  readonly start: number;
  readonly end: number;
  /** For `quote`, `string`, `inline-code`: the delimiters, and whether the closing one was seen. */
  readonly open?: string;
  readonly closed?: boolean;
  /** Info string of the fence the line stands in (`""` when it has none), absent outside fences. */
  readonly fence?: string;
  /** For a string or quote that is the key or value of a structured datum (JSON, YAML, .po, XML resource …). */
  readonly datum?: "key" | "value";
}
