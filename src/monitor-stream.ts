import { createMonitor, type Monitor, type MonitorOptions, type OutputChannel } from "./monitor.js";

/** A transform that lets text through unchanged, with the monitor that watches it. */
export interface MonitorStream extends TransformStream<string, string> {
  /** For what the model has read, and for the summary after the stream has ended. */
  readonly monitor: Monitor;
}

/**
 * A web `TransformStream` of text that watches what passes through it. Drifts are given to `onDrift` before the chunk
 * that completes them goes on. The text is never changed.
 * @example
 * const watched = textStream.pipeThrough(createMonitorStream({ onDrift: (d) => console.warn(d.run.text) }));
 */
export function createMonitorStream(
  options: MonitorOptions & { readonly channel?: OutputChannel } = {},
): MonitorStream {
  const monitor = createMonitor(options);
  const channel = options.channel ?? "answer";
  const stream = new TransformStream<string, string>({
    transform(chunk, controller) {
      monitor.feed(chunk, { channel });
      controller.enqueue(chunk);
    },
    flush() {
      monitor.endMessage();
    },
  });
  return Object.assign(stream, { monitor });
}
