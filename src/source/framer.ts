import type { RawLines } from "../model/lines.js";
import type { Position, RawRecord } from "../model/location.js";
import type { Framing } from "../model/reader.js";
import type { RecordGate } from "../model/recall.js";
import { CleanStretch } from "./clean-stretch.js";
import { type ByteOrderMark, type Encoding, unitBytes, wholeCharacters } from "./encoding.js";
import { GatedLines } from "./gated-lines.js";
import { LineEnds } from "./line-ends.js";
import { ObjectFinder } from "./object-finder.js";
import { RecordDecoder } from "./record-decoder.js";
import { RecordGatherer, type Skimming } from "./record-gatherer.js";
import { recordTooLarge } from "./record-too-large.js";
import type { Extent } from "./source-record.js";
import type { SplitterEvent } from "./splitter-event.js";

/** Finds records in the bytes behind a byte-order mark. */
export class Framer {
  private readonly framing: Framing;
  private readonly encoding: Encoding;
  private readonly unit: 1 | 2;
  private readonly limit: number;
  private readonly uri: string;
  private readonly lineEnds: LineEnds;
  private readonly decoder: RecordDecoder;
  private readonly objects: ObjectFinder | null;
  private readonly gated: GatedLines | null;
  /** Finds lines that are told together; null where each is a record. */
  private readonly clean: CleanStretch | null;
  private readonly gathered: RecordGatherer;
  /** Half a unit of UTF-16 that a chunk ended with. */
  private half: Uint8Array = new Uint8Array(0);
  /** Bytes of the source before the next one to be looked at. */
  private offset: number;
  private line = 1;
  /** UTF-16 units before the present record on its line. */
  private indent = 0;
  /** Where the skipped part of the present record begins, if it was cut. */
  private cut: Position | null = null;
  private events: SplitterEvent[] = [];

  /**
   * @param gate what need not become a record; only asked where there is a skimmer
   * @param together whether lines without candidates come together
   */
  constructor(
    framing: Framing,
    mark: ByteOrderMark,
    limit: number,
    uri: string,
    { skimmer, ...long }: Skimming,
    gate: RecordGate | null,
    together: boolean,
  ) {
    this.framing = framing;
    this.encoding = mark.encoding;
    this.unit = unitBytes(mark.encoding);
    this.lineEnds = new LineEnds(mark.encoding);
    this.limit = limit;
    this.uri = uri;
    const inWindows = skimmer !== null && framing !== "objects" && mark.encoding === "utf-8";
    const windows = inWindows ? { ...long, window: skimmer.window } : null;
    this.gathered = new RecordGatherer(limit, windows);
    this.decoder = new RecordDecoder(mark.encoding, uri, framing === "lines" ? skimmer : null);
    this.objects = framing === "objects" ? new ObjectFinder(mark.encoding) : null;
    const gates = gate !== null && skimmer !== null && framing === "lines" && mark.encoding === "utf-8";
    this.gated = gates ? new GatedLines(skimmer, gate) : null;
    const whole = framing === "lines" && this.unit === 1 && limit >= CleanStretch.most;
    this.clean = together && whole ? new CleanStretch() : null;
    this.offset = mark.length;
  }

  /** Lazy: a record is made when it is asked for, so that it may lean on memory that the next one uses again. */
  *push(chunk: Uint8Array): Generator<SplitterEvent> {
    const bytes = this.wholeUnits(chunk);
    if (this.objects === null) yield* this.pushLines(bytes);
    else yield* this.pushObjects(bytes, this.objects);
    yield* this.flush();
  }

  private *pushLines(bytes: Buffer): Generator<SplitterEvent> {
    const start = this.offset;
    this.gated?.begin();
    let from = this.passed(bytes, 0, start);
    for (;;) {
      const quiet = this.quietEnd(bytes, from);
      if (quiet > from) {
        yield { type: "lines", lines: this.together(bytes.subarray(from, quiet), start + from) };
        from = quiet;
        this.offset = start + from;
        continue;
      }
      const end = this.nextEnd(bytes, from);
      if (end === -1) break;
      if (this.isFresh() && end - from <= this.gathered.most) {
        this.emit(bytes.subarray(from, end), start + from, true, this.gated?.place(from));
      } else {
        this.collect(bytes.subarray(from, end));
        this.finish(true);
      }
      this.line++;
      from = end + this.unit;
      this.offset = start + from;
      yield* this.flush();
      from = this.passed(bytes, from, start);
    }
    this.collect(bytes.subarray(from));
  }

