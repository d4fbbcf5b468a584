import { availableParallelism } from "node:os";
import type { Source } from "../source/index.js";

const MIB = 1 << 20;

/**
 * Bytes of sources that each thread beyond the first must take off the first to be started. Before it is up to speed, a
 * thread has used as much processor time as some 60 MiB of logs take: modules, tables, and code that is compiled anew.
 */
const BYTES_PER_THREAD = 256 * MIB;

/** Sources after one another that make up a unit, in bytes: a message to and fro costs as much as scanning a small file. */
const UNIT_BYTES = 4 * MIB;

/** How threads are used. For tests; nobody else needs to set any of it. */
export interface Threading {
  /** @defaultValue 256 MiB */
  readonly bytesPerThread?: number;
  /** @defaultValue 4 MiB */
  readonly unitBytes?: number;
  /** Threads that run at the same time. @defaultValue as many as the machine has to give */
  readonly parallelism?: number;
  /** The module that a thread runs. @defaultValue `scan-worker.js` beside this one */
  readonly entry?: URL;
}

/** Sources that are scanned by one thread after one another. */
export interface Unit {
  readonly sources: readonly Source[];
  /** Whether any thread may: not what can be read once only, or is known by what this thread holds. */
  readonly anywhere: boolean;
}

/**
 * Threads that a scan is worth, the present one among them. The largest source bounds what more of them can save.
 *
 * @param jobs most sources in progress at a time
 */
export function threadsFor(sources: readonly Source[], jobs: number, threading: Threading = {}): number {
  const { bytesPerThread = BYTES_PER_THREAD, parallelism = availableParallelism() } = threading;
  const most = Math.min(jobs, parallelism, sources.length);
  if (most <= 1) return 1;
  let total = 0;
  let largest = 0;
  for (const { isFile, size } of sources) {
    if (isFile !== true || size === null) continue;
    total += size;
    largest = Math.max(largest, size);
  }
  return Math.min(most, 1 + Math.floor((total - largest) / bytesPerThread));
}

/** Sources in their order, small ones together. */
export function unitsOf(
  sources: readonly Source[],
  { unitBytes = UNIT_BYTES }: Threading = {},
): readonly Unit[] {
  const units: Unit[] = [];
  let waiting: Source[] = [];
  let bytes = 0;
  const close = (): void => {
    if (waiting.length > 0) units.push({ sources: waiting, anywhere: true });
    waiting = [];
    bytes = 0;
  };
  for (const source of sources) {
    const { isFile, size } = source;
    if (isFile !== true || size === null) {
      close();
      units.push({ sources: [source], anywhere: false });
      continue;
    }
    if (bytes + size > unitBytes) close();
    waiting.push(source);
    bytes += size;
  }
  close();
  return units;
}
