/**
 * Breaks a text between words into lines of at most `width`; a longer word (a path) stands alone.
 * @param measure how wide a word is. @defaultValue its UTF-16 units
 */
export function wrapWords(
  text: string,
  width: number,
  measure: (text: string) => number = (word) => word.length,
): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const word of text.split(" ")) {
    const cells = measure(word);
    if (lines.length > 0 && used + 1 + cells <= width) {
      lines[lines.length - 1] += ` ${word}`;
      used += 1 + cells;
    } else {
      lines.push(word);
      used = cells;
    }
  }
  return lines;
}
