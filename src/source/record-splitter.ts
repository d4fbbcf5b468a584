import { constants } from "node:buffer";
import type { Framing } from "../model/reader.js";
import type { RecordGate } from "../model/recall.js";
import { byteOrderMark, type Encoding, mayBecomeByteOrderMark } from "./encoding.js";
import { Framer } from "./framer.js";
import type { LargeRecords } from "./large/large-skim.js";
import type { ReadAgain } from "./large/stretch-table.js";
import type { Skimmer } from "./skim/skimmer.js";
import type { SplitterEvent } from "./splitter-event.js";

export interface RecordSplitterOptions {
  /** Names the source in diagnostics. */
  readonly uri: string;
  /**
   * Bytes of a record, its line end not counted (of a CRLF, the CR is), and what is left out of it neither. What is
   * beyond is skipped with a `record-too-large` diagnostic. Default 64 MiB; at most what a string can hold.
   */
  readonly maxRecordBytes?: number;
  /** Encoding of a source without a byte-order mark. Default UTF-8. */
  readonly encoding?: Encoding;
  /** For JSON whose reader can do with less: long strings are measured, not decoded. Default none. */
  readonly skimmer?: Skimmer | null;
  /** Whether lines in which nothing can be a run may come together, as `lines`. Default false. */
  readonly together?: boolean;
  /** Takes lines that need not become records; asked only where there is a skimmer. Default none. */
  readonly gate?: RecordGate | null;
  /** How records are walked that are too long for memory. */
  readonly large?: LargeRecords | undefined;
  /** Reads bytes of the source again, as far as they have come. Default: what is left out of such a record is kept. */
  readonly readAgain?: ReadAgain | undefined;
}

/** A synchronous push machine from bytes to records. How the bytes are cut into chunks makes no difference. */
export interface RecordSplitter {
  /**
   * Lazy: to be iterated to its end before the next call.
   *
   * @param chunk may be reused by the caller after that
   */
  push(chunk: Uint8Array): Iterable<SplitterEvent>;
  /** The last record, if it had no line end, and what there is to say of the whole source. Called once. */
  end(): Iterable<SplitterEvent>;
}

const DEFAULT_MAX_RECORD_BYTES = 64 * 1024 * 1024;

/**
 * Splits a source into records: its lines (ended by LF or CRLF; a lone CR is text), the JSON objects in it, or the
 * whole of it as one. Empty lines are records; an empty source has none.
 *
 * What is not valid in the encoding becomes U+FFFD and is reported once, at the end, as `invalid-encoding` (partial if
 * it is more than 1 % of the bytes, or most of what is not ASCII in the records concerned). A record beyond the limit is
 * cut at a character, `terminated` is false, and the rest is dropped without being buffered, so that memory stays
 * within a few times the limit.
 */
export function createRecordSplitter(framing: Framing, options: RecordSplitterOptions): RecordSplitter {
  const wanted = options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES;
  const limit = Math.max(1, Math.min(Math.floor(wanted), constants.MAX_STRING_LENGTH));
  let head: Uint8Array = new Uint8Array(0);
  let framer: Framer | null = null;

  /** Until three bytes at most have shown the encoding. */
  function start(chunk: Uint8Array, ended: boolean): Iterable<SplitterEvent> {
    const bytes = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (!ended && mayBecomeByteOrderMark(bytes)) {
      head = Buffer.from(bytes);
      return [];
    }
    const found = byteOrderMark(bytes);
    const mark = found.length > 0 ? found : { ...found, encoding: options.encoding ?? found.encoding };
    const skimming = { ...options, skimmer: options.skimmer ?? null };
    const { gate = null, together = false } = options;
    framer = new Framer(framing, mark, limit, options.uri, skimming, gate, together);
    return framer.push(bytes.subarray(mark.length));
  }

  return {
    push(chunk) {
      if (chunk.length === 0) return [];
      return framer === null ? start(chunk, false) : framer.push(chunk);
    },
    end() {
      const events = framer === null ? start(new Uint8Array(0), true) : [];
      return [...events, ...(framer?.end() ?? [])];
    },
  };
}
