import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { ConfigError } from "../errors.js";
import type { ConfigDocument } from "./config-document.js";

export const CONFIG_NAME = "langdrift.config.json";
const MANIFEST_NAME = "package.json";
const MANIFEST_KEY = "langdrift";

/** Bytes; what is larger is no configuration. */
const MAX_SIZE = 1024 * 1024;

export interface ConfigSearch {
  readonly cwd: string;
  /** Home folder, where a search ends; empty when not known. */
  readonly home: string;
  /** A file that was named; the nearest is looked for when absent. */
  readonly file?: { readonly path: string; readonly namedBy: string };
}

/**
 * The configurations that hold, the stronger first: the named file or the nearest `langdrift.config.json`, then the
 * nearest `package.json` with a key `langdrift`.
 *
 * @throws ConfigError for a file that cannot be read, is no JSON or does not fit the schema
 */
export async function findConfigs({ cwd, home, file }: ConfigSearch): Promise<readonly ConfigDocument[]> {
  const folders = foldersToSearch(cwd, home);
  const own = file === undefined ? nearest(folders, CONFIG_NAME) : named(file, cwd);
  const first = own === null ? null : await read(own, cwd);
  if (first === null && file !== undefined)
    throw new ConfigError(`${file.namedBy}: "${file.path}" has no key "${MANIFEST_KEY}".`);
  const found = first === null ? [] : [first];
  for (const folder of folders) {
    const manifest = join(folder, MANIFEST_NAME);
    if (manifest === own || !isFile(manifest)) continue;
    const document = await read(manifest, cwd);
    if (document === null) continue;
    found.push(document);
    break;
  }
  if (found.length === 0) return found;
  // The validator costs time that a scan without a configuration need not spend.
  const { validateConfig } = await import("./validate-config.js");
  for (const document of found) await validateConfig(document);
  return found;
}

/**
 * The working folder and those above it, up to the root of its repository, else up to the home folder. Elsewhere only
 * the working folder: anybody may write into a folder such as /tmp.
 */
export function foldersToSearch(cwd: string, home: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    folders.push(folder);
    if (existsSync(join(folder, ".git"))) return folders;
    if (folder === dirname(folder)) break;
  }
  const end = home === "" ? -1 : folders.indexOf(resolve(home));
  return folders.slice(0, Math.max(1, end + 1));
}

function nearest(folders: readonly string[], name: string): string | null {
  return folders.map((folder) => join(folder, name)).find(isFile) ?? null;
}

function named({ path, namedBy }: { readonly path: string; readonly namedBy: string }, cwd: string): string {
  const file = resolve(cwd, path);
  if (isFile(file)) return file;
  throw new ConfigError(`${namedBy}: "${path}" is no file. \`langdrift init\` writes a configuration.`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** @returns null for a manifest that says nothing */
async function read(path: string, cwd: string): Promise<ConfigDocument | null> {
  const name = relative(cwd, path).replaceAll(sep, "/");
  const text = textOf(path, name);
  const isManifest = basename(path) === MANIFEST_NAME;
  // What is wrong with a manifest that does not name us is for others to say.
  if (isManifest && !text.includes(`"${MANIFEST_KEY}"`)) return null;
  const { ConfigDocument } = await import("./config-document.js");
  if (!isManifest) return ConfigDocument.parse({ path, name, text, key: null });
  return ConfigDocument.parse({ path, name, text, key: MANIFEST_KEY });
}

function textOf(path: string, name: string): string {
  try {
    if (statSync(path).size > MAX_SIZE) throw new ConfigError(`${name} is too large for a configuration.`);
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${name} cannot be read: ${reason}`, "unreadable-config");
  }
}
