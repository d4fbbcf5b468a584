/** What output is written to: a process's stream, or any Node writable. */
export type OutputStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Line width of a destination that is no terminal, or a terminal that does not know its own. */
export const PLAIN_WIDTH = 100;

/** Terminal cells in a line. Some pseudo-terminals say 0, which means unknown. */
export function lineWidth(stream: OutputStream): number {
  return stream.columns === undefined || stream.columns <= 0 ? PLAIN_WIDTH : stream.columns;
}

/** What input is read from when a path is `-`. Looked at only then. */
export type InputStream = AsyncIterable<Uint8Array> & {
  readonly isTTY?: boolean;
  destroy?(): unknown;
};

/** Everything of a process that the command line touches, so that tests can stand in for it. */
export interface Io {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted when the user interrupts (Ctrl-C): the scan stops, the summary is printed, the exit code is 130. */
  readonly signal?: AbortSignal;
}
