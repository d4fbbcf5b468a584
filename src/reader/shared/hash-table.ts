const FIRST_PLACES = 64;

/**
 * Numbers by hashes, in two flat arrays: hashes by the hundred thousand cost neither objects nor work of the garbage
 * collector. Grows as needed.
 */
export class HashTable {
  #hashes = new Float64Array(FIRST_PLACES);
  #values = new Uint32Array(FIRST_PLACES);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a hash; 0 when it has none. */
  get(hash: number): number {
    return this.#values[this.#placeOf(hash)]!;
  }

  /**
   * Gives a hash a number.
   *
   * @param hash a whole number up to 53 bits
   * @param value from 1 to 2^32 - 1
   */
  set(hash: number, value: number): void {
    const place = this.#placeOf(hash);
    if (this.#values[place] === 0) {
      this.#hashes[place] = hash;
      this.#size++;
    }
    this.#values[place] = value;
    if (this.#size * 2 > this.#hashes.length) this.#grow();
  }

  /** Where a hash stands, or would. */
  #placeOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let place = hash & mask;
    while (this.#values[place] !== 0 && this.#hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [hashes, values] = [this.#hashes, this.#values];
    this.#hashes = new Float64Array(2 * hashes.length);
    this.#values = new Uint32Array(2 * hashes.length);
    for (let from = 0; from < hashes.length; from++) {
      if (values[from] === 0) continue;
      const place = this.#placeOf(hashes[from]!);
      this.#hashes[place] = hashes[from]!;
      this.#values[place] = values[from]!;
    }
  }
}
