/** UTF-16 units of decoded text by script class of the token estimate; text with ideographs or kana is never elided. */
export type ElidedUnits = Readonly<Record<"ascii" | "latin" | "cyrillic" | "hangul" | "other", number>>;

/** A stretch inside a string of a record that was measured and not decoded. */
export interface Elided {
  /** What stands for it in the record's text: U+FDD0, a decimal number, U+FDD1. */
  readonly marker: string;
  readonly units: ElidedUnits;
  /** Whether it may name Chinese. */
  readonly namesChinese: boolean;
  /** The decoded text. Only while its record is being read. */
  read(): string;
  /** At least the last `units` UTF-16 units of it, or all. Only while its record is being read. */
  tail(units: number): string;
}

/** A record without the middles of its long strings. */
export interface Skimmed {
  readonly text: string;
  /** In the order of their places. */
  readonly elided: readonly Elided[];
  /** Where an offset of `text` stands in the whole record, in UTF-16 units and in bytes; inside a marker: its start. */
  place(offset: number): { readonly units: number; readonly bytes: number };
}

/** First unit of every marker: a noncharacter, which no text holds. */
export const MARK = "\ufdd0";
