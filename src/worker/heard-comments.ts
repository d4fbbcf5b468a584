import { mayHoldIgnoreComment, readIgnoreComment } from "../ignore-comment.js";
import { eachLine, type IgnoreLines, InlineIgnores } from "../inline-ignores.js";
import type { CommentLine } from "./messages.js";

/** Ignore comments of one source, and the lines of it that somebody else needs to know the same. */
export class HeardComments extends InlineIgnores {
  #lines: CommentLine[] = [];

  override source(uri: string, format: string): IgnoreLines | null {
    const inner = super.source(uri, format);
    if (inner === null) return null;
    let expected = false;
    const hear = ({ text, line }: CommentLine): void => {
      const isComment = readIgnoreComment(text) !== null;
      if (isComment) this.#lines.push({ text, line });
      // Of the line that a comment speaks of it only matters that it is there.
      else if (expected && text.trim() !== "") this.#lines.push({ text: "-", line });
      else return;
      expected = isComment;
    };
    return {
      line: (record) => {
        hear(record);
        return inner.line(record);
      },
      lines: (lines) => {
        if (expected || mayHoldIgnoreComment(lines.text)) eachLine(lines).forEach(hear);
        return inner.lines(lines);
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
