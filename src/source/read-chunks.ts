import { type FileHandle, open } from "node:fs/promises";
import { toSourceError } from "./source-error.js";

/** Large enough that a read costs little beside its bytes, small enough to keep a few of them per open file. */
const CHUNK_BYTES = 1024 * 1024;
/** Of a small file, so that many of them take little memory. */
const LEAST_BYTES = 64 * 1024;

interface Read {
  readonly bytesRead: number;
  readonly buffer: Buffer;
}

/**
 * The bytes of a file. The next chunk of a regular file is read while the present one is looked at; a pipe is read
 * only when asked, because a pending read on a silent pipe would keep the file from being closed.
 *
 * A file that shrinks meanwhile ends early; one that grows is read to the end it has when the reading gets there.
 */
export async function* readChunks(path: string, uri: string): AsyncGenerator<Uint8Array> {
  const handle = await attempt(open(path, "r"), uri);
  try {
    const stat = await attempt(handle.stat(), uri);
    const regular = stat.isFile();
    const length = regular ? Math.min(CHUNK_BYTES, Math.max(LEAST_BYTES, stat.size + 1)) : LEAST_BYTES;
    let next = read(handle, length);
    for (;;) {
      const { bytesRead, buffer } = await attempt(next, uri);
      if (bytesRead === 0) return;
      const last = regular && bytesRead < buffer.length;
      if (regular && !last) next = read(handle, length);
      yield buffer.subarray(0, bytesRead);
      if (last) return;
      if (!regular) next = read(handle, length);
    }
  } finally {
    await handle.close();
  }
}

/** Fresh memory for each chunk, so that whoever gets one may keep it. */
function read(handle: FileHandle, length: number): Promise<Read> {
  const pending = handle.read(Buffer.allocUnsafeSlow(length), 0, length, null);
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
