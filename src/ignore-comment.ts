import { didYouMean } from "./suggestion.js";

/** How every ignore comment begins. */
const PREFIX = "langdrift-ignore-";
const KINDS = ["next-line", "file"] as const;

/** Whether a text may hold a comment. */
export const mayHoldIgnoreComment = (text: string): boolean => text.includes(PREFIX);

/** What a line says about findings to be ignored. */
export type IgnoreComment =
  | { readonly type: "next-line" | "file" }
  /** It is meant as one and does not count; `problem` says why, as a sentence. */
  | { readonly type: "invalid"; readonly problem: string };

/** What may stand before it: the opening of a comment in Markdown, HTML, code, configuration and typesetting. */
const OPENINGS = ["<!--", "//", "/*", "*", "#", "--", ";", "%", "(*", "{-", "..", '"'];
const CLOSINGS = ["-->", "*/}", "*/", "*)", "-}", "#}"];

/** A line is searched this far, in UTF-16 units: comments stand where people read. */
const SEARCHED = 2000;

/**
 * Reads a comment such as `<!-- langdrift-ignore-next-line 海螺 is a product -->`. The name must open the comment, and a
 * reason with a letter or digit in it must follow.
 *
 * @returns null for a line without one
 */
export function readIgnoreComment(line: string): IgnoreComment | null {
  const text = line.slice(0, SEARCHED);
  const at = text.indexOf(PREFIX);
  if (at === -1) return null;
  const before = text.slice(0, at).trimEnd();
  if (!OPENINGS.some((opening) => before.endsWith(opening))) return null;
  const after = text.slice(at + PREFIX.length);
  const name = /^[\p{L}\p{N}_-]{0,40}/u.exec(after)?.[0] ?? "";
  const type = KINDS.find((kind) => kind === name);
  if (type === undefined) {
    const suggestion = didYouMean(name, KINDS).replace(/"(.*)"/, `"${PREFIX}$1"`);
    return { type: "invalid", problem: `There is no ${PREFIX}${name}.${suggestion}` };
  }
  if (/[\p{L}\p{N}]/u.test(reason(after.slice(name.length)))) return { type };
  return { type: "invalid", problem: `${PREFIX}${name} needs a reason behind it, so it does not count.` };
}

function reason(rest: string): string {
  const ends = CLOSINGS.map((closing) => rest.indexOf(closing)).filter((end) => end !== -1);
  return rest.slice(0, Math.min(rest.length, ...ends));
}
