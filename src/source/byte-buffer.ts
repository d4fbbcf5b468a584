const FIRST_BYTES = 64 * 1024;
/** Memory up to this size is kept for the next record. */
const KEPT_BYTES = 1024 * 1024;

/** Collects the fragments of one record in memory that doubles, so that joining them costs O(n) whatever their size. */
export class ByteBuffer {
  private memory: Buffer = Buffer.alloc(0);
  private used = 0;

  get length(): number {
    return this.used;
  }

  append(bytes: Uint8Array): void {
    const needed = this.used + bytes.length;
    if (needed > this.memory.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.memory.length * 2, FIRST_BYTES));
      grown.set(this.memory.subarray(0, this.used));
      this.memory = grown;
    }
    this.memory.set(bytes, this.used);
    this.used = needed;
  }

  /** What was collected: valid until the next call of {@link append} or {@link clear}. */
  view(): Buffer {
    return this.memory.subarray(0, this.used);
  }

  clear(): void {
    this.used = 0;
    if (this.memory.length > KEPT_BYTES) this.memory = Buffer.alloc(0);
  }
}
