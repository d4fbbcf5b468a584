/** `# ------------------------ >8 ------------------------`: what follows is no part of the message. */
const SCISSORS = /^(.) -{24} >8 -{24}$/;
/** `Signed-off-by: …`, `Fixes #12`, `(cherry picked from commit …)`, and the lines that go on with one. */
const TRAILER =
  /^(?:[A-Za-z][A-Za-z0-9-]{0,40}(?:: | #).*|\(cherry picked from commit [0-9a-f]+\)|[ \t]+\S.*)$/;
const PATCH_START = /^(?:diff --git |@@ -\d)/;
const PATCH_LINE =
  /^(?:[ +\-@\\]|$|diff --git |index |new file |deleted file |old mode |new mode |similarity |rename |copy |Binary files )/;

/** As many spaces as the text has bytes of UTF-8: what stands behind keeps its place. */
const blank = (text: string): string => " ".repeat(Buffer.byteLength(text));

/** Which lines of a quoted patch there are: from its first header to the first line that is none of it. */
function patchLines(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let inside = false;
  for (const [index, line] of lines.entries()) {
    inside = PATCH_START.test(line) || (inside && PATCH_LINE.test(line));
    if (inside) found.add(index);
  }
  return found;
}

/** The lines of the last paragraph when all of them are trailers; a message of one paragraph has none. */
function trailerLines(lines: readonly string[]): ReadonlySet<number> {
  let end = lines.length;
  while (end > 0 && lines[end - 1]!.trim() === "") end--;
  let start = end;
  while (start > 0 && lines[start - 1]!.trim() !== "") start--;
  const last = lines.slice(start, end);
  if (start === 0 || !last.every((line) => TRAILER.test(line))) return new Set();
  return new Set(last.map((_, index) => start + index));
}

/**
 * What the author of a commit message says in it: comments, trailers, quoted patches and what stands below a scissors
 * line become blanks, so that lines, columns and bytes stay what they are.
 *
 * @param message with line feeds
 */
export function ownMessage(message: string): string {
  const lines = message.split("\n").map((line) => line.replace(/\r$/, " "));
  const cut = lines.findIndex((line) => SCISSORS.test(line.trimEnd()));
  const comment = cut < 0 ? "#" : lines[cut]![0]!;
  const own = lines.map((line, index) =>
    line.startsWith(comment) || (cut >= 0 && index >= cut) ? blank(line) : line,
  );
  const patch = patchLines(own);
  const said = own.map((line, index) => (patch.has(index) ? blank(line) : line));
  const trailers = trailerLines(said);
  return said.map((line, index) => (trailers.has(index) ? blank(line) : line)).join("\n");
}
