import { posix } from "node:path";
import { decompressIfNeeded } from "./decompress.js";
import { type ChunkReuse, readChunks } from "./read-chunks.js";
import { toSourceError } from "./source-error.js";

/** One thing to read: a file, or standard input. */
export interface Source {
  /** As a user would type it, with `/` separators; `-` for standard input. */
  readonly uri: string;
  /** File name without folders; empty for standard input. */
  readonly name: string;
  /** Bytes on disk, before decompression; `null` when not known beforehand (pipes, devices, standard input). */
  readonly size: number | null;
  /** Where the file is; `null` for standard input and what is no file. */
  readonly path: string | null;
  /** Whether it is a regular file as it lies there, which another thread finds by its path. @defaultValue false */
  readonly isFile?: boolean;
  /** Whether it may still be written while it is read. @defaultValue true without a path */
  readonly live?: boolean;
  /**
   * Languages that are due in it where the options do not say: ISO 639-3 codes, or a script as `und-Latn`.
   * @defaultValue found out from its text
   */
  readonly expect?: readonly string[];
  /**
   * The bytes from the start, in chunks of at most about 1 MiB, decompressed when they begin as gzip or zstd do,
   * whatever the name says. A chunk is never written to again once it has been yielded, unless `reuse` has begun.
   * Breaking off the iteration closes the file.
   *
   * @throws {@link SourceError} while iterating, after what could be read has been yielded.
   */
  open(reuse?: ChunkReuse): AsyncIterable<Uint8Array>;
}

/** @param path Where the file is; @param uri what to call it; @param size its bytes, or `null` for pipes and devices. */
export function fileSource(path: string, uri: string, size: number | null): Source {
  return {
    uri,
    name: posix.basename(uri),
    size,
    path,
    isFile: size !== null,
    open: (reuse) => decompressIfNeeded(readChunks(path, uri, reuse), uri),
  };
}

/** Standard input can be read once; it is touched only when it is opened. */
export function standardInput(stdin: AsyncIterable<Uint8Array> | undefined): Source {
  return {
    uri: "-",
    name: "",
    size: null,
    path: null,
    open: () => decompressIfNeeded(typed(stdin ?? process.stdin), "-"),
  };
}

async function* typed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw toSourceError(error, "-");
  }
}
