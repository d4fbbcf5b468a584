import type { RawLines } from "./lines.js";
import type { RawRecord } from "./location.js";
import type { ReaderEvent } from "./reader-event.js";
import type { Recall } from "./recall.js";

/**
 * `lines`: one record a line; `document`: the whole source is one record; `objects`: each JSON object is a record,
 * however it is laid out. A reader need not care about the last: it is chosen where that makes a source like one of
 * lines, and `lines` is what its session is told.
 */
export type Framing = "lines" | "document" | "objects";

/** What a recogniser may look at. */
export interface Head {
  /** At most 64 KiB of decoded text from the start, byte-order mark removed. */
  readonly text: string;
  /** True when `text` is the whole source. */
  readonly whole: boolean;
  /** File name without folders; empty for standard input. */
  readonly name: string;
  /** The JSON values of up to 20 complete lines of `text` that parse; empty when none does. */
  readonly lines: readonly unknown[];
  /** The whole text as one JSON value, if `whole` and it parses; otherwise undefined. */
  readonly document: unknown;
  /**
   * Up to 20 JSON objects that stand alone or in one array, when most of the text is such objects and they are not
   * laid out one a line. Default: none.
   */
  readonly objects?: readonly unknown[];
}

/** A synchronous push machine for one source. */
export interface ReaderSession {
  record(record: RawRecord): Iterable<ReaderEvent>;
  /** The same for many lines at once, where that is worth while. Default: each line is a record. */
  lines?(lines: RawLines): Iterable<ReaderEvent>;
  /** Closes what is open and reports what is missing. Called once. */
  end(): Iterable<ReaderEvent>;
  /** How it takes records of shapes that it knows. Default: it reads every record. */
  readonly recall?: Recall;
}

/** How an agent keeps the records of a format in an SQLite database. */
export interface DatabaseShape {
  /** The database is one of these when it has all of these tables. */
  readonly tables: readonly string[];
  /** Queries that run in order, each with a column `record`: JSON on one line, as the format's reader takes it. */
  readonly queries: readonly string[];
}

/** One log format. */
export interface Reader {
  readonly format: string;
  /** One line for `langdrift formats`. */
  readonly title: string;
  /** How it is recognised, and where such files live; for `langdrift formats`. */
  readonly recognisedBy: string;
  readonly livesIn: string;
  /** Where its records stand in a database, if an agent keeps them in one. */
  readonly database?: DatabaseShape;
  /**
   * Whether its session can do with strings that lack their middles (see `Elided`): it looks inside texts for nothing but
   * the marks of `SKIM_MARKS`, and tells them before their record is done. `document`: of sources that are one record.
   * Default: it needs every string whole.
   */
  readonly skims?: boolean | "document";
  /** The framing when the head is of this format, else null. */
  recognise(head: Head): Framing | null;
  /** `uri` names the source in diagnostics and default session identities. */
  create(uri: string, framing: Framing): ReaderSession;
}