  /** Where the first line from `from` on begins that must become a record. */
  private passed(bytes: Buffer, from: number, start: number): number {
    if (this.gated === null || !this.isFresh()) return from;
    const to = this.gated.pass(bytes, from, start);
    this.decoder.passed(to - from - this.gated.lines);
    this.line += this.gated.lines;
    this.offset = start + to;
    return to;
  }

  private quietEnd(bytes: Buffer, from: number): number {
    if (this.clean === null || !this.isFresh()) return from;
    return this.clean.end(bytes, from);
  }

  private together(bytes: Buffer, start: number): RawLines {
    const extent = { line: this.line, start, length: bytes.length, unit: 1 as const, terminated: true };
    const lines = this.decoder.lines(bytes, extent);
    this.line += lines.feeds.length;
    return lines;
  }

  private *pushObjects(bytes: Buffer, objects: ObjectFinder): Generator<SplitterEvent> {
    const start = this.offset;
    let found = objects.next(bytes, 0);
    while (found !== null) {
      const { from, to } = found;
      const stretch = bytes.subarray(from, to);
      this.line = found.linesBefore + 1;
      this.indent = found.unitsBefore;
      this.offset = start + from;
      if (found.ended && this.isFresh() && to - from <= this.limit) {
        this.emit(stretch, this.offset, true);
        this.offset = start + to;
      } else {
        this.collect(stretch);
        if (found.ended) this.finish(true);
      }
      yield* this.flush();
      found = found.ended ? objects.next(bytes, to) : null;
    }
    this.offset = start + bytes.length;
  }

  end(): readonly SplitterEvent[] {
    this.collect(this.half);
    if (!this.isFresh()) this.finish(this.framing === "document");
    const diagnostic = this.decoder.report();
    if (diagnostic !== null) this.events.push({ type: "diagnostic", diagnostic });
    return this.flush();
  }

  /** Whether nothing of the present record has come. */
  private isFresh(): boolean {
    return this.gathered.isEmpty && this.cut === null;
  }

  private nextEnd(bytes: Buffer, from: number): number {
    return this.framing === "document" ? -1 : this.lineEnds.next(bytes, from);
  }

  private flush(): readonly SplitterEvent[] {
    const events = this.events;
    this.events = [];
    return events;
  }

  private wholeUnits(chunk: Uint8Array): Buffer {
    if (this.unit === 1) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const bytes = Buffer.concat([this.half, chunk]);
    const whole = bytes.length - (bytes.length % 2);
    this.half = bytes.subarray(whole);
    return bytes.subarray(0, whole);
  }

  /** Adds to a record that does not end here; past the limit it is emitted at once and the rest is only counted. */
  private collect(bytes: Uint8Array): void {
    this.offset += bytes.length;
    if (this.cut !== null || bytes.length === 0) return;
    if (this.gathered.append(bytes, this.offset - bytes.length)) return;
    const kept = this.gathered.bytes;
    const record = this.emitGathered(
      kept.subarray(0, wholeCharacters(kept, kept.length, this.encoding)),
      false,
    );
    this.cut = record.position(record.text.length);
    this.gathered.clear();
  }

  /** Ends the record that was collected. `offset` stands right behind it. */
  private finish(terminated: boolean): void {
    if (this.cut !== null) {
      const { framing, uri, cut, offset, limit } = this;
      this.events.push({ type: "diagnostic", diagnostic: recordTooLarge(framing, uri, cut, offset, limit) });
      this.cut = null;
      return;
    }
    this.gathered.end();
    this.emitGathered(this.gathered.bytes, terminated);
    this.gathered.clear();
  }

  private emitGathered(bytes: Buffer, terminated: boolean): RawRecord {
    const { start, large } = this.gathered;
    if (large === null) return this.emit(bytes, start, terminated);
    const text = this.textOf(bytes, terminated);
    return this.tell(this.decoder.large(text, this.extent(start, text.length, terminated), large));
  }

  /** @param place where the bytes stand in the skimmer's input, if they do */
  private emit(bytes: Buffer, start: number, terminated: boolean, place?: number): RawRecord {
    const text = this.textOf(bytes, terminated);
    return this.tell(this.decoder.decode(text, this.extent(start, text.length, terminated), place));
  }

  private tell(record: RawRecord): RawRecord {
    this.events.push({ type: "record", record });
    return record;
  }

  private extent(start: number, length: number, terminated: boolean): Extent {
    return { line: this.line, indent: this.indent, start, length, unit: this.unit, terminated };
  }

  private textOf(bytes: Buffer, terminated: boolean): Buffer {
    return terminated && this.framing === "lines" ? this.lineEnds.withoutReturn(bytes) : bytes;
  }
}
