/** From here on a UTF-16 unit may belong to a run: East Asian scripts and signs, and halves of surrogate pairs. */
const MAY_MATTER = 0x2e80;

/** Collects deltas that cannot complete or begin a run, without allocating anything for them. */
export class UnitBuffer {
  readonly #units: Uint16Array;
  readonly #decoder = new TextDecoder("utf-16le", { ignoreBOM: true });
  #length = 0;

  /** @param capacity UTF-16 units */
  constructor(capacity: number) {
    this.#units = new Uint16Array(capacity);
  }

  /** Takes a delta, or leaves it to the caller when it may matter or does not fit. */
  take(delta: string): boolean {
    const units = this.#units;
    const start = this.#length;
    const end = start + delta.length;
    if (end > units.length) return false;
    for (let from = 0, to = start; to < end; from++, to++) {
      const unit = delta.charCodeAt(from);
      if (unit >= MAY_MATTER) return false;
      units[to] = unit;
    }
    this.#length = end;
    return true;
  }

  /** UTF-16 units that were taken since the last time. */
  get length(): number {
    return this.#length;
  }

  /** What was taken since the last time. */
  drain(): string {
    if (this.#length === 0) return "";
    const text = this.#decoder.decode(this.#units.subarray(0, this.#length));
    this.#length = 0;
    return text;
  }
}
