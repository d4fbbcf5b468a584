import type { RawRecord } from "../../model/location.js";
import type { ReaderSession } from "../../model/reader.js";
import type { ReaderEvent } from "../../model/reader-event.js";
import type { Recall } from "../../model/recall.js";
import type { JsonRecord } from "./json-record.js";
import { oddShape } from "./odd-shape.js";
import { RecordReader } from "./read-record.js";

/** What a reader is given for its whole source. */
export interface RecordTools {
  readonly uri: string;
  /** A key for the next utterance, unique within the source. */
  key(): string;
  /** Notes that a known type came in a shape that could not be read; told once a source. */
  oddShape(): void;
}

/** What a reader of JSON records does with each; a source with the framing `document` is one record. */
export interface RecordHandler {
  record(json: JsonRecord, raw: RawRecord): Iterable<ReaderEvent>;
  /**
   * Whether a record must come with its long strings whole, because what it says is told later or compared. Asked only of
   * readers that skim. Default: no.
   */
  needsWhole?(value: unknown): boolean;
  /** How records of shapes that are known are taken; see {@link Recall}. Default: every record is read. */
  readonly recall?: Recall;
  /** Tells what was held back. Default: nothing. */
  end?(): Iterable<ReaderEvent>;
}

/** A session that reads each record as JSON (see `RecordReader`) and hands it on. */
export function createRecordSession(
  uri: string,
  create: (tools: RecordTools) => RecordHandler,
): ReaderSession {
  let keys = 0;
  let odd = false;
  let told = false;
  const reader = new RecordReader(uri);
  const handler = create({
    uri,
    key: () => `r${++keys}`,
    oddShape: () => {
      odd = true;
    },
  });
  const handle = function* (json: JsonRecord, raw: RawRecord): Generator<ReaderEvent> {
    if (raw.whole !== undefined && handler.needsWhole?.(json.value) === true) {
      yield* reader.read(raw.whole(), handle);
      return;
    }
    yield* handler.record(json, raw);
    if (!odd || told) return;
    told = true;
    yield { type: "diagnostic", diagnostic: oddShape(raw, uri) };
  };
  return {
    ...(handler.recall !== undefined && { recall: handler.recall }),
    record: (raw) => reader.read(raw, handle),
    *end() {
      if (handler.end !== undefined) yield* handler.end();
    },
  };
}
