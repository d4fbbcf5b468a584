import type { Position, RawRecord } from "../model/location.js";
import { type ByteIndex, indexBytes, indexText } from "./byte-index.js";

/** Where a record stands in its source. */
export interface Extent {
  /** 1-based line of its first character. */
  readonly line: number;
  /** UTF-16 units before it on that line. Default 0. */
  readonly indent?: number;
  /** Bytes from the start of the source to its first character. */
  readonly start: number;
  /** Bytes from its first character to the end of its text. */
  readonly length: number;
  /** 2 for UTF-16, where a unit is two bytes. */
  readonly unit: 1 | 2;
  readonly terminated: boolean;
}

/**
 * A record and the way back to its bytes. It holds its text, and the bytes only where they are not valid UTF-8:
 * those of any other text can be counted from it. What a position needs is worked out when the first one is asked for.
 */
export class SourceRecord implements RawRecord {
  readonly text: string;
  private readonly extent: Extent;
  private readonly invalid: Uint8Array | null;
  private bytes: ByteIndex | null = null;
  private lineFeeds: readonly number[] | null = null;

  /** @param invalid The record's own bytes if some of them are not valid UTF-8. */
  constructor(text: string, extent: Extent, invalid: Uint8Array | null) {
    this.text = text;
    this.extent = extent;
    this.invalid = invalid;
  }

  get line(): number {
    return this.extent.line;
  }

  get terminated(): boolean {
    return this.extent.terminated;
  }

  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.text.length);
    this.lineFeeds ??= findLineFeeds(this.text);
    const before = countBefore(this.lineFeeds, at);
    const lineStart = before === 0 ? -(this.extent.indent ?? 0) : this.lineFeeds[before - 1]! + 1;
    const bytes = this.bytesBefore(at);
    return {
      line: this.extent.line + before,
      column: at - lineStart + 1,
      byteOffset: this.extent.start + bytes,
      // The bytes of an indent, which stands before the record, are not at hand.
      ...(this.extent.unit === 1 && lineStart >= 0
        ? { byteColumn: bytes - this.bytesBefore(lineStart) + 1 }
        : {}),
    };
  }

  private bytesBefore(offset: number): number {
    const { unit, length } = this.extent;
    // In UTF-16 every unit, a replaced one too, is two bytes, save a last half unit.
    if (unit === 2) return Math.min(offset * 2, length);
    if (this.invalid === null && length === this.text.length) return offset;
    this.bytes ??= this.invalid === null ? indexText(this.text) : indexBytes(this.invalid, this.text.length);
    return this.bytes.bytesBefore(offset);
  }
}

function findLineFeeds(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) found.push(at);
  return found;
}

/** How many of the sorted numbers are smaller than `limit`. */
function countBefore(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
