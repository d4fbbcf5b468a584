import type { DatabaseShape, Framing, Head, Reader } from "./model/reader.js";
import { plainReader } from "./reader/plain/reader.js";
import { isProse } from "./reader/prose.js";

/**
 * The reader for a source: the one insisted on, or the first that knows its head. The other readers are loaded when a
 * head may be of theirs: that takes a quarter of a short scan.
 *
 * @param forced name of a format, or null
 */
export async function recogniseSource(
  head: Head,
  forced: string | null,
): Promise<{ readonly reader: Reader; readonly framing: Framing }> {
  if (forced === null && isProse(head.text)) return { reader: plainReader, framing: "lines" };
  return (await import("./formats.js")).recogniseReader(head, forced);
}

/** How the readers keep their records in databases. */
export async function databaseShapes(): Promise<readonly DatabaseShape[]> {
  return (await import("./formats.js")).DATABASES;
}
