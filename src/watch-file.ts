import { recogniseReader } from "./formats.js";
import { KnownRecords, type SourceRecords } from "./known-records.js";
import type { Exposure } from "./model/exposure.js";
import type { SourceObserver } from "./model/observer.js";
import type { ScanEvent } from "./model/scan-event.js";
import { mergeExposure, NO_EXPOSURE } from "./provenance/exposure.js";
import { ReadingNames } from "./reading-names.js";
import { type SourceScan, scanSource } from "./scan-source.js";
import { describeHead, FollowedFile, type Source, SourceError, sourceDiagnostic } from "./source/index.js";
import { diagnosticEvent, SourceMachine } from "./source-machine.js";

/** Bytes after which a first line that has not ended is not waited for. */
const PATIENCE_BYTES = 4 * 1024 * 1024;
/** Findings remembered, so that what is written anew is not told anew. */
const MAX_TOLD = 100_000;
/** A file that is read again at every change rests this many times as long as that took. */
const REST_FACTOR = 3;
/** Formats that take what no other knows, and the bytes after which that is settled. */
const GENERAL: ReadonlySet<string> = new Set(["json", "plain"]);
const UNSURE_BYTES = 64 * 1024;
/** Of a document that is being written, only its end is missing: the next look may find it. */
const UNFINISHED: ReadonlySet<string> = new Set(["truncated-record", "invalid-json"]);

/**
 * One file that is followed. Lines are read as they are added, and the last one waits for its end; what is one
 * document, a database or compressed is read again as a whole when it changes, and only what is new in it is told.
 */
export class WatchedFile {
  readonly #source: Source;
  readonly #options: SourceScan;
  readonly #file: FollowedFile;
  readonly #told = new Set<string>();
  #names = new ReadingNames();
  readonly #records: SourceRecords;
  /** When something last happened to it, by the clock that `look` is given. */
  changed = Number.NEGATIVE_INFINITY;
  #machine: SourceMachine | null = null;
  #observer: SourceObserver | null = null;
  /** The start of a file that only the most general readers know so far: more of it may tell. */
  #unsure: Buffer | null = null;
  #waiting: Buffer = Buffer.alloc(0);
  #again = false;
  /** Whether it was read as a whole last. */
  #isDocument = false;
  #restUntil = 0;
  #stale = false;
  #format: string | null = null;
  #bytes = 0;
  #past: Exposure = NO_EXPOSURE;
  #present: Exposure = NO_EXPOSURE;

  constructor(source: Source, path: string, options: SourceScan) {
    this.#source = source;
    this.#options = options;
    this.#records = options.records.source(path);
    this.#file = new FollowedFile(path, source.uri);
  }

