import { createDecoder, type Decoder, type DisguiseName } from "./decode/index.js";
import type { IgnoreLines, InlineIgnores } from "./inline-ignores.js";
import type { SourceRecords } from "./known-records.js";
import type { Diagnostic } from "./model/diagnostic.js";
import type { Finding } from "./model/finding.js";
import type { RawLines } from "./model/lines.js";
import type { Position, RawRecord } from "./model/location.js";
import type { Framing, Reader, ReaderSession } from "./model/reader.js";
import type { ReaderEvent } from "./model/reader-event.js";
import type { ScanEvent } from "./model/scan-event.js";
import type { Elided, ElidedParts } from "./model/skim.js";
import { Pipeline, type PipelineSettings } from "./pipeline/pipeline.js";
import { RecalledRecords, type ShapeMemory } from "./recalled-records.js";
import type { ScanMeter } from "./scan-meter.js";
import {
  createRecordSplitter,
  type Encoding,
  type LargeRecords,
  type ReadAgain,
  type Skimmer,
  type SplitterEvent,
} from "./source/index.js";

/** What is examined, and how a source is read for it. */
export interface MachineSettings extends PipelineSettings {
  /** Disguises that text is decoded from before it is judged. @defaultValue none */
  readonly decode?: readonly DisguiseName[];
  /** Takes the comments that hold findings back. @defaultValue none */
  readonly ignores?: InlineIgnores;
}

/** What a source shares with the others of its scan. */
export interface SharedByScan {
  readonly records: SourceRecords;
  /** Null where nothing can be skimmed. */
  skimmer(): Skimmer | null;
  /** What was learned of the records of a format. @defaultValue nothing is learned, every record is read */
  shapes?(format: string): ShapeMemory;
  /** How records are walked that are too long for memory, and how what is left out of them is read again. */
  readonly large?: LargeRecords | undefined;
  readonly readAgain?: ReadAgain | undefined;
  /** Measures what is done. @defaultValue nobody does */
  readonly meter?: ScanMeter | undefined;
}

/** Bytes of one source to events, by way of records and utterances. */
export class SourceMachine {
  readonly pipeline: Pipeline;
  readonly #reader: ReaderSession;
  readonly #splitter: ReturnType<typeof createRecordSplitter>;
  readonly #recalled: RecalledRecords | null;
  readonly #decoder: Decoder | null;
  readonly #ignores: IgnoreLines | null;
  readonly #meter: ScanMeter | undefined;

