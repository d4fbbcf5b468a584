import type { OutputStream } from "./io.js";

/** A destination that takes text at once and says when it can take more. Never throws; a failure is kept. */
export interface Sink {
  write(text: string): void;
  /** Resolves when the destination has room again (or has failed). */
  ready(): Promise<void>;
  /** Resolves when all that was written has been handed over (or the destination has failed). */
  flush(): Promise<void>;
  readonly failure: Error | undefined;
  /** Called once, when the destination fails; at once if it has. */
  onFailure(listener: () => void): void;
}

/** Errors that say no more than that the reader has gone (`| head`). */
const CLOSED = new Set([
  "EPIPE",
  "ERR_STREAM_DESTROYED",
  "ERR_STREAM_PREMATURE_CLOSE",
  "ERR_STREAM_WRITE_AFTER_END",
]);

/** True when a failure means that nobody reads any more, rather than that something went wrong. */
export function isClosedPipe(error: Error | undefined): boolean {
  return error !== undefined && CLOSED.has((error as NodeJS.ErrnoException).code ?? "");
}

/** @param beforeWrite runs before every write, to clear a progress line that stands on the same terminal. */
export function createSink(stream: OutputStream, beforeWrite?: () => void): Sink {
  let failure: Error | undefined;
  let full = false;
  const listeners: (() => void)[] = [];
  const waiting = new Set<() => void>();

  function release(): void {
    full = false;
    for (const resolve of waiting) resolve();
    waiting.clear();
  }
  function fail(error: Error): void {
    if (failure !== undefined) return;
    failure = error;
    for (const listener of listeners.splice(0)) listener();
    release();
  }
  stream.on("drain", release);
  stream.on("error", fail);
  stream.on("close", () => fail(Object.assign(new Error("closed"), { code: "ERR_STREAM_PREMATURE_CLOSE" })));

  return {
    get failure() {
      return failure;
    },
    write(text) {
      if (failure !== undefined || text === "") return;
      beforeWrite?.();
      if (!stream.write(text)) full = true;
    },
    async ready() {
      if (full && failure === undefined) await new Promise<void>((resolve) => waiting.add(resolve));
    },
    async flush() {
      if (failure !== undefined) return;
      await new Promise<void>((resolve) => {
        listeners.push(resolve);
        stream.write("", () => resolve());
      });
    },
    onFailure(listener) {
      if (failure === undefined) listeners.push(listener);
      else listener();
    },
  };
}
