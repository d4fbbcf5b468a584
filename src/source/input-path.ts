import { createRequire } from "node:module";
import { posix } from "node:path";

/**
 * A path as it is shown: `/` between names, no `./`, no doubled or trailing slash, relative if it was given so.
 *
 * @param separator What separates names on this system (`sep` of `node:path`).
 */
export function displayPath(input: string, separator: string): string {
  const path = posix.normalize(separator === "/" ? input : input.replaceAll(separator, "/"));
  // A file that is called "-" must not look like standard input.
  if (path === "-") return "./-";
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** The shown path of something under a shown folder. */
export function under(folder: string, relative: string): string {
  if (folder === ".") return relative === "-" ? "./-" : relative;
  return folder.endsWith("/") ? folder + relative : `${folder}/${relative}`;
}

/** Any character that may have a meaning in a pattern. */
const MAGIC = /[*?[\]{}()!+@|\\]/;

/** tinyglobby's answer. It is loaded for the first path that may be a pattern: few are. */
function isDynamicPattern(path: string): boolean {
  const tinyglobby = createRequire(import.meta.url)("tinyglobby") as typeof import("tinyglobby");
  return tinyglobby.isDynamicPattern(path);
}

/**
 * A glob pattern split before its first name with a special character, or `null` when it is a plain path.
 * The walk starts in `base`, so that no character of it is ever taken for a special one.
 */
export function splitPattern(path: string): { readonly base: string; readonly rest: string } | null {
  if (!MAGIC.test(path) || !isDynamicPattern(path)) return null;
  const names = path.split("/");
  const first = names.findIndex((name) => MAGIC.test(name));
  if (first === -1) return null;
  const base = names.slice(0, first).join("/");
  return {
    base: base === "" ? (path.startsWith("/") ? "/" : ".") : base,
    rest: names.slice(first).join("/"),
  };
}

/** Whether a path is a pattern, as far as its characters tell. */
export function isPattern(path: string): boolean {
  return splitPattern(path) !== null;
}

/** The shown form of a path that has `/` between its names. */
export function showPath(path: string): string {
  return displayPath(path, "/");
}
