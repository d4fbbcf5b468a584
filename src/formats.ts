import type { DatabaseShape, Framing, Head, Reader } from "./model/reader.js";
import { framingFor, READERS, readerByName, recogniseReader as recognise } from "./reader/registry.js";

/** A log format that langdrift reads. */
export interface Format {
  /** For `--as`. */
  readonly name: string;
  readonly title: string;
  readonly recognisedBy: string;
  readonly livesIn: string;
}

/** The log formats, in the order in which they are tried. */
export function listFormats(): readonly Format[] {
  return READERS.map(({ format, title, recognisedBy, livesIn }) => ({
    name: format,
    title,
    recognisedBy,
    livesIn,
  }));
}

/** The reader for a source: the one insisted on, or the first that knows its head. */
export function recogniseReader(head: Head, forced: string | null): { reader: Reader; framing: Framing } {
  if (forced === null) return recognise(head);
  const reader = readerByName(forced);
  return { reader, framing: framingFor(reader, head) };
}

/** How the readers keep their records in databases. */
export const DATABASES: readonly DatabaseShape[] = READERS.flatMap(({ database }) => database ?? []);
