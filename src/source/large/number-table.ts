const FIRST_ROWS = 256;

/** Rows of numbers that take eight bytes each, where objects would take ten times that. A row of -1 reads as zeros. */
export class NumberTable {
  readonly #columns: number;
  #values: Float64Array;
  #count = 0;

  constructor(columns: number) {
    this.#columns = columns;
    this.#values = new Float64Array(columns * FIRST_ROWS);
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#values.byteLength;
  }

  /** Adds a row of zeros. @returns its number */
  add(): number {
    if ((this.#count + 1) * this.#columns > this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#count += 1;
    return this.#count - 1;
  }

  get(row: number, column: number): number {
    return row < 0 ? 0 : this.#values[row * this.#columns + column]!;
  }

  set(row: number, column: number, value: number): void {
    this.#values[row * this.#columns + column] = value;
  }

  /** The last row whose value in a column that rises is no more than `value`; -1 when there is none. */
  last(column: number, value: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.get(middle, column) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
