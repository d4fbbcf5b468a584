import { existsSync } from "node:fs";
import { lstat, realpath } from "node:fs/promises";
import { posix, resolve, sep } from "node:path";
import { ConfigError } from "../errors.js";
import type { FindingFilter } from "../model/finding-filter.js";
import { fileSource, isPattern, isSkippedFile, type Source, showPath } from "../source/index.js";
import { addedLines, type LineRange } from "./added-lines.js";
import { blobSource } from "./blob-source.js";
import { linesOf } from "./lines-of.js";
import { mergeBase, openRepository, parseRange, type Repository, resolveCommit } from "./repository.js";
import { GitFailure, gitBytes, gitText } from "./run-git.js";

export interface ChangeOptions {
  /** Only these files, folders and globs. @defaultValue all that the change touches */
  readonly paths?: readonly string[];
  /** A folder of the repository. @defaultValue `process.cwd()` */
  readonly cwd?: string;
  /** What git is run with. @defaultValue `process.env` */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What a change adds, for `scan`. */
export interface Change {
  /** The files to which it adds lines, whole: what stands around the added lines says which language is due. */
  readonly inputs: readonly Source[];
  /** Holds back what is found on lines that the change did not add; for `ScanOptions.filters`. */
  readonly filter: FindingFilter;
}

/** The two sides of a change; `to` is null for the working tree. */
interface Sides {
  readonly from: string;
  readonly to: string | null;
}

async function sidesOf(revision: string, repository: Repository): Promise<Sides> {
  const range = parseRange(revision, "--diff");
  const from = await resolveCommit(range.from, repository);
  if (range.to === null) {
    const head = await resolveCommit("HEAD", repository);
    return { from: await mergeBase(from, head, repository), to: null };
  }
  const to = await resolveCommit(range.to, repository);
  return { from: range.symmetric ? await mergeBase(from, to, repository) : from, to };
}

/** Paths as git takes them: what exists is no pattern. */
function pathspecs(paths: readonly string[], cwd: string): readonly string[] {
  return paths.map((path) => {
    if (path === "" || path === "-") {
      throw new ConfigError(
        "--diff looks at files of the repository: name files, folders or globs, or leave the paths out.",
      );
    }
    const shown = path.replaceAll(sep, "/");
    return existsSync(resolve(cwd, path)) || !isPattern(shown) ? `:(literal)${shown}` : `:(glob)${shown}`;
  });
}

/**
 * Programs that the repository's settings name for the contents of files are not run: files are compared as they are.
 */
async function withoutFilters(repository: Repository): Promise<readonly string[]> {
  let names: string;
  try {
    names = await gitText(["config", "-z", "--name-only", "--get-regexp", "^filter\\."], repository);
  } catch (error) {
    if (error instanceof GitFailure) return [];
    throw error;
  }
  const drivers = new Set(names.split("\0").map((name) => name.slice(0, name.lastIndexOf("."))));
  return [...drivers]
    .filter(Boolean)
    .flatMap((driver) =>
      ["clean=", "smudge=", "process=", "required=false"].flatMap((setting) => [
        "-c",
        `${driver}.${setting}`,
      ]),
    );
}

const DIFF = [
  "diff",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-relative",
  "--ignore-submodules=all",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--inter-hunk-context=0",
  "-U0",
  // Lines that were moved or copied with their file are not new.
  "--find-renames",
  "--find-copies-harder",
  "-l200",
];

/** Paths from the top, with the lines added to each; null for all of them. */
type Added = Map<string, readonly LineRange[] | null>;

async function addedBy(sides: Sides, specs: readonly string[], repository: Repository): Promise<Added> {
  const settings = sides.to === null ? await withoutFilters(repository) : [];
  const revisions = sides.to === null ? [sides.from] : [sides.from, sides.to];
  // A file that was renamed is known by both its names, so that paths cannot narrow the comparison itself down.
  const names = [
    ...settings,
    "diff",
    "--name-only",
    "--no-relative",
    "-z",
    "--ignore-submodules=all",
    ...revisions,
  ];
  const wanted =
    specs.length === 0 ? null : new Set((await gitText([...names, "--", ...specs], repository)).split("\0"));
  const patch = gitBytes([...settings, ...DIFF, ...revisions, "--"], repository);
  const added: Added = new Map();
  for await (const file of addedLines(linesOf(patch))) {
    if (wanted !== null && !wanted.has(file.path)) continue;
    if (file.regular && file.added.length > 0) added.set(file.path, file.added);
  }
  if (sides.to !== null) return added;
  const untracked = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--"];
  const files = await gitText([...untracked, ...(specs.length === 0 ? [":/"] : specs)], repository);
  for (const path of files.split("\0")) if (path !== "" && !path.endsWith("/")) added.set(path, null);
  return added;
}

async function sourceOf(path: string, to: string | null, repository: Repository): Promise<Source | null> {
  const uri = showPath(posix.relative(repository.prefix === "" ? "." : repository.prefix, path));
  if (to !== null) return blobSource(uri, to, path, repository);
  const file = resolve(repository.cwd, uri);
  const info = await lstat(file).catch(() => null);
  // A link may lead out of the repository; what has just gone says so when it is opened.
  if (info !== null && !info.isFile()) return null;
  return fileSource(file, uri, info?.size ?? null);
}

/**
 * What a change adds: lines since the last commit that `revision` and `HEAD` have in common, up to the working tree with
 * its untracked files; or between the commits of `A..B`, or of `A...B` (since the last commit in common), with the
 * contents of `B`. Binary files, lock files, links and submodules are passed over. Nothing of the repository is run.
 *
 * @throws ConfigError `no-repository`, `unknown-revision`, `no-merge-base`, `git-missing`
 * @example
 * const { inputs, filter } = await openChange("origin/main");
 * for await (const event of scan(inputs, { filters: [filter] })) console.log(event.type);
 */
export async function openChange(revision: string, options: ChangeOptions = {}): Promise<Change> {
  const { paths = [], cwd = process.cwd(), env = process.env } = options;
  // Steps up from a folder behind a link are those of the folder itself, as for git.
  const repository = await openRepository({ cwd: await realpath(cwd), env });
  const sides = await sidesOf(revision, repository);
  const added = await addedBy(sides, pathspecs(paths, cwd), repository).catch((error) => {
    throw outside(error) ?? error;
  });
  const inputs: Source[] = [];
  const lines = new Map<string, readonly LineRange[] | null>();
  for (const path of [...added.keys()].sort((a, b) => (a < b ? -1 : 1))) {
    const source = isSkippedFile(path) ? null : await sourceOf(path, sides.to, repository);
    if (source === null) continue;
    inputs.push(source);
    lines.set(source.uri, added.get(path) ?? null);
  }
  if (inputs.length === 0) refuseMissing(paths, sides, cwd);
  return { inputs, filter: createChangeFilter(lines) };
}

function outside(error: unknown): ConfigError | null {
  if (!(error instanceof GitFailure) || !/outside repository/.test(error.said)) return null;
  return new ConfigError(`A path lies outside of the repository that --diff looks at: ${error.message}`);
}

/** A path with a typing error must not look like a change without findings. */
function refuseMissing(paths: readonly string[], { to }: Sides, cwd: string): void {
  const missing = paths.find((path) => !isPattern(path) && !existsSync(resolve(cwd, path)));
  if (missing === undefined || to !== null) return;
  throw new ConfigError(`"${missing}" does not exist, and the change adds nothing to it.`, "no-match");
}

/**
 * Accepts what stands on lines that were not added, as `unchanged`.
 *
 * @param added the added lines of each source, by uri, in order; null for all. Other sources are reported as ever.
 */
export function createChangeFilter(added: ReadonlyMap<string, readonly LineRange[] | null>): FindingFilter {
  return {
    everyPlace: true,
    accept({ location: { uri, line, endLine } }) {
      const lines = added.get(uri);
      if (lines === undefined || lines === null) return null;
      return lines.some(([first, last]) => first <= endLine && line <= last) ? null : "unchanged";
    },
  };
}
