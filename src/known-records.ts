import { dirname } from "node:path";
import { HashTable } from "./reader/shared/hash-table.js";
import { hash53 } from "./reader/shared/recent-set.js";

/** Records of one folder that are remembered; a longer past is forgotten. */
const KNOWN_RECORDS = 200_000;

interface Folder {
  readonly records: RecordOwners;
  /** Resolves when the last source that took its turn is done. */
  last: Promise<void>;
}

/**
 * Records that a resumed or branched session copied from another file: they count where they stood first. Copies stand
 * in the folder of what they were copied from.
 */
export class KnownRecords {
  readonly #folders = new Map<string, Folder>();

  /** The records of one source. @param path where the source is; null for one that is no file */
  source(path: string | null): SourceRecords {
    return new SourceRecords(this.#folder(path).records);
  }

  /**
   * Waits until the sources of the same folder that asked before are done, so that what counts as the copy does not
   * depend on how many sources are read side by side.
   *
   * @returns says that the source is done; must be called
   */
  async turn(path: string | null): Promise<() => void> {
    const folder = this.#folder(path);
    const before = folder.last;
    let done: () => void = () => {};
    folder.last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    return done;
  }

  #folder(path: string | null): Folder {
    const name = path === null ? "" : dirname(path);
    let folder = this.#folders.get(name);
    if (folder === undefined) {
      folder = { records: new RecordOwners(), last: Promise.resolve() };
      this.#folders.set(name, folder);
    }
    return folder;
  }
}

/** What one source knows of the records of its folder. */
export class SourceRecords {
  readonly #folder: RecordOwners;
  readonly #owner: number;
  /** The strings of one record are asked about one after the other. */
  #last = "";
  #lastIsCopy = false;

  constructor(folder: RecordOwners) {
    this.#folder = folder;
    this.#owner = folder.newOwner();
  }

  /** Whether another source held the record before. Notes it for the others. */
  isCopy(record: string): boolean {
    if (record === this.#last) return this.#lastIsCopy;
    this.#last = record;
    this.#lastIsCopy = this.#folder.ownerOf(record, this.#owner) !== this.#owner;
    return this.#lastIsCopy;
  }
}

/** Which source held a record first, by a hash of it, in bounded memory: at least the last half of the capacity is known. */
class RecordOwners {
  #young = new HashTable();
  #old = new HashTable();
  #owners = 0;

  newOwner(): number {
    return ++this.#owners;
  }

  /** The owner of a record: `claimant` when it had none. */
  ownerOf(record: string, claimant: number): number {
    const hash = hash53(record);
    const known = this.#young.get(hash) || this.#old.get(hash);
    if (known !== 0) return known;
    if (this.#young.size >= KNOWN_RECORDS / 2) {
      this.#old = this.#young;
      this.#young = new HashTable();
    }
    this.#young.set(hash, claimant);
    return claimant;
  }
}