  /** @param encoding of a source without a byte-order mark; default UTF-8 */
  constructor(
    uri: string,
    reader: Reader,
    framing: Framing,
    settings: MachineSettings,
    shared: SharedByScan,
    encoding: Encoding = "utf-8",
  ) {
    const { records } = shared;
    const file = reader.format === "plain" ? uri : null;
    this.pipeline = new Pipeline(uri, reader.format, file, settings, (record) => records.isCopy(record));
    this.#reader = reader.create(uri, framing === "objects" ? "lines" : framing);
    this.#decoder = settings.decode === undefined ? null : createDecoder(settings.decode);
    const promised = reader.skims === true || reader.skims === framing;
    const skims = promised && this.#decoder === null && this.pipeline.skims;
    const skimmer = skims ? shared.skimmer() : null;
    const together = this.#reader.lines !== undefined && this.#decoder === null && this.pipeline.skims;
    this.#meter = shared.meter;
    this.#ignores = settings.ignores?.source(uri, reader.format) ?? null;
    const { recall } = this.#reader;
    // Records before a certain time are told apart one by one.
    const shapes =
      skimmer === null || settings.since !== undefined ? undefined : shared.shapes?.(reader.format);
    this.#recalled =
      recall === undefined || shapes === undefined
        ? null
        : new RecalledRecords(recall, this.pipeline, shapes, shared.meter);
    this.#splitter = createRecordSplitter(framing, {
      uri,
      encoding,
      skimmer,
      gate: this.#recalled,
      together,
      large: shared.large,
      readAgain: shared.readAgain,
    });
  }

  *push(chunk: Uint8Array): Generator<ScanEvent> {
    yield* this.#records(this.#splitter.push(chunk));
  }

  /** @param options.halfRecord whether a last record without its end is read. @defaultValue true */
  *end(options: { readonly halfRecord?: boolean } = {}): Generator<ScanEvent> {
    if (options.halfRecord !== false) yield* this.#records(this.#splitter.end());
    yield* this.#told(this.#reader.end());
    for (const event of this.#decoder?.end() ?? []) yield* this.#judged(event);
    yield* findingEvents(this.pipeline.end());
  }

  *#records(items: Iterable<SplitterEvent>): Generator<ScanEvent> {
    for (const item of this.#meter?.steps("split", items) ?? items) {
      if (this.#meter !== undefined) count(this.#meter, item);
      if (item.type === "diagnostic") yield diagnosticEvent(item.diagnostic);
      else if (item.type === "lines") yield* this.#lines(item.lines);
      else if (item.record.elided !== undefined) {
        const events = this.#skimmed(item.record, item.record.elided);
        if (events.length > 0) yield* events;
      } else if (item.record.parts !== undefined) yield* this.#large(item.record, item.record.parts);
      else {
        const problem = this.#ignores?.line(item.record) ?? null;
        if (problem !== null) yield diagnosticEvent(problem);
        const events = this.#learned(item.record, this.#read(item.record));
        // The most lines of an event stream tell nothing.
        if (!Array.isArray(events) || events.length > 0) yield* this.#told(events);
      }
    }
  }

  *#lines(lines: RawLines): Generator<ScanEvent> {
    for (const problem of this.#ignores?.lines(lines) ?? []) yield diagnosticEvent(problem);
    const events = this.#reader.lines?.(lines) ?? [];
    yield* this.#told(this.#meter?.steps("interpret", events) ?? events);
  }

  /** What a skimmed record leaves out is gone when somebody else skims: nothing is told before all of it is read. */
  #skimmed(record: RawRecord, elided: readonly Elided[]): ScanEvent[] {
    this.pipeline.begin(elided);
    const events: ScanEvent[] = [];
    for (const event of this.#learned(record, this.#read(record), elided))
      events.push(...this.#judged(event));
    this.pipeline.finish();
    return events;
  }

  /** The events of a record; from those of a shape that came before is learned. */
  #learned(
    record: RawRecord,
    events: Iterable<ReaderEvent>,
    elided: readonly Elided[] = [],
  ): Iterable<ReaderEvent> {
    if (this.#recalled?.learnsFrom(record) !== true) return events;
    const all = [...events];
    this.#recalled.learn(all, elided);
    return all;
  }

  *#large(record: RawRecord, parts: ElidedParts): Generator<ScanEvent> {
    this.pipeline.beginLarge(parts);
    for (const event of this.#read(record)) yield* this.#judged(event);
    this.pipeline.finish();
  }

  #read(record: RawRecord): Iterable<ReaderEvent> {
    const events = this.#reader.record(record);
    return this.#meter?.steps("interpret", events) ?? events;
  }

  /** A long text is judged piece by piece: what is found in it must not wait for all of it. */
  *#told(events: Iterable<ReaderEvent>): Generator<ScanEvent> {
    for (const event of events) {
      if (event.type === "text" && event.text.length > PIECE) {
        for (const piece of pieces(event)) yield* this.#judged(piece);
        continue;
      }
      const found = this.#judged(event);
      if (found.length > 0) yield* found;
    }
  }

  #accept(event: ReaderEvent): readonly Finding[] {
    return this.#decoder === null
      ? this.pipeline.accept(event)
      : this.#decoder.accept(event).flatMap((each) => this.pipeline.accept(each));
  }

  #judged(event: ReaderEvent): readonly ScanEvent[] {
    if (event.type === "diagnostic") return [diagnosticEvent(event.diagnostic)];
    const found = this.#meter?.time("judge", () => this.#accept(event)) ?? this.#accept(event);
    return found.length === 0 ? NOTHING : findingEvents(found);
  }
}

const NOTHING: readonly ScanEvent[] = [];

function count(meter: ScanMeter, item: SplitterEvent): void {
  if (item.type === "lines") {
    meter.records += item.lines.feeds.length;
    meter.decodedBytes += Buffer.byteLength(item.lines.text);
  }
  if (item.type !== "record") return;
  meter.records++;
  if (item.record.elided !== undefined || item.record.parts !== undefined) meter.skimmedRecords++;
  meter.decodedBytes += Buffer.byteLength(item.record.text);
}

/** Longest text that is judged at once, in UTF-16 units: what is found in it waits in memory until all of it is judged. */
const PIECE = 64 * 1024;

/** A text in several, none of which ends inside a surrogate pair. */
function* pieces(event: Extract<ReaderEvent, { type: "text" }>): Generator<ReaderEvent> {
  const { text, origin } = event;
  for (let from = 0; from < text.length; ) {
    const cut = Math.min(from + PIECE, text.length);
    const start = from;
    from = cut < text.length && /[\ud800-\udbff]/.test(text[cut - 1]!) ? cut - 1 : cut;
    const locate = (offset: number): Position => origin.locate(start + offset);
    yield { ...event, text: text.slice(start, from), origin: { pointer: origin.pointer, locate } };
  }
}

export const diagnosticEvent = (diagnostic: Diagnostic): ScanEvent => ({ type: "diagnostic", ...diagnostic });
export const findingEvents = (findings: readonly Finding[]): ScanEvent[] =>
  findings.map((finding) => ({ type: "finding", ...finding }));
