/**
 * What a terminal would obey, hide or reorder instead of showing: C0 and C1 controls (ESC among them), format characters
 * (bidirectional controls, zero-width space and joiners, byte-order mark, tags), line and paragraph separators,
 * lone surrogates, and what Unicode calls default ignorable (Hangul fillers, combining grapheme joiner …).
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Emoji and text presentation selectors: part of how ordinary emoji are written, and they cannot hide anything. */
const HARMLESS = new Set(["\u{fe0e}", "\u{fe0f}"]);

const SHORT = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function visible(character: string): string {
  if (HARMLESS.has(character)) return character;
  const short = SHORT.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0)!;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\u{${hex}}`;
}

/** Text that shows as itself on one line of a terminal: everything else stands there as a visible escape (`\x1b`, `\u202e`). */
export function terminalText(text: string): string {
  return text.replace(UNSAFE, visible);
}

/** The same for a code frame, where a tab is four spaces so that indentation looks like indentation. */
export function frameText(text: string): string {
  return terminalText(text.replaceAll("\t", "    "));
}
