import { readdir } from "node:fs";
import { posix } from "node:path";
import type { FileSystemAdapter } from "tinyglobby";
import { isSkippedFile, SKIPPED_FOLDERS } from "./skipped-paths.js";
import { isMissing } from "./source-error.js";

/** How a folder is listed; replaced in tests of folders that may not be read. */
export type ReadFolder = typeof readdir;

export interface Walk {
  /** Files, relative to the root with `/` separators, in byte order. */
  readonly files: readonly string[];
  /** Number of files that matched but are of a kind that walks pass over. */
  readonly skipped: number;
  /** Folders that could not be listed, relative to the root (empty for the root itself). */
  readonly unreadable: readonly { readonly folder: string; readonly error: Error }[];
}

/**
 * Lists the files under a folder that match a pattern, dot files included, without the folders of
 * {@link SKIPPED_FOLDERS} and without following symbolic links: what a link inside the root leads to is found at its
 * own place, and what lies outside was not named. Hence there are no cycles either.
 */
export async function walk(root: string, pattern: string, readFolder: ReadFolder = readdir): Promise<Walk> {
  // Standard input and single files need no walk.
  const { glob } = await import("tinyglobby");
  const unreadable: { folder: string; error: Error }[] = [];
  const matches = await glob(pattern, {
    cwd: root,
    dot: true,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: SKIPPED_FOLDERS,
    fs: noting(readFolder, (folder, error) => {
      unreadable.push({ folder: posix.relative(root.replaceAll("\\", "/"), folder), error });
    }),
  });
  const files = matches.filter((path) => !isSkippedFile(path));
  return { files: inByteOrder(files), skipped: matches.length - files.length, unreadable };
}

/** The walker drops errors; this tells of each folder that cannot be listed, except of those that just went away. */
function noting(readFolder: ReadFolder, onError: (folder: string, error: Error) => void): FileSystemAdapter {
  // Of the overloads of `readdir` the walker uses this one only.
  const list = (
    path: string,
    options: { withFileTypes: true },
    callback: (error: NodeJS.ErrnoException | null, entries: unknown[]) => void,
  ): void => {
    readFolder(path, options, (error, entries) => {
      if (error && !isMissing(error)) onError(path.replaceAll("\\", "/").replace(/\/$/, ""), error);
      callback(null, error ? [] : entries);
    });
  };
  return { readdir: list as unknown as FileSystemAdapter["readdir"] };
}

/** Byte order is the same on every machine, whatever the order of the file system and the locale. */
function inByteOrder(paths: readonly string[]): readonly string[] {
  return paths
    .map((path) => ({ path, bytes: Buffer.from(path) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ path }) => path);
}
