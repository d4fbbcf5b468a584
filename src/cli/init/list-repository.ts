import { execFile } from "node:child_process";
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const MAX_FILES = 20_000;
const MAX_DEPTH = 8;
const MAX_MS = 5000;

/** Folders that hold what others wrote or what is built. */
const PASSED_OVER: ReadonlySet<string> = new Set(
  ".git .hg .svn node_modules .venv venv __pycache__ .cache .tox dist build target out vendor coverage".split(
    " ",
  ),
);

/** The files of a folder, relative to it with `/`, in no order. */
export interface FileList {
  readonly files: readonly string[];
  /** False when there were more than are looked at. */
  readonly complete: boolean;
}

/**
 * Lists what belongs to a repository: as git has it, ignored files left out, else by a bounded walk. Nothing of the
 * repository is run: git is told not to ask the file watcher or the hooks that its configuration names.
 */
export async function listRepository(root: string): Promise<FileList> {
  const all = (await listedByGit(root)) ?? (await walked(root));
  return { files: all.slice(0, MAX_FILES), complete: all.length <= MAX_FILES };
}

const GIT = [
  ...["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"],
  ...["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
];

async function listedByGit(root: string): Promise<readonly string[] | null> {
  try {
    const { stdout } = await promisify(execFile)("git", GIT, {
      cwd: root,
      timeout: MAX_MS,
      maxBuffer: 1 << 25,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
    });
    const files = stdout.split("\0").filter((file) => file !== "" && !file.startsWith("../"));
    return files.length === 0 ? null : [...new Set(files)].sort();
  } catch {
    return null;
  }
}

async function walked(root: string): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [{ path: "", depth: 0 }];
  const end = performance.now() + MAX_MS;
  for (const { path, depth } of folders) {
    const entries = await readdir(join(root, path), { withFileTypes: true }).catch((): Dirent[] => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isFile()) files.push(name);
      else if (entry.isDirectory() && depth < MAX_DEPTH && !PASSED_OVER.has(entry.name))
        folders.push({ path: name, depth: depth + 1 });
    }
    if (files.length > MAX_FILES || performance.now() > end) break;
  }
  return files;
}
