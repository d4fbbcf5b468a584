import type { Position, RawRecord } from "../model/location.js";
import type { Elided, Skimmed } from "../model/skim.js";
import type { Extent } from "./source-record.js";

/** A line whose long strings were measured and left out. */
export class SkimmedLine implements RawRecord {
  readonly text: string;
  readonly elided: readonly Elided[];
  readonly #extent: Extent;
  readonly #skimmed: Skimmed;
  readonly #decode: () => RawRecord;

  /** @param decode gives the record with nothing left out */
  constructor(skimmed: Skimmed, extent: Extent, decode: () => RawRecord) {
    this.text = skimmed.text;
    this.elided = skimmed.elided;
    this.#skimmed = skimmed;
    this.#extent = extent;
    this.#decode = decode;
  }

  get line(): number {
    return this.#extent.line;
  }

  get terminated(): boolean {
    return this.#extent.terminated;
  }

  position(offset: number): Position {
    const { line, start, indent = 0 } = this.#extent;
    const { units, bytes } = this.#skimmed.place(Math.min(Math.max(offset, 0), this.text.length));
    return { line, column: indent + units + 1, byteOffset: start + bytes };
  }

  whole(): RawRecord {
    return this.#decode();
  }
}
