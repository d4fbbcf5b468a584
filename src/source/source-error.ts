import { LangdriftError } from "../errors.js";
import type { Diagnostic, DiagnosticCode } from "../model/diagnostic.js";

/**
 * A source that cannot be read, or cannot be read to its end: `not-found`, `unreadable` or `corrupt-compression`.
 * Thrown by the iteration of {@link Source.open}, after everything that could be read has been yielded.
 */
export class SourceError extends LangdriftError {
  override readonly name = "SourceError";
  declare readonly code: DiagnosticCode;
  readonly uri: string;

  constructor(code: DiagnosticCode, uri: string, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.uri = uri;
  }
}

/** The diagnostic that says of a source what the error says: it was not examined (to its end). */
export function sourceDiagnostic(code: DiagnosticCode, uri: string, message: string): Diagnostic {
  return { code, severity: "error", message, partial: true, location: { uri } };
}

/** Codes of the operating system that mean that nothing stands under the name. */
const MISSING: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"]);

/** Words for the codes a user meets most; others are named by their code alone. */
const CAUSES: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead in a circle",
  EMFILE: "too many open files",
  EIO: "input/output error",
  ENXIO: "it is a socket or a device that is not there",
};

/** The code of an error of the operating system (`ENOENT` …), or `unknown`. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
}

/** True when the error says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return MISSING.has(systemCode(error));
}

/** One sentence that names the path as the user knows it and says why it could not be read. */
export function unreadableMessage(uri: string, error: unknown): string {
  const code = systemCode(error);
  const cause = CAUSES[code];
  return `Cannot read "${uri}": ${cause === undefined ? code : `${cause} (${code})`}.`;
}

/** Turns what the operating system threw while a source was read into a {@link SourceError}. */
export function toSourceError(error: unknown, uri: string): SourceError {
  if (error instanceof SourceError) return error;
  if (isMissing(error))
    return new SourceError("not-found", uri, `"${uri}" does not exist.`, { cause: error });
  return new SourceError("unreadable", uri, unreadableMessage(uri, error), { cause: error });
}
