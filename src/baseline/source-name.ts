import { isAbsolute, relative, resolve, sep } from "node:path";

/** Where a baseline is and where scans that it serves run. Absolute paths. */
export interface BaselinePlace {
  /** The folder of the baseline: sources are named from there. */
  readonly folder: string;
  /** What relative names of sources are relative to. */
  readonly cwd: string;
}

/** Sources that are no files keep their names. */
const isNoFile = (uri: string): boolean => uri === "-" || uri.startsWith("commit ");

/** The name of a source in a baseline: the same however the source was named on the command line. */
export function sourceName(uri: string, { folder, cwd }: BaselinePlace): string {
  if (isNoFile(uri)) return uri;
  const name = relative(folder, resolve(cwd, uri)).split(sep).join("/");
  return isNoFile(name) ? `./${name}` : name;
}

/** The file that such a name stands for; null when it is none. */
export function sourcePath(name: string, { folder }: BaselinePlace): string | null {
  if (isNoFile(name)) return null;
  return isAbsolute(name) ? name : resolve(folder, name);
}
