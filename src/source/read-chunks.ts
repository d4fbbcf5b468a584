import { type FileHandle, open } from "node:fs/promises";
import { toSourceError } from "./source-error.js";

/** Large enough that a read costs little beside its bytes, small enough to keep a few of them per open file. */
const CHUNK_BYTES = 512 * 1024;
/** Of a small file, so that many of them take little memory. */
const LEAST_BYTES = 64 * 1024;

interface Read {
  readonly bytesRead: number;
  readonly buffer: Buffer;
}

/** Says whether memory of chunks may be used again. */
export interface ChunkReuse {
  /** Whether each chunk is done with before the next one is asked for. Before that they are kept. */
  begun: boolean;
}

/**
 * The bytes of a file. The next chunk of a regular file is read while the present one is looked at; a pipe is read
 * only when asked, because a pending read on a silent pipe would keep the file from being closed.
 *
 * A file that shrinks meanwhile ends early; one that grows is read to the end it has when the reading gets there.
 *
 * @param reuse where it has begun, two buffers serve in turns. Default: fresh memory for each chunk
 */
export async function* readChunks(
  path: string,
  uri: string,
  reuse: ChunkReuse = { begun: false },
): AsyncGenerator<Uint8Array> {
  const handle = await attempt(open(path, "r"), uri);
  try {
    const stat = await attempt(handle.stat(), uri);
    const regular = stat.isFile();
    const length = regular ? Math.min(CHUNK_BYTES, Math.max(LEAST_BYTES, stat.size + 1)) : LEAST_BYTES;
    const used: Buffer[] = [];
    const memory = (): Buffer => {
      // The older of two: the other is looked at meanwhile.
      const buffer = used.length < 2 ? Buffer.allocUnsafeSlow(length) : used.shift()!;
      if (reuse.begun) used.push(buffer);
      return buffer;
    };
    let next = read(handle, memory());
    for (;;) {
      const { bytesRead, buffer } = await attempt(next, uri);
      if (bytesRead === 0) return;
      const last = regular && bytesRead < buffer.length;
      if (regular && !last) next = read(handle, memory());
      yield buffer.subarray(0, bytesRead);
      if (last) return;
      if (!regular) next = read(handle, memory());
    }
  } finally {
    await handle.close();
  }
}

function read(handle: FileHandle, buffer: Buffer): Promise<Read> {
  const pending = handle.read(buffer, 0, buffer.length, null);
  // A read ahead that fails after the reader went away has nobody to tell.
  pending.catch(() => {});
  return pending;
}

async function attempt<T>(operation: Promise<T>, uri: string): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw toSourceError(error, uri);
  }
}
