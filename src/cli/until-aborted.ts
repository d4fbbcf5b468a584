/**
 * Passes events on until the stream ends, or until `graceMs` after an abort: a source that waits for input it never
 * gets (an open pipe) must not hold back the summary. The stream is told to stop but not waited for.
 * @param start called at the first request, so that what it throws is met where events are
 */
export async function* untilAborted<T>(
  start: () => AsyncIterable<T>,
  signal: AbortSignal,
  graceMs: number,
): AsyncGenerator<T, void, undefined> {
  const iterator = start()[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  let stop: () => void = () => undefined;
  const stopped = new Promise<"stopped">((resolve) => {
    stop = () => {
      timer ??= setTimeout(() => resolve("stopped"), graceMs);
    };
  });
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  let ended = false;
  try {
    while (true) {
      const next = iterator.next();
      // The loser of the race may reject later, when nobody listens any more.
      next.catch(() => undefined);
      const result = await Promise.race([next, stopped]);
      if (result === "stopped") return;
      if (result.done === true) {
        ended = true;
        return;
      }
      yield result.value;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
    if (!ended) iterator.return?.().catch(() => undefined);
  }
}
