import type { BlockRegion } from "./block-state.js";
import { isAsciiLetter, isAsciiWord, isSpace, skipRun, skipSpace, trimEnd } from "./chars.js";
import { isBibEntry, looksYaml } from "./line-shape.js";
import { BIBTEX, SCRIPT, STYLE, type Syntax, syntaxOfName, TEXT, UNKNOWN, YAML } from "./syntax.js";

/** True when the line still belongs to the region that the lines before it opened. */
export function inRegion(line: string, region: BlockRegion): boolean {
  switch (region.type) {
    case "front-matter":
      return looksYaml(line) || line.startsWith("---") || line.startsWith("...");
    case "diff":
      return isDiffLine(line);
    case "bibtex":
      return skipSpace(line, 0, line.length) < line.length;
    case "embedded":
      return !line.includes(region.close);
    case "pre":
    case "heredoc":
      return true;
    default:
      return region satisfies never;
  }
}

/** The region after a line that belongs to it; null when the line was its last. */
export function afterLine(line: string, region: BlockRegion): BlockRegion | null {
  switch (region.type) {
    case "front-matter":
      return line.startsWith("---") || line.startsWith("...") ? null : region;
    case "diff":
      return diffAfter(line, region.syntax);
    case "bibtex": {
      const depth = region.depth + braces(line);
      return depth > 0 ? { ...region, depth } : null;
    }
    case "heredoc":
      return trimmed(line) === region.word ? null : region;
    case "pre":
      return line.includes("</pre>") ? null : region;
    case "embedded":
      return region;
    default:
      return region satisfies never;
  }
}

/** The region that this line opens for the lines after it; a diff and a BibTeX entry hold the line itself. */
export function openingRegion(
  line: string,
  first: number,
  syntax: Syntax,
  firstLine: boolean,
): BlockRegion | null {
  if (syntax.heredocs) return heredoc(line);
  if (syntax.family === "markup") return embedded(line, first);
  if (syntax.family === "text" && firstLine && trimmed(line) === "---")
    return { type: "front-matter", syntax: YAML };
  const diff = syntax.family === "diff" || isDiffStart(line);
  if (diff) return diffAfter(line, UNKNOWN);
  const bib = isBibEntry(line, first) ? braces(line) : 0;
  if (bib > 0) return { type: "bibtex", syntax: BIBTEX, depth: bib };
  if (
    line.charCodeAt(first) === 0x3c &&
    /^<pre[\s>]/i.test(line.slice(first, first + 5)) &&
    !line.includes("</pre>")
  ) {
    return { type: "pre", syntax: UNKNOWN };
  }
  return null;
}

/** The header of a unified diff or of a patch in the form that coding agents write. */
export function isDiffStart(line: string): boolean {
  switch (line.charCodeAt(0)) {
    case 0x64:
      return line.startsWith("diff --git ");
    case 0x40:
      return /^@@ -\d{1,9}(?:,\d{1,9})? \+\d/.test(line.slice(0, 40));
    case 0x2d:
      return line.startsWith("--- a/");
    case 0x2a:
      return (
        line.startsWith("*** Begin Patch") ||
        line.startsWith("*** Update File: ") ||
        line.startsWith("*** Add File: ")
      );
    default:
      return false;
  }
}

/** True when a line of a diff, of which the first 16 units are enough, carries file names or places and no content. */
export function isDiffHeader(line: string): boolean {
  return /^(?:diff |index |@@|--- |\+\+\+ |\*\*\* |new file|deleted file|similarity |rename |old mode|new mode|Binary |\\ )/.test(
    line.slice(0, 16),
  );
}

function isDiffLine(line: string): boolean {
  return line === "" || " +-\t".includes(line.charAt(0)) || isDiffHeader(line);
}

function diffAfter(line: string, syntax: Syntax): BlockRegion | null {
  if (line.startsWith("*** End Patch")) return null;
  const name = line.startsWith("+++ ")
    ? line.slice(4)
    : line.startsWith("*** ")
      ? line.slice(line.indexOf(":") + 1)
      : "";
  if (name === "" || name.includes("/dev/null")) return { type: "diff", syntax };
  const found = syntaxOfName(trimmed(name.slice(0, 500)));
  return { type: "diff", syntax: found ?? UNKNOWN };
}

function braces(line: string): number {
  let depth = 0;
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if (unit === 0x7b) depth++;
    else if (unit === 0x7d) depth--;
  }
  return depth;
}

function embedded(line: string, first: number): BlockRegion | null {
  if (line.charCodeAt(first) !== 0x3c) return null;
  const head = line.slice(first, first + 7).toLowerCase();
  const script = head.startsWith("<script");
  if (!script && !head.startsWith("<style")) return null;
  const close = script ? "</script" : "</style";
  return line.includes(close) || line.endsWith("/>")
    ? null
    : { type: "embedded", syntax: script ? SCRIPT : STYLE, close };
}

/** A here-document: `cat > notes.md <<'EOF'`. Its text is read as the file it is written to, else as plain text. */
function heredoc(line: string): BlockRegion | null {
  const mark = line.indexOf("<<");
  if (mark === -1 || line.charCodeAt(mark + 2) === 0x3c) return null;
  let start = mark + 2;
  while (start < line.length && "-~\"'\\ ".includes(line.charAt(start))) start++;
  let end = start;
  while (end < line.length && isAsciiWord(line.charCodeAt(end))) end++;
  if (end === start || !isAsciiLetter(line.charCodeAt(start))) return null;
  return { type: "heredoc", syntax: redirectSyntax(line, mark), word: line.slice(start, end) };
}

function redirectSyntax(line: string, mark: number): Syntax {
  const redirect = line.indexOf(">");
  if (redirect !== -1) {
    const start = skipSpace(line, skipRun(line, redirect, line.length, 0x3e), line.length);
    let end = start;
    while (end < line.length && !isSpace(line.charCodeAt(end)) && line.charCodeAt(end) !== 0x3c) end++;
    return syntaxOfName(line.slice(start, end).replaceAll(/["']/g, "")) ?? TEXT;
  }
  const command = trimmed(line.slice(0, mark)).split(" ")[0] ?? "";
  return syntaxOfName(command) ?? TEXT;
}

function trimmed(line: string): string {
  const first = skipSpace(line, 0, line.length);
  return line.slice(first, trimEnd(line, first, line.length));
}
