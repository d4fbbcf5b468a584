import type { ScanEvent } from "../../src/model/scan-event.js";
import { scan } from "../../src/scan.js";
import type { ScanOptions } from "../../src/scan-options.js";

/** Bytes as a stream that is cut at the given places. */
export async function* cutAt(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [...new Set(cuts.map((c) => c % (bytes.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const place of [...places, bytes.length]) {
    if (place > from) yield bytes.subarray(from, place);
    from = place;
  }
}

export async function collect(events: AsyncIterable<ScanEvent>): Promise<ScanEvent[]> {
  const all: ScanEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** All that a scan of these bytes tells, but for the time it took. */
export async function scanBytes(
  bytes: Uint8Array,
  cuts: readonly number[],
  options: ScanOptions = {},
): Promise<ScanEvent[]> {
  const events = await collect(scan(["-"], { explain: true, ...options, stdin: cutAt(bytes, cuts) }));
  return events.map((e) => (e.type === "summary" ? { ...e, elapsedMs: 0 } : e));
}
