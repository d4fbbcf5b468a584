import { skipSpace } from "./chars.js";

/**
 * Whether the line at `[from, to)` may open something that the lines after it stand in: a fence, a comment, a diff, a
 * BibTeX entry, `<pre>`. Never false where it does, in text that is no code.
 */
export function mayOpen(text: string, from: number, to: number): boolean {
  const first = skipSpace(text, from, to);
  switch (text.charCodeAt(first)) {
    case 0x60:
      return text.startsWith("```", first);
    case 0x7e:
      return text.startsWith("~~~", first);
    case 0x3e:
      return /```|~~~/.test(text.slice(first, to));
    case 0x22:
      return text.startsWith('"""', first);
    case 0x27:
      return text.startsWith("'''", first);
    case 0x2f:
      return text.startsWith("/*", first);
    case 0x3c:
      return text.startsWith("<!--", first) || /^<pre/i.test(text.slice(first, first + 4));
    case 0x40:
      return true;
    case 0x64:
      return text.startsWith("diff --git ", from);
    case 0x2d:
      return text.startsWith("--- a/", from);
    case 0x2a:
      return text.startsWith("*** ", from);
    default:
      return false;
  }
}
