import type { Elided, ElidedParts } from "./skim.js";

/** A point in a source. */
export interface Position {
  /** 1-based line of the source. */
  readonly line: number;
  /** 1-based column in the raw line, in UTF-16 units (inside JSON: of the raw, still escaped text). */
  readonly column: number;
  /** Bytes from the start of the source (after decompression, a byte-order mark included). */
  readonly byteOffset: number;
  /** 1-based column in bytes of the line; absent where the source is not UTF-8 or the start of the line is not at hand. */
  readonly byteColumn?: number;
}

/**
 * Leads from a piece of an utterance's text back to the bytes it was read from.
 * Evaluated only for what is reported, so it may be costly.
 */
export interface Origin {
  /** RFC 6901 pointer of the JSON string inside its record; `null` where the source is not JSON. */
  readonly pointer: string | null;
  /**
   * @param offset UTF-16 offset in the piece, from 0 to its length (the length stands for the place right after it).
   */
  locate(offset: number): Position;
}

/** One undecorated unit of a source: a line, or a whole document. */
export interface RawRecord {
  /** Decoded text without its line terminator. */
  readonly text: string;
  /** 1-based line at which the record starts. */
  readonly line: number;
  /** False when the source ended (or was cut) before the record's terminator. */
  readonly terminated: boolean;
  /** Position of a UTF-16 offset of `text`, 0 to `text.length`. */
  position(offset: number): Position;
  /** What was measured and left out of `text`, where it was skimmed. */
  readonly elided?: readonly Elided[];
  /** What was left out of a record that is too long for memory. */
  readonly parts?: ElidedParts;
  /** The record with nothing left out, where it was skimmed. Only while it is being read. */
  whole?(): RawRecord;
}

/** Where a finding stands, in the words of the machine contract (version 1). */
export interface Location {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly pointer: string | null;
  /** UTF-16 offsets in the utterance's text. */
  readonly start: number;
  readonly end: number;
  /** 1-based columns in bytes of their lines, where known. Not part of the machine contract. */
  readonly byteColumn?: number | undefined;
  readonly endByteColumn?: number | undefined;
}
