/** Different in every process, so that no text can be made whose trigrams all fall into one place. */
const SEED = Math.floor(Math.random() * 2 ** 32);

/**
 * Numbers distinct trigrams 0, 1, 2 … in the order in which they come. A trigram is given as its first UTF-16 unit and
 * the two others in one number. Open addressing in typed arrays: a `Map` of strings takes six times as long.
 */
export class TrigramIds {
  size = 0;
  /** Number of the trigram in a slot, plus 1; 0 for an empty slot. */
  #slots: Int32Array;
  #firsts: Uint16Array;
  #others: Uint32Array;

  /** @param expected trigrams that it has room for before it grows */
  constructor(expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(Math.max(8, expected)));
    this.#slots = new Int32Array(2 * capacity);
    this.#firsts = new Uint16Array(capacity);
    this.#others = new Uint32Array(capacity);
  }

  /** The trigram's number; -1 when it has not come yet. */
  find(first: number, others: number): number {
    return this.#slots[this.#slotOf(first, others)]! - 1;
  }

  /** The trigram's number, a new one if it has not come yet. */
  add(first: number, others: number): number {
    const slot = this.#slotOf(first, others);
    const known = this.#slots[slot]! - 1;
    if (known >= 0) return known;
    const id = this.size++;
    this.#firsts[id] = first;
    this.#others[id] = others;
    this.#slots[slot] = id + 1;
    if (this.size === this.#firsts.length) this.#grow();
    return id;
  }

  firstOf(id: number): number {
    return this.#firsts[id]!;
  }

  othersOf(id: number): number {
    return this.#others[id]!;
  }

  #slotOf(first: number, others: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(first ^ SEED, 0x9e3779b1) ^ others;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const id = this.#slots[slot]! - 1;
      if (id < 0 || (this.#others[id] === others && this.#firsts[id] === first)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const [firsts, others] = [this.#firsts, this.#others];
    this.#firsts = new Uint16Array(2 * firsts.length);
    this.#others = new Uint32Array(2 * firsts.length);
    this.#firsts.set(firsts);
    this.#others.set(others);
    this.#slots = new Int32Array(4 * firsts.length);
    for (let id = 0; id < this.size; id++) this.#slots[this.#slotOf(firsts[id]!, others[id]!)] = id + 1;
  }
}
