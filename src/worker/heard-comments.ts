import { readIgnoreComment } from "../ignore-comment.js";
import { type IgnoreLines, InlineIgnores } from "../inline-ignores.js";
import type { CommentLine } from "./messages.js";

/** Ignore comments of one source, and the lines of it that somebody else needs to know the same. */
export class HeardComments extends InlineIgnores {
  #lines: CommentLine[] = [];

  override source(uri: string, format: string): IgnoreLines | null {
    const inner = super.source(uri, format);
    if (inner === null) return null;
    let expected = false;
    return {
      line: (record) => {
        const { text, line } = record;
        const isComment = readIgnoreComment(text) !== null;
        if (isComment) this.#lines.push({ text, line });
        // Of the line that a comment speaks of it only matters that it is there.
        else if (expected && text.trim() !== "") this.#lines.push({ text: "-", line });
        else return inner.line(record);
        expected = isComment;
        return inner.line(record);
      },
    };
  }

  get waiting(): number {
    return this.#lines.length;
  }

  /** The lines since the last time. */
  take(): readonly CommentLine[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }
}
