import { stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import pLimit from "p-limit";
import type { Diagnostic } from "../model/diagnostic.js";
import { hintForMissing, hintForPattern } from "./hints.js";
import { displayPath, splitPattern, under } from "./input-path.js";
import { fileSource, type Source, standardInput } from "./source.js";
import { isMissing, sourceDiagnostic, unreadableMessage } from "./source-error.js";
import { type ReadFolder, walk } from "./walk.js";

/** A folder and a glob pattern for the files in it; nothing in the folder's own name is a pattern. */
export interface Place {
  readonly folder: string;
  readonly pattern: string;
}

/** What a user names: a path, a folder, a glob pattern, `-`; or a place, or a source itself. */
export type Input = string | Place | Source;

export interface ListOptions {
  /** What relative inputs are relative to. */
  readonly cwd: string;
  /** What `-` reads; the standard input of the process when absent. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /**
   * Whether a file that was found in a folder or by a pattern is wanted; one that was named itself always is.
   *
   * @param changed when it was written last, milliseconds since the epoch; null when it has just gone
   */
  readonly accept?: (path: string, changed: number | null) => boolean | Promise<boolean>;
  /** How folders are listed; `readdir` of Node when absent. */
  readonly readFolder?: ReadFolder;
}

export interface SourceList {
  readonly sources: readonly Source[];
  /** `not-found`, `no-match` and `unreadable`: all of them errors that leave the scan partial. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Files asked for their size at a time. */
const PARALLEL_STATS = 16;

/**
 * Finds what the inputs name. An input is a file, a folder (all files under it), a glob pattern, or `-` for standard
 * input; the path of something that exists is never taken for a pattern. Sources come in the order of the inputs,
 * those of one folder or pattern in the byte order of their paths; a file named twice is listed once.
 *
 * Walks pass over version control, dependencies, caches, lock files, binary formats and symbolic links; what is named
 * directly is always read. Ignore files (`.gitignore`) are not honoured, since session logs are usually ignored.
 */
export async function listSources(inputs: readonly Input[], options: ListOptions): Promise<SourceList> {
  const sources = new Map<string, Source>();
  const diagnostics: Diagnostic[] = [];
  for (const input of inputs) {
    const found = input === "-" ? onlyStandardInput(options) : await find(input, options);
    for (const [path, source] of found.sources) if (!sources.has(path)) sources.set(path, source);
    diagnostics.push(...found.diagnostics);
  }
  return { sources: [...sources.values()], diagnostics };
}

/** What one input names: sources with the absolute paths that tell them apart. */
interface Found {
  readonly sources: readonly (readonly [string, Source])[];
  readonly diagnostics: readonly Diagnostic[];
}

function onlyStandardInput(options: ListOptions): Found {
  return { sources: [["-", standardInput(options.stdin)]], diagnostics: [] };
}

async function find(input: Input, options: ListOptions): Promise<Found> {
  if (typeof input !== "string") {
    if ("open" in input) return { sources: [[input.path ?? input.uri, input]], diagnostics: [] };
    return findInPlace(input, options);
  }
  const uri = displayPath(input, sep);
  const path = resolve(options.cwd, input);
  try {
    // An empty input, such as an unset variable in a script, must not mean the whole working folder.
    if (input === "") return problem("not-found", uri, "An empty path was given.");
    const info = await stat(path);
    if (info.isDirectory()) return await findInFolder(path, uri, options);
    return { sources: [[path, fileSource(path, uri, info.isFile() ? info.size : null)]], diagnostics: [] };
  } catch (error) {
    if (!isMissing(error)) return problem("unreadable", uri, unreadableMessage(uri, error));
  }
  const pattern = splitPattern(uri);
  if (pattern !== null) return findByPattern(uri, pattern.base, pattern.rest, options);
  return problem("not-found", uri, `"${uri}" does not exist.${await hintForMissing(uri, options.cwd)}`);
}

/** That a place is not there is no problem: it was not the user who named it. */
async function findInPlace({ folder, pattern }: Place, options: ListOptions): Promise<Found> {
  const uri = displayPath(folder, sep);
  const root = resolve(options.cwd, folder);
  if (
    !(await stat(root)
      .then((info) => info.isDirectory())
      .catch(() => false))
  )
    return { sources: [], diagnostics: [] };
  const found = await collect(root, uri, pattern, options, async () => ({ what: "", hint: "" }));
  return { ...found, diagnostics: found.diagnostics.filter(({ code }) => code !== "no-match") };
}

function findInFolder(path: string, uri: string, options: ListOptions): Promise<Found> {
  return collect(path, uri, "**/*", options, async () => ({
    what: `The folder "${uri}" holds no file to read.`,
    hint: " Name a folder that holds logs or text.",
  }));
}

function findByPattern(uri: string, base: string, rest: string, options: ListOptions): Promise<Found> {
  return collect(resolve(options.cwd, base), base, rest, options, async () => ({
    what: `The pattern "${uri}" matches no file.`,
    hint: await hintForPattern(base, rest, options.cwd),
  }));
}

/** @param nothing What to say when there is no file to read: `hint` unless there are files that are passed over. */
async function collect(
  root: string,
  uri: string,
  pattern: string,
  options: ListOptions,
  nothing: () => Promise<{ readonly what: string; readonly hint: string }>,
): Promise<Found> {
  const found = await walk(root, pattern, options.readFolder);
  const diagnostics = found.unreadable.map(({ folder, error }) => {
    const name = folder === "" ? uri : under(uri, folder);
    return sourceDiagnostic("unreadable", name, unreadableMessage(name, error));
  });
  if (found.files.length === 0 && diagnostics.length === 0) {
    const { what, hint } = await nothing();
    return problem("no-match", uri, what + (found.skipped > 0 ? skippedHint(found.skipped) : hint));
  }
  return { sources: await filesUnder(root, uri, found.files, options.accept), diagnostics };
}

async function filesUnder(
  root: string,
  uri: string,
  files: readonly string[],
  accept: ListOptions["accept"],
): Promise<readonly (readonly [string, Source])[]> {
  const found = await pLimit(PARALLEL_STATS).map(files, async (file) => {
    const path = resolve(root, file);
    // A file that has just gone is listed all the same: opening it says so.
    const info = await stat(path).catch(() => null);
    if (accept !== undefined && !(await accept(path, info?.mtimeMs ?? null))) return null;
    return [path, fileSource(path, under(uri, file), info?.size ?? null)] as const;
  });
  return found.filter((each) => each !== null);
}

function skippedHint(count: number): string {
  const what = count === 1 ? "The one file there is" : `All ${count} files there are`;
  return ` ${what} of a kind that is passed over (binary formats, lock files): name a file itself to read it.`;
}

function problem(code: "not-found" | "no-match" | "unreadable", uri: string, message: string): Found {
  return { sources: [], diagnostics: [sourceDiagnostic(code, uri, message)] };
}