  /** What is new since the last call. @param now milliseconds of any clock that goes forward */
  async *look(now: number): AsyncGenerator<ScanEvent> {
    try {
      for await (const change of this.#file.changes()) {
        this.changed = now;
        if (change.type === "bytes") yield* this.#take(change.bytes);
        else if (change.type === "gone") yield* this.#closeMachine();
        else yield* this.#restart(change.same);
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      yield diagnosticEvent(sourceDiagnostic(error.code, this.#source.uri, error.message));
    }
    if (this.#again && this.#stale && now >= this.#restUntil) yield* this.#readAgain(now);
  }

  /** Ends it: what a last line without its end held is told only of plain text, where a line is no record. */
  async *end(): AsyncGenerator<ScanEvent> {
    await this.#file.close();
    if (this.#machine === null && !this.#again && this.#waiting.length > 0) yield* this.#start(this.#waiting);
    if (this.#again && this.#stale) yield* this.#readAgain(Number.POSITIVE_INFINITY);
    yield* this.#closeMachine();
    const exposure = mergeExposure(this.#past, this.#present);
    yield { type: "end", uri: this.#source.uri, format: this.#format, bytes: this.#bytes, exposure };
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  *#take(bytes: Uint8Array): Generator<ScanEvent> {
    this.#bytes += bytes.length;
    if (this.#again) this.#stale = true;
    else if (this.#machine !== null) {
      const known = this.#reconsidered(bytes);
      yield* known === null ? this.#new(this.#machine.push(bytes)) : this.#start(known);
    } else {
      this.#waiting = Buffer.concat([this.#waiting, bytes]);
      const ended = this.#waiting.includes(0x0a) || this.#waiting.length > PATIENCE_BYTES;
      if (ended || isDocument(this.#waiting, this.#source.name)) yield* this.#start(this.#waiting);
    }
  }

  /** Finds out what the file is and begins to read it. */
  *#start(bytes: Buffer): Generator<ScanEvent> {
    this.#waiting = Buffer.alloc(0);
    const whole = !bytes.includes(0x0a);
    const head = describeHead(bytes, whole, this.#source.name);
    const { reader, framing } = recogniseReader(head, this.#options.forced);
    if (framing === "document" || bytes.includes(0) || isPacked(bytes)) {
      this.#again = true;
      this.#stale = true;
      return;
    }
    this.#format = reader.format;
    this.#observer?.end?.();
    const { observe, settings } = this.#options;
    this.#observer =
      observe?.({ uri: this.#source.uri, path: this.#source.path, format: reader.format }) ?? null;
    this.#unsure = GENERAL.has(reader.format) ? bytes : null;
    this.#names = new ReadingNames();
    this.#machine = new SourceMachine(
      this.#source.uri,
      reader,
      framing,
      this.#observer === null ? settings : { ...settings, observer: this.#observer },
      { records: this.#records, skimmer: this.#options.skimmer },
    );
    yield* this.#new(this.#machine.push(bytes));
  }

  /**
   * A first record alone may be of any format. When the next ones say which, all bytes so far, which its reader then
   * reads; else null.
   */
  #reconsidered(bytes: Uint8Array): Buffer | null {
    if (this.#unsure === null) return null;
    const head = Buffer.concat([this.#unsure, bytes]);
    this.#unsure = head.length <= UNSURE_BYTES ? head : null;
    const { reader } = recogniseReader(describeHead(head, false, this.#source.name), this.#options.forced);
    return reader.format === this.#format ? null : head;
  }

  *#restart(same: boolean): Generator<ScanEvent> {
    yield* this.#closeMachine();
    // What is written anew counts once; what has been rotated away counts beside what came after it. Documents are
    // always written anew: nobody rotates them.
    if (!this.#isDocument) {
      if (!same) {
        this.#past = mergeExposure(this.#past, this.#present);
        this.#told.clear();
      }
      this.#present = NO_EXPOSURE;
    }
    this.#waiting = Buffer.alloc(0);
    this.#again = false;
    this.#bytes = 0;
  }

  *#closeMachine(): Generator<ScanEvent> {
    const machine = this.#machine;
    if (machine === null) return;
    this.#machine = null;
    yield* this.#new(machine.end({ halfRecord: this.#format === "plain" }));
    this.#observer?.end?.();
    this.#observer = null;
    this.#present = machine.pipeline.exposure();
    this.#isDocument = false;
  }

  async *#readAgain(now: number): AsyncGenerator<ScanEvent> {
    const started = performance.now();
    this.#stale = false;
    this.#names = new ReadingNames();
    const events: ScanEvent[] = [];
    // To be read again is not to be a copy of itself; the last reading comes after the signal that ends it all.
    const options = { ...this.#options, signal: undefined, records: new KnownRecords() };
    for await (const event of scanSource(this.#source, options)) events.push(event);
    this.#restUntil = now + REST_FACTOR * (performance.now() - started);
    if (events.some((event) => event.type === "diagnostic" && UNFINISHED.has(event.code))) {
      // What was read of it before still stands; that its end is missing matters only when nobody will look again.
      if (now === Number.POSITIVE_INFINITY)
        yield* this.#new(events.filter((event) => event.type === "diagnostic"));
      return;
    }
    for (const event of events) {
      if (event.type !== "end") continue;
      this.#format = event.format;
      this.#present = event.exposure;
      this.#isDocument = true;
      this.#bytes = event.bytes;
    }
    yield* this.#new(events.filter((event) => event.type !== "end" && event.type !== "progress"));
  }

  /** Leaves out findings that were told before the file was written anew. */
  *#new(events: Iterable<ScanEvent>): Generator<ScanEvent> {
    for (const event of events) {
      const name =
        event.type === "finding"
          ? this.#names.nameOf(event)
          : event.type === "diagnostic"
            ? told(event)
            : null;
      if (name !== null && this.#told.has(name)) continue;
      if (name !== null && this.#told.size < MAX_TOLD) this.#told.add(name);
      yield event;
    }
  }
}

function told({ code, message }: { readonly code: string; readonly message: string }): string {
  return `${code} ${message}`;
}

/** A JSON document that is complete, although no line of it has ended. */
function isDocument(bytes: Buffer, name: string): boolean {
  return describeHead(bytes, true, name).document !== undefined || isPacked(bytes);
}

/** gzip, zstd and ZIP: their bytes are not lines. */
function isPacked(bytes: Buffer): boolean {
  return [
    [0x1f, 0x8b],
    [0x28, 0xb5, 0x2f, 0xfd],
    [0x50, 0x4b, 0x03, 0x04],
  ].some((magic) => magic.every((byte, at) => bytes[at] === byte));
}
