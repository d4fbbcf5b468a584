import type { Position, RawRecord } from "../../model/location.js";
import type { ElidedParts } from "../../model/skim.js";
import { type Extent, SourceRecord } from "../source-record.js";
import type { StretchTable } from "./stretch-table.js";

/** A record of which only the skeleton was ever in memory. */
export class LargeRecord implements RawRecord {
  readonly text: string;
  readonly parts: ElidedParts;
  readonly #extent: Extent;
  readonly #stretches: StretchTable;
  /** The skeleton as if it stood at the beginning of the source. */
  readonly #skeleton: SourceRecord;

  /**
   * @param text the skeleton, decoded
   * @param extent of the record in the source; `length` is that of the skeleton
   * @param invalid the bytes of the skeleton if some of them are not valid UTF-8
   */
  constructor(text: string, extent: Extent, invalid: Uint8Array | null, stretches: StretchTable) {
    this.text = text;
    this.parts = stretches;
    this.#extent = extent;
    this.#stretches = stretches;
    this.#skeleton = new SourceRecord(text, { ...extent, start: 0 }, invalid);
  }

  get line(): number {
    return this.#extent.line;
  }

  get terminated(): boolean {
    return this.#extent.terminated;
  }

  position(offset: number): Position {
    const { line, column, byteOffset, byteColumn } = this.#skeleton.position(offset);
    const here = this.#stretches.shift(byteOffset);
    // What was left out before the line is in no column of it.
    const before = this.#stretches.shift(byteColumn === undefined ? 0 : byteOffset - byteColumn + 1);
    const inside = byteOffset - here.at;
    const bytes = here.bytes - inside;
    return {
      line,
      column: column + here.units - inside - before.units,
      byteOffset: this.#extent.start + byteOffset + bytes,
      ...(byteColumn === undefined ? {} : { byteColumn: byteColumn + bytes - before.bytes }),
    };
  }
}
