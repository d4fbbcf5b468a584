/** First and last line that stand together, from 1. */
export type LineRange = readonly [first: number, last: number];

/** A file as a patch changes it. */
export interface PatchedFile {
  /** From the top of the repository, with `/`. */
  readonly path: string;
  /** A regular file; links and submodules are none. */
  readonly regular: boolean;
  /** Lines that were added, in order. */
  readonly added: readonly LineRange[];
}

interface Growing {
  path: string | null;
  regular: boolean;
  added: [number, number][];
}

/** A hunk of which lines are still to come. */
interface Hunk {
  old: number;
  new: number;
  /** Number of the next line in the new file. */
  line: number;
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
const MODE = /^(?:new file mode|new mode|index [0-9a-f]+\.\.[0-9a-f]+) ([0-7]{6})$/;

/**
 * Reads a patch as `git diff` writes it (with the prefixes `a/` and `b/`), line by line. Files of which only lines were
 * removed, or none, come with no added lines; deleted and binary files do not come.
 */
export async function* addedLines(lines: AsyncIterable<string>): AsyncGenerator<PatchedFile> {
  let file: Growing | null = null;
  let hunk: Hunk | null = null;
  for await (const line of lines) {
    if (file !== null && hunk !== null) {
      take(line, file, hunk);
      if (hunk.old <= 0 && hunk.new <= 0) hunk = null;
    } else if (line.startsWith("diff --git ")) {
      if (isKnown(file)) yield file;
      file = { path: null, regular: true, added: [] };
    } else if (file !== null) hunk = header(line, file);
  }
  if (isKnown(file)) yield file;
}

const isKnown = (file: Growing | null): file is Growing & { path: string } =>
  file !== null && file.path !== null;

function header(line: string, file: Growing): Hunk | null {
  if (line.startsWith("+++ ")) file.path = pathOf(line.slice(4));
  const mode = MODE.exec(line)?.[1];
  if (mode !== undefined) file.regular = mode.startsWith("100");
  const [, old, start, added] = HUNK.exec(line) ?? [];
  if (start === undefined) return null;
  return { old: Number(old ?? 1), new: Number(added ?? 1), line: Number(start) };
}

function take(line: string, file: Growing, hunk: Hunk): void {
  const mark = line[0];
  // "\ No newline at end of file" is about the line before.
  if (mark === "\\") return;
  if (mark !== "+") hunk.old--;
  if (mark === "-") return;
  hunk.new--;
  const at = hunk.line++;
  if (mark !== "+") return;
  const last = file.added.at(-1);
  if (last !== undefined && last[1] === at - 1) last[1] = at;
  else file.added.push([at, at]);
}

/** A name in a patch: quoted as in C when it holds a quote, a backslash or a control character; null for no file. */
function pathOf(text: string): string | null {
  const name = text.endsWith("\t") ? text.slice(0, -1) : text;
  if (name === "/dev/null") return null;
  const path = name.startsWith('"') ? unquoted(name.slice(1, -1)) : name;
  return path.startsWith("b/") ? path.slice(2) : path;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
};

function unquoted(text: string): string {
  return text.replace(
    /\\(?:([0-3][0-7]{2})|(.))/g,
    (_, octal: string | undefined, escaped: string | undefined) =>
      octal === undefined ? (ESCAPES[escaped!] ?? escaped!) : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
