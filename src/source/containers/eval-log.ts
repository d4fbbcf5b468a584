import type { Readable } from "node:stream";
import type { Entry, ZipFile, ZipFileOptions } from "yauzl";
import { loadPackage } from "../optional-package.js";
import { SourceError } from "../source-error.js";
import type { OpenContainer } from "./container.js";

/** Compression methods of APPNOTE.TXT 4.4.5. */
const STORED = 0;
const DEFLATED = 8;
const ZSTD = 93;

/** Entries of an archive that are looked at; a log has one for each sample. */
const MAX_ENTRIES = 100_000;

/** An option since yauzl 3.3, which its types do not know yet: the bytes as they stand in the archive. */
const AS_STORED = { decodeFileData: false } as unknown as ZipFileOptions;

const HEADER = "header.json";
const START = "_journal/start.json";
const SAMPLE = /^samples\/[^/]+\.json$/;

/**
 * A log of inspect_ai (`.eval`): first its header, or, while it is being written, its start, then its samples in the
 * order of the archive, each on a line of its own. Other archives are none of ours.
 */
export const openEvalLog: OpenContainer = async ({ path, uri }) => {
  const yauzl = await loadPackage("yauzl", uri, "is a ZIP archive", () => import("yauzl"));
  const archive = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, file) => {
      if (error) reject(damaged(uri, error));
      else resolve(file);
    });
  });
  const entries = await listEntries(archive, uri);
  const head =
    entries.find(({ fileName }) => fileName === HEADER) ?? entries.find(({ fileName }) => fileName === START);
  if (head === undefined) {
    archive.close();
    return null;
  }
  return lines(archive, [head, ...entries.filter(({ fileName }) => SAMPLE.test(fileName))], uri);
};

function listEntries(archive: ZipFile, uri: string): Promise<readonly Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    archive.on("entry", (entry: Entry) => {
      if (entries.push(entry) < MAX_ENTRIES) archive.readEntry();
      else resolve(entries);
    });
    archive.on("end", () => resolve(entries));
    archive.on("error", (error) => reject(damaged(uri, error)));
    archive.readEntry();
  });
}

async function* lines(archive: ZipFile, entries: readonly Entry[], uri: string): AsyncGenerator<Uint8Array> {
  try {
    for (const entry of entries) {
      for await (const chunk of await contents(archive, entry, uri)) yield onOneLine(chunk);
      yield Buffer.from("\n");
    }
  } catch (error) {
    throw damaged(uri, error);
  } finally {
    archive.close();
  }
}

async function contents(archive: ZipFile, entry: Entry, uri: string): Promise<AsyncIterable<Uint8Array>> {
  const method = entry.compressionMethod;
  const { unzstd } = await import("../unzstd.js");
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, stream: Readable): void => {
      if (error) reject(error);
      else resolve(method === ZSTD ? unzstd(stream, uri) : stream);
    };
    if (method === STORED || method === DEFLATED) archive.openReadStream(entry, opened);
    else if (method === ZSTD) {
      archive.openReadStream(entry, AS_STORED, opened);
    } else reject(new Error(`entry "${entry.fileName}" is compressed by method ${method}`));
  });
}

/** JSON holds line ends only between its tokens, where a space means the same. */
function onOneLine(chunk: Uint8Array): Uint8Array {
  return Buffer.from(chunk).map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte));
}

function damaged(uri: string, error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The archive "${uri}" could not be read to its end (${reason}).`;
  return new SourceError("corrupt-compression", uri, message, { cause: error });
}
