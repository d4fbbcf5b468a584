import { closeSync, openSync, readSync, statSync } from "node:fs";

/** Enough to tell a file from what was unpacked of it. */
const BEGINNING = 64;

/** Reads parts of a file once more that was read before. It is opened when the first part is asked for. */
export class FileAgain {
  readonly #path: string;
  #beginning: Buffer | null = null;
  /** Null before it is needed, -1 where it cannot be had. */
  #file: number | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Takes note of how what was read begins: parts of a packed file cannot be had. The first call counts. */
  begins(chunk: Uint8Array): void {
    this.#beginning ??= Buffer.from(chunk.subarray(0, BEGINNING));
  }

  /** Null where the file is packed, no file, or no longer that long. */
  read(offset: number, length: number): Buffer | null {
    this.#file ??= this.#open();
    return this.#file < 0 ? null : this.#bytes(this.#file, offset, length);
  }

  close(): void {
    if (this.#file !== null && this.#file >= 0) closeSync(this.#file);
    this.#file = -1;
  }

  #open(): number {
    const expected = this.#beginning;
    try {
      // A pipe that is opened waits for somebody to write.
      if (expected === null || !statSync(this.#path).isFile()) return -1;
      const file = openSync(this.#path, "r");
      if (this.#bytes(file, 0, expected.length)?.equals(expected) === true) return file;
      closeSync(file);
    } catch {
      // It was there a moment ago; what was left out of it is then not looked at.
    }
    return -1;
  }

  #bytes(file: number, offset: number, length: number): Buffer | null {
    const bytes = Buffer.allocUnsafe(length);
    try {
      for (let have = 0; have < length; ) {
        const read = readSync(file, bytes, have, length - have, offset + have);
        if (read === 0) return null;
        have += read;
      }
    } catch {
      return null;
    }
    return bytes;
  }
}
