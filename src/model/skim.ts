/** UTF-16 units of decoded text by the classes of the token estimate. Han and kana are never elided. */
export interface UnitsByClass {
  readonly ascii: number;
  readonly latin: number;
  readonly cyrillic: number;
  readonly hangul: number;
  readonly other: number;
}

/** A stretch inside a string of a record that was measured and not decoded. It holds no Han candidate. */
export interface Elided {
  /**
   * What stands for it in the decoded string: U+FDD0, a decimal number, U+FDD1. The number is a fingerprint of the
   * stretch, so that equal texts have equal skeletons, in any record. It is no index.
   */
  readonly marker: string;
  readonly units: UnitsByClass;
  /** Whether the string that it stands in may name Chinese. Never false where it does. */
  readonly namesChinese: boolean;
  /** The decoded text. Throws after the next call of `skim`. */
  read(): string;
  /** The end of the decoded text: `units` UTF-16 units or more, or all there are. Throws after the next call of `skim`. */
  tail(units: number): string;
  /** Whether it can be read at any time, since its record is too long for memory. Default: only while that is read. */
  readonly lasts?: boolean;
  /** Of one that lasts: what {@link read} gives, and the UTF-16 units that are missing between head and tail. */
  readonly ends?: { readonly head: string; readonly missing: number; readonly tail: string };
}

/** What was left out of a record that is too long for memory. */
export interface ElidedParts {
  /** @param marker as it stands in decoded text; null for what is none */
  find(marker: string): Elided | null;
  /** What it takes, in bytes. */
  readonly memory: number;
}

/** A record whose long strings have lost their middles. */
export interface Skimmed {
  /** The skeleton: the raw text with a marker, written as escapes, for each stretch that is left out. */
  readonly text: string;
  /** In the order of their places; two of them may be equal texts, with one marker. */
  readonly elided: readonly Elided[];
  /**
   * Where in the whole record an offset of the skeleton lies: UTF-16 units of its raw text, and bytes. Inside a marker:
   * where the stretch begins. Can be called at any time.
   */
  place(offset: number): { readonly units: number; readonly bytes: number };
}

/** What of a string's text keeps it whole, beside what may be Han. ASCII; letters match in any case. */
export interface SkimMarks {
  /** Beginnings of the names of elements, opening or closing: `system-reminder` for `<system-reminder>`. */
  readonly elements: readonly string[];
  /** Beginnings of lines, the first line of a text not among them. Each begins with a hyphen. */
  readonly lines: readonly string[];
  /** Beginnings of texts, white space aside. */
  readonly starts: readonly string[];
}

/** First unit of every marker: a noncharacter, which no text that is skimmed holds. */
export const MARK = "\ufdd0";

/** Last unit of every marker. */
export const MARK_END = "\ufdd1";
