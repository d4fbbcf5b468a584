import type { Segment } from "../model/segment.js";

/** What a stretch is, without where it stands. */
export type Region = Omit<Segment, "start" | "end" | "fence">;

/**
 * One cell for each unit of a line, holding the number of its region. Scanners paint from the outside in, and
 * because a cell holds one number, segments come out ordered and disjoint whatever was painted. Zero is a delimiter.
 */
export class Canvas {
  readonly #cells: Uint32Array;
  readonly #regions: Region[] = [];

  constructor(length: number) {
    this.#cells = new Uint32Array(length);
  }

  /** Registers a region and returns its number, 1 or more. */
  add(region: Region): number {
    return this.#regions.push(region);
  }

  /** Paints `[start, end)` whatever stood there; number 0 erases. */
  paint(start: number, end: number, region: number): void {
    if (start < end) this.#cells.fill(region, Math.max(0, start), end);
  }

  /** Repaints only those cells of `[start, end)` that hold `from`. */
  replace(start: number, end: number, from: number, to: number): void {
    const cells = this.#cells;
    const limit = Math.min(end, cells.length);
    for (let i = Math.max(0, start); i < limit; i++) if (cells[i] === from) cells[i] = to;
  }

  /** The region's number at an offset; 0 outside. */
  at(offset: number): number {
    return this.#cells[offset] ?? 0;
  }

  /** The painted stretches in order. */
  segments(fence: string | undefined): Segment[] {
    const cells = this.#cells;
    const segments: Segment[] = [];
    let start = 0;
    for (let i = 1; i <= cells.length; i++) {
      if (i < cells.length && cells[i] === cells[start]) continue;
      const region = this.#regions[(cells[start] ?? 0) - 1];
      if (region) segments.push({ ...region, start, end: i, ...(fence === undefined ? {} : { fence }) });
      start = i;
    }
    return segments;
  }
}
