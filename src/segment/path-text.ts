import { isAsciiLetter, isAsciiWord, isDigit, isSpace, isWord } from "./chars.js";

/** File name extensions by which a bare name is taken for a file. */
const EXTENSIONS: ReadonlySet<string> = new Set(
  (
    "md mdx txt rst adoc log json jsonl ndjson json5 yaml yml toml ini cfg conf env lock csv tsv xml xsd xsl html " +
    "htm css scss less js jsx mjs cjs ts tsx mts cts vue svelte py pyi ipynb rb rs go java kt kts scala swift c h cc " +
    "cpp cxx hpp cs fs php pl lua r jl sql sh bash zsh fish ps1 bat cmd dart ex exs erl hs elm clj gradle proto tf " +
    "po pot properties strings resx xlf xliff arb plist svg png jpg jpeg gif webp bmp ico mp3 mp4 wav avi mov mkv " +
    "webm pdf doc docx xls xlsx ppt pptx odt ods epub zip tar gz tgz bz2 xz zst 7z rar jar war exe dll so dylib bin " +
    "iso dmg deb rpm apk ttf otf woff woff2 db sqlite parquet bak tmp diff patch bib tex srt vtt"
  ).split(" "),
);

/**
 * First components that make `a/b` a path or a branch rather than two words with a slash between them: branch
 * prefixes of the usual git work flows, remotes, and the top folders of projects and Unix systems.
 */
const FIRST_COMPONENTS: ReadonlySet<string> = new Set(
  (
    "feature feat fix bugfix hotfix release chore refactor origin upstream refs heads users src lib libs app apps bin " +
    "dist build docs doc public assets static packages scripts config configs components pages test tests node_modules " +
    "usr etc var home tmp opt Users data vendor internal cmd pkg"
  ).split(" "),
);

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** The offset after a known extension (`.md`) that ends a name in `[start, end)`, searched from the right; -1 if none. */
function extensionEnd(line: string, start: number, end: number): number {
  for (let dot = end - 1, tries = 0; dot > start && tries < 4; dot--) {
    if (line.charCodeAt(dot) !== 0x2e) continue;
    tries++;
    let stop = dot + 1;
    while (stop < end && stop - dot <= 10 && isAsciiWord(line.charCodeAt(stop))) stop++;
    const known = stop > dot + 1 && EXTENSIONS.has(line.slice(dot + 1, stop).toLowerCase());
    if (known && isWord(line.charCodeAt(dot - 1))) return stop;
  }
  return -1;
}

/** True for `/x`, `~/x`, `./x`, `../x`, `C:\x`, `C:/x` and `\\host`. */
function isAnchored(line: string, start: number, end: number): boolean {
  let i = start;
  if (line.charCodeAt(i) === 0x7e) i++;
  else while (i < start + 2 && line.charCodeAt(i) === 0x2e) i++;
  if (i === start && isAsciiLetter(line.charCodeAt(i)) && line.charCodeAt(i + 1) === 0x3a) i += 2;
  const unit = line.charCodeAt(i);
  if (unit === BACKSLASH) return i + 1 < end && (i > start || line.charCodeAt(i + 1) === BACKSLASH);
  return (
    unit === SLASH && i + 1 < end && line.charCodeAt(i + 1) !== SLASH && !isSpace(line.charCodeAt(i + 1))
  );
}

interface Shape {
  readonly separators: number;
  readonly first: number;
  readonly last: number;
  /** `_`, `-`, `.` or `@` between word characters: the marks of file names rather than of prose. */
  readonly nameMarks: boolean;
  readonly ascii: boolean;
}

function shapeOf(line: string, start: number, end: number): Shape {
  let separators = 0;
  let first = -1;
  let last = -1;
  let nameMarks = false;
  let ascii = false;
  for (let i = start; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (unit === SLASH || unit === BACKSLASH) {
      separators++;
      if (first === -1) first = i;
      last = i;
    } else if (isAsciiLetter(unit)) ascii = true;
    else if (unit === 0x5f || unit === 0x2d || unit === 0x2e || unit === 0x40) {
      nameMarks ||= isWord(line.charCodeAt(i - 1)) && isWord(line.charCodeAt(i + 1));
    }
  }
  return { separators, first, last, nameMarks, ascii };
}

