import { posix } from "node:path";
import { type Source, SourceError } from "../source/index.js";
import { GitFailure, type GitPlace, gitBytes } from "./run-git.js";

/** A file as it stands in a commit. Its bytes are those that the repository holds: no filter or conversion is run. */
export function blobSource(uri: string, commit: string, path: string, place: GitPlace): Source {
  return {
    uri,
    name: posix.basename(uri),
    size: null,
    path: null,
    live: false,
    open: () => bytes(uri, `${commit}:${path}`, place),
  };
}

async function* bytes(uri: string, object: string, place: GitPlace): AsyncGenerator<Uint8Array> {
  try {
    yield* gitBytes(["cat-file", "blob", object], place);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    throw new SourceError("unreadable", uri, `Cannot read "${uri}": ${error.message}.`, { cause: error });
  }
}
