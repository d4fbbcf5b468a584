import { trimEnd } from "./chars.js";

/** Lines looked at before a text of which nothing is known is taken for prose for good. */
const VOTERS = 40;
/** Lines of code that must have been seen, and their share of all that could tell. */
const NEEDED = 4;
const SHARE = 0.6;

const STARTS =
  /^(?:import|from \w+ import|export|const|let|var|def|class|func|fn|function|#include|package|public|private|return|if \(|for \(|while \(|@\w|\}|use \w|using|SELECT|INSERT)\b/;

/**
 * Decides, once, whether a text without a file name is source code as a whole, by the share of its first lines that
 * start or end as statements do. Blank lines and comments do not vote. From then on `#` is a comment rather than a
 * heading and a weak sign makes a line code; lines that look like prose stay prose, since answers follow pasted code.
 */
export class CodeVote {
  #lines = 0;
  #code = 0;
  #decided = false;

  /** Whether no line changes anything any more. */
  get decided(): boolean {
    return this.#decided;
  }

  /** Counts a line; true when with it the text is found to be code. Never true again after that. */
  line(text: string, first: number): boolean {
    if (this.#decided || first >= text.length) return false;
    const mark = text.charCodeAt(first);
    if (mark === 0x23 || (mark === 0x2f && text.charCodeAt(first + 1) === 0x2f)) {
      if (!text.startsWith("#include", first)) return false;
    }
    this.#lines++;
    const end = trimEnd(text, first, text.length);
    if (endsStatement(text, end) || STARTS.test(text.slice(first, first + 80))) this.#code++;
    if (this.#code >= NEEDED && this.#code >= this.#lines * SHARE) {
      this.#decided = true;
      return true;
    }
    if (this.#lines >= VOTERS) this.#decided = true;
    return false;
  }
}

function endsStatement(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  if (last === 0x3b || last === 0x7b || last === 0x7d) return true;
  const before = text.charCodeAt(end - 2);
  return (last === 0x3a || last === 0x2c) && (before === 0x29 || before === 0x5d);
}
