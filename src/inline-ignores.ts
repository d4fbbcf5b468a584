import { type IgnoreComment, mayHoldIgnoreComment, readIgnoreComment } from "./ignore-comment.js";
import type { Diagnostic } from "./model/diagnostic.js";
import type { Finding } from "./model/finding.js";
import type { FindingFilter } from "./model/finding-filter.js";
import type { RawLines } from "./model/lines.js";
import type { RawRecord } from "./model/location.js";
import { unusedEntry } from "./unused-entry.js";

/**
 * Names of files whose text a program or a model writes, also when rotated or packed. A comment in one is no decision of
 * a person.
 */
const LOG_NAME =
  /\.(?:log|out|err|ansi|typescript|cast|json|jsonl|ndjson)(?:$|[.-])|(?:^|\/)(?:log|nohup|typescript)$/i;

/** Comments kept of one file; a file with more of them is generated. */
const MAX_COMMENTS = 10_000;

interface Comment {
  readonly type: "next-line" | "file";
  readonly line: number;
  used: boolean;
}

/** Watches the lines of one file. */
export interface IgnoreLines {
  /** Takes the next line, before what is found in it is judged. @returns what is wrong with a comment in it */
  line(record: Pick<RawRecord, "text" | "line">): Diagnostic | null;
  /** The same for many lines at once. */
  lines(lines: Pick<RawLines, "text" | "line">): readonly Diagnostic[];
}

/** Lines that came together, one by one. */
export function eachLine({ text, line }: Pick<RawLines, "text" | "line">): { text: string; line: number }[] {
  const lines = text.split(/\r?\n/).slice(0, -1);
  return lines.map((each, index) => ({ text: each, line: line + index }));
}

/** The comments of one file. */
class FileComments implements IgnoreLines {
  readonly #uri: string;
  readonly #comments: Comment[] = [];
  /** By the lines that they speak of. */
  readonly #nextLine = new Map<number, Comment[]>();
  /** Lines of comments: a reason may name what is ignored. */
  readonly #own = new Set<number>();
  #waiting: Comment[] = [];
  #file: Comment | null = null;

  constructor(uri: string) {
    this.#uri = uri;
  }

  line({ text, line }: Pick<RawRecord, "text" | "line">): Diagnostic | null {
    const comment = readIgnoreComment(text);
    if (comment === null) {
      if (this.#waiting.length === 0 || text.trim() === "") return null;
      this.#nextLine.set(line, this.#waiting);
      this.#waiting = [];
      return null;
    }
    if (comment.type === "invalid") return this.#invalid(comment.problem, line);
    this.#take(comment.type, line);
    return null;
  }

  lines({ text, line }: Pick<RawLines, "text" | "line">): readonly Diagnostic[] {
    if (this.#waiting.length === 0 && !mayHoldIgnoreComment(text)) return [];
    return eachLine({ text, line }).flatMap((each) => this.line(each) ?? []);
  }

  accepts({ location: { line, endLine } }: Finding): boolean {
    const used = [
      ...(this.#file !== null && line > this.#file.line ? [this.#file] : []),
      // What goes on over more lines is more than the comment speaks of.
      ...(line === endLine ? (this.#nextLine.get(line) ?? []) : []),
    ];
    for (const comment of used) comment.used = true;
    return used.length > 0 || (line === endLine && this.#own.has(line));
  }

  unused(): readonly Diagnostic[] {
    return this.#comments
      .filter(({ used }) => !used)
      .map(({ type, line }) =>
        unusedEntry(`The comment langdrift-ignore-${type} held back no finding.`, { uri: this.#uri, line }),
      );
  }

  #take(type: Exclude<IgnoreComment["type"], "invalid">, line: number): void {
    if (this.#comments.length >= MAX_COMMENTS) return;
    const comment: Comment = { type, line, used: false };
    this.#comments.push(comment);
    this.#own.add(line);
    if (type === "file") this.#file ??= comment;
    else this.#waiting.push(comment);
  }

  #invalid(problem: string, line: number): Diagnostic {
    return {
      code: "invalid-ignore",
      severity: "warning",
      message: problem,
      partial: false,
      location: { uri: this.#uri, line },
    };
  }
}

/**
 * Ignore comments of the files of a scan. They count in plain text files only: in a log, and in what comes through a pipe,
 * the model itself could write them. `langdrift-ignore-next-line` holds for the next line that is not empty,
 * `langdrift-ignore-file` for all lines below it; so both are known before what they hold back is found.
 */
export class InlineIgnores implements FindingFilter {
  readonly #files = new Map<string, FileComments>();

  /**
   * The file's lines from its start; what an earlier reading of it said is forgotten.
   *
   * @returns null for a source whose comments do not count
   */
  source(uri: string, format: string): IgnoreLines | null {
    this.#files.delete(uri);
    if (format !== "plain" || uri === "-" || LOG_NAME.test(uri)) return null;
    const comments = new FileComments(uri);
    this.#files.set(uri, comments);
    return comments;
  }

  accept(finding: Finding): "ignored" | null {
    return this.#files.get(finding.location.uri)?.accepts(finding) === true ? "ignored" : null;
  }

  unused(): readonly Diagnostic[] {
    return [...this.#files.values()].flatMap((comments) => comments.unused());
  }
}
