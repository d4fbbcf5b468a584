import { isAsciiLetter, isAsciiWord } from "./chars.js";
import type { Syntax } from "./syntax.js";

/** Letters that may stand before a string: Python, Rust, C, C++, Scala, SQL. */
const PREFIXES: ReadonlySet<string> = new Set(
  "r b f u t br rb fr rf tr rt c cr l u8 s raw n e x q z".split(" "),
);

/** Where the prefix of the string whose quotation mark stands at `at` starts; `at` itself when it has none. */
export function prefixStart(line: string, at: number, unit: number): number {
  let i = at;
  if (unit === 0x22) while (i > 0 && at - i < 8 && line.charCodeAt(i - 1) === 0x23) i--;
  const marks = i;
  while (i > 0 && at - i < 8 && "$@".includes(line.charAt(i - 1))) i--;
  if (i < at && i < marks) return i;
  let letters = marks;
  while (letters > 0 && marks - letters < 4 && isAsciiWord(line.charCodeAt(letters - 1))) letters--;
  const word = line.slice(letters, marks).toLowerCase();
  const before = line.charCodeAt(letters - 1);
  if (!isAsciiWord(before) && PREFIXES.has(word)) return letters;
  return at;
}

/** Content start, content end and delimiter end of a string; `end` is -1 when it does not close on this line. */
export function findClose(
  line: string,
  at: number,
  unit: number,
  syntax: Syntax,
): { start: number; end: number; to: number } {
  let hashes = 0;
  if (unit === 0x22) while (hashes < 8 && line.charCodeAt(at - 1 - hashes) === 0x23) hashes++;
  if (hashes > 0 && isAsciiLetter(line.charCodeAt(at - 1 - hashes))) {
    const close = line.indexOf(`"${"#".repeat(hashes)}`, at + 1);
    return { start: at + 1, end: close, to: close + 1 + hashes };
  }
  const shellSingle = unit === 0x27 && syntax.heredocs;
  // One character, an escape at most (`'\\u{4e2d}'`): a far mark belongs to something else.
  const limit = unit === 0x27 && syntax.charQuotes ? Math.min(line.length, at + 14) : line.length;
  for (let i = at + 1; i < limit; i++) {
    const here = line.charCodeAt(i);
    if (here === 0x5c && syntax.escapes && !shellSingle) i++;
    else if (here === unit) {
      // SQL doubles a mark to write it inside a string.
      if (!syntax.escapes && line.charCodeAt(i + 1) === unit) i++;
      else return { start: at + 1, end: i, to: i + 1 };
    }
  }
  return { start: at + 1, end: -1, to: line.length };
}
