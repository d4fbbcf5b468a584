/** Tests on single UTF-16 units. `NaN` (past the end of a string) answers `false` everywhere. */

/** White space of any kind that can stand inside a line, the ideographic space included. */
export function isSpace(unit: number): boolean {
  return (
    unit === 0x20 ||
    (unit >= 0x09 && unit <= 0x0d) ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f
  );
}

/** `A-Z`, `a-z`. */
export function isAsciiLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** `0-9`. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** `A-Z`, `a-z`, `0-9`, `_`. */
export function isAsciiWord(unit: number): boolean {
  return isAsciiLetter(unit) || isDigit(unit) || unit === 0x5f;
}

/**
 * A unit that can stand in a word of some script: ASCII words, and everything above ASCII (halves of surrogate
 * pairs included) that is not white space or punctuation of the Latin-1, General, CJK or full-width blocks.
 */
export function isWord(unit: number): boolean {
  if (unit < 0x80) return isAsciiWord(unit);
  if (Number.isNaN(unit) || isSpace(unit)) return false;
  if (unit < 0xc0) return unit === 0xaa || unit === 0xb5 || unit === 0xba;
  if (unit >= 0x2000 && unit <= 0x206f) return false;
  if (unit >= 0x3001 && unit <= 0x303f) return unit >= 0x3005 && unit <= 0x3007;
  if (unit >= 0xff01 && unit <= 0xff65) {
    return (
      (unit >= 0xff10 && unit <= 0xff19) ||
      (unit >= 0xff21 && unit <= 0xff3a) ||
      (unit >= 0xff41 && unit <= 0xff5a)
    );
  }
  return true;
}

/** The first offset at or after `from` that is not white space; `end` when there is none. */
export function skipSpace(line: string, from: number, end: number): number {
  let i = from;
  while (i < end && isSpace(line.charCodeAt(i))) i++;
  return i;
}

/** The offset after the last unit before `end` that is not white space; `from` when there is none. */
export function trimEnd(line: string, from: number, end: number): number {
  let i = end;
  while (i > from && isSpace(line.charCodeAt(i - 1))) i--;
  return i;
}

/** The offset after the run of `unit` that starts at `from`. */
export function skipRun(line: string, from: number, end: number, unit: number): number {
  let i = from;
  while (i < end && line.charCodeAt(i) === unit) i++;
  return i;
}
