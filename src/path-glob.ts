import { isAbsolute, relative, resolve, sep } from "node:path";
import picomatch from "picomatch";

/** Whether a file is meant; `null` stands for standard input. */
export type PathMatcher = (path: string | null) => boolean;

/** Characters that open or repeat something in a pattern; what closes it means nothing alone. */
const OPENING = /[*?+[{(]/g;

/**
 * A glob pattern for files: `*` within a name, `**` across folders, dot files included. A pattern that names a folder means
 * all that is in it, `-` standard input. `../` leads up; on Windows `\` separates names too.
 *
 * @param folder absolute folder that a relative pattern is relative to
 * @param separator what separates names on this system
 */
export function pathMatcher(pattern: string, folder: string, separator: string = sep): PathMatcher {
  if (pattern === "-") return (path) => path === null;
  const { base, rest } = anchored(pattern, folder, separator);
  const matches = picomatch(rest === "" ? "**" : [rest, `${rest}/**`], { dot: true, nonegate: true });
  return (path) => {
    if (path === null) return false;
    const inside = relative(base, path).replaceAll(sep, "/");
    const outside = inside === "" || inside === ".." || inside.startsWith("../") || isAbsolute(inside);
    return !outside && matches(inside);
  };
}

/** The folder that a pattern starts from, and what of it is left from there. */
function anchored(
  pattern: string,
  folder: string,
  separator: string,
): { readonly base: string; readonly rest: string } {
  const names = (separator === "/" ? pattern : pattern.replaceAll(separator, "/")).split("/");
  const plain = names.findIndex((name) => name.search(/[*?[\]{}()!+@|\\]/) !== -1);
  if (isAbsolute(pattern) && plain !== 0) {
    const root = (plain === -1 ? names : names.slice(0, plain)).join("/");
    const base = resolve(folder, root === "" ? "/" : root);
    // Without a special character the pattern is a file or a folder: it is looked for in the folder that holds it.
    if (plain !== -1) return { base, rest: names.slice(plain).join("/") };
    return { base: resolve(base, ".."), rest: escapeGlob(names.filter((name) => name !== "").at(-1) ?? "") };
  }
  let base = folder;
  const rest = names.filter((name) => name !== "" && name !== ".");
  while (rest[0] === "..") {
    base = resolve(base, "..");
    rest.shift();
  }
  return { base, rest: rest.join("/") };
}

/** Text that stands for itself in a pattern. */
export function escapeGlob(text: string): string {
  return text.replace(OPENING, "[$&]");
}

/** A pattern that is relative to one folder, made relative to another. */
export function rebaseGlob(pattern: string, from: string, to: string): string {
  const lead = relative(to, from).replaceAll(sep, "/");
  if (pattern === "-" || lead === "" || isAbsolute(pattern)) return pattern;
  return `${escapeGlob(lead)}/${pattern}`;
}
