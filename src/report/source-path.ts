import { posix } from "node:path";

/** How a source is named to a program that wants a file. */
export interface SourcePath {
  /** `inside` the folder the scan ran in, `outside` of it, or no file at all. */
  readonly kind: "inside" | "outside" | "stream";
  /** Relative without `./` when inside, absolute when outside; with `/` between its parts. */
  readonly path: string;
}

const ABSOLUTE = /^(?:\/|[A-Za-z]:\/)/;

/**
 * The path of a source's name.
 * @param uri as a finding names it: as typed, or `-` for standard input
 * @param cwd absolute
 */
export function sourcePath(uri: string, cwd: string): SourcePath {
  if (uri === "-") return { kind: "stream", path: "stdin" };
  const base = cwd.startsWith("/") ? cwd : cwd.replaceAll("\\", "/");
  const absolute = posix.normalize(ABSOLUTE.test(uri) ? uri : `${base}/${uri}`);
  const folder = base.endsWith("/") ? base : `${base}/`;
  return absolute.startsWith(folder) && absolute !== folder
    ? { kind: "inside", path: absolute.slice(folder.length) }
    : { kind: "outside", path: absolute };
}

function encoded(path: string): string {
  return path
    .split("/")
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\ufffd")))
    .join("/");
}

/** The URI reference (RFC 3986) of a path: relative when inside, else `file:///…`. */
export function uriReference({ kind, path }: SourcePath): string {
  if (kind !== "outside") return encoded(path);
  const [drive = ""] = /^[A-Za-z]:/.exec(path) ?? [];
  return drive === "" ? `file://${encoded(path)}` : `file:///${drive}${encoded(path.slice(drive.length))}`;
}