/**
 * The part of the token `[start, end)` (no white space, no brackets) that is a file path or file name, or null.
 * One slash between two words is no path: a known extension, an anchored start, a usual first folder, or two
 * separators together with the marks of file names are asked for.
 */
export function pathIn(line: string, start: number, end: number): { start: number; end: number } | null {
  const shape = shapeOf(line, start, end);
  const extension = extensionEnd(line, start, end);
  if (shape.separators === 0) {
    return extension === -1 ? null : { start: nameStart(line, start, extension), end: extension };
  }
  if (isAnchored(line, start, end)) {
    if (!shape.ascii && shape.separators < 2) return null;
  } else if (extension <= shape.last) {
    const first = line.slice(start, shape.first);
    const usual = FIRST_COMPONENTS.has(first);
    if (!usual && !(shape.separators >= 2 && shape.nameMarks && isAsciiWord(line.charCodeAt(start))))
      return null;
  }
  if (extension > shape.last) return { start, end: extension };
  return { start, end: gluedWord(line, shape.last + 1, end) };
}

/** Cuts a word of another script that is glued to a last component with Latin letters (`/etc/hosts文件`, not `3月`). */
function gluedWord(line: string, from: number, end: number): number {
  let latin = false;
  for (let i = from; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (unit >= 0x80 && latin && isAsciiWord(line.charCodeAt(i - 1))) return i;
    latin ||= isAsciiLetter(unit);
  }
  return end;
}

/** Where a bare file name starts when words of another script are glued before it (`看config.json`). */
function nameStart(line: string, start: number, end: number): number {
  let dot = end - 1;
  while (dot > start && line.charCodeAt(dot) !== 0x2e) dot--;
  if (line.charCodeAt(dot - 1) >= 0x80) return start;
  let i = dot;
  while (i > start && line.charCodeAt(i - 1) < 0x80) i--;
  return i;
}

/** True when all of `[start, end)`, the content of a string or a code span, is one URL, path, branch or file name. */
export function isWholeLink(line: string, start: number, end: number): boolean {
  if (end - start < 3 || end - start > 1024) return false;
  let spaces = 0;
  let scheme = false;
  for (let i = start; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (isSpace(unit)) spaces++;
    else if (unit === 0x3a && line.charCodeAt(i + 1) === SLASH && line.charCodeAt(i + 2) === SLASH)
      scheme = true;
    else if (!scheme && isNoPathUnit(unit)) return false;
  }
  if (scheme) return spaces === 0 && isAsciiLetter(line.charCodeAt(start));
  const shape = shapeOf(line, start, end);
  const anchored = isAnchored(line, start, end);
  if (spaces > 0) return anchored && shape.separators >= 2 && !isSpace(line.charCodeAt(end - 1));
  if (anchored) return shape.ascii || shape.separators >= 2;
  const extension = extensionEnd(line, start, end);
  if (shape.separators === 0) return extension === end;
  return extension === end || plainFirst(line, start, shape.first);
}

/** Marks of sentences, patterns and markup, which a path in a string does not hold. */
function isNoPathUnit(unit: number): boolean {
  if (unit < 0x80) return '<>"|*?[]^{};,!`'.includes(String.fromCharCode(unit));
  return unit >= 0x3001 && unit <= 0x3003 ? true : unit === 0xff0c || unit === 0xff01 || unit === 0xff1f;
}

/** Inside delimiters a lower-case ASCII word before the slash is enough (`feature/…`). */
function plainFirst(line: string, start: number, end: number): boolean {
  if (end <= start) return false;
  for (let i = start; i < end; i++) {
    const unit = line.charCodeAt(i);
    if (
      !((unit >= 0x61 && unit <= 0x7a) || isDigit(unit) || unit === 0x2d || unit === 0x5f || unit === 0x2e)
    ) {
      return false;
    }
  }
  return true;
}
