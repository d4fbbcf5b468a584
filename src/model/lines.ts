import type { Position } from "./location.js";

/** Complete lines of a source in which nothing can be a run of any language that is looked for. */
export interface RawLines {
  /** All of them, line ends included. At most 16 KiB in the source. */
  readonly text: string;
  readonly ascii: boolean;
  /** UTF-16 offset of each line feed in `text`. */
  readonly feeds: readonly number[];
  /** 1-based line at which they start. */
  readonly line: number;
  /** Position of a UTF-16 offset of `text`. */
  position(offset: number): Position;
}

/** Complete lines of one utterance in which nothing can be a run, told at once. */
export interface CleanLines {
  /** Holds the lines, and between them what does not belong to the utterance. */
  readonly text: string;
  /** UTF-16 offsets in `text` at which the lines start and end, a pair a line; line ends are left out. */
  readonly spans: readonly number[];
  /** Length in UTF-16 units, with one line feed a line. */
  readonly units: number;
  /** Whether all of `text` is ASCII. */
  readonly ascii: boolean;
  /** Position of a UTF-16 offset of `text`. */
  position(offset: number): Position;
}
