import { HashTable } from "./hash-table.js";

const MULTIPLIER_A = 2654435761;
const MULTIPLIER_B = 1597334677;

/**
 * Remembers strings by a 53-bit hash, so that copies are recognised in bounded memory. It holds two generations: when
 * the younger is full the older is forgotten, so at least the last `capacity / 2` strings are known.
 */
export class RecentSet {
  readonly #generation: number;
  #young = new HashTable();
  #old = new HashTable();

  /** @param capacity Most hashes held at a time (24 to 48 bytes each). */
  constructor(capacity: number) {
    this.#generation = Math.max(1, Math.floor(capacity / 2));
  }

  has(text: string): boolean {
    const hash = hash53(text);
    return this.#young.get(hash) !== 0 || this.#old.get(hash) !== 0;
  }

  /** Adds `text`; false when it was there already. */
  add(text: string): boolean {
    const hash = hash53(text);
    if (this.#young.get(hash) !== 0 || this.#old.get(hash) !== 0) return false;
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new HashTable();
    }
    this.#young.set(hash, 1);
    return true;
  }
}

/** Two 32-bit multiplicative hashes over UTF-16 units, of which 53 bits are kept (the width of a safe integer). */
export function hash53(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, MULTIPLIER_A);
    b = Math.imul(b ^ unit, MULTIPLIER_B);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
