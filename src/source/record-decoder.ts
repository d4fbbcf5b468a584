import { isAscii, isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import type { Diagnostic } from "../model/diagnostic.js";
import type { RawLines } from "../model/lines.js";
import type { Position, RawRecord } from "../model/location.js";
import type { Skimmed } from "../model/skim.js";
import type { Encoding } from "./encoding.js";
import { findInvalid } from "./invalid-bytes.js";
import { LargeRecord } from "./large/large-record.js";
import type { LargeSkim } from "./large/large-skim.js";
import type { Skimmer } from "./skim/skimmer.js";
import { SkimmedLine } from "./skimmed-line.js";
import { type Extent, SourceRecord } from "./source-record.js";

/** Above this share of invalid bytes a source is taken to be in another encoding: its text was not examined. */
const OTHER_ENCODING_SHARE = 0.01;
/** So are records in which this many bytes are invalid, and most of those that are not ASCII. */
const OTHER_ENCODING_BYTES = 4;

const CARRIAGE_RETURN = 0x0d;

/** Makes records of bytes and keeps account of the bytes that are not valid in the source's encoding. */
export class RecordDecoder {
  private readonly encoding: Encoding;
  private readonly uri: string;
  private readonly decoder: TextDecoder;
  private examined = 0;
  private invalid = 0;
  /** Bytes that are not ASCII in the records that have invalid ones. */
  private foreign = 0;
  private first: Position | null = null;

  private readonly skimmer: Skimmer | null;

  /** @param skimmer leaves out what need not be decoded; null to decode everything */
  constructor(encoding: Encoding, uri: string, skimmer: Skimmer | null) {
    this.encoding = encoding;
    this.skimmer = encoding === "utf-8" ? skimmer : null;
    this.uri = uri;
    // A mark in the middle (files put one behind another) is a character of the text, or offsets would be off by one.
    this.decoder = new TextDecoder(encoding, { ignoreBOM: true });
  }

  /**
   * @param bytes Valid during the call only: what a record keeps of them is copied.
   * @param place Where they stand in the skimmer's input; -1 when they do not.
   */
  decode(bytes: Buffer, extent: Extent, place = -1): RawRecord {
    this.examined += bytes.length;
    const skimmed = this.skim(bytes, place);
    return skimmed === null
      ? this.whole(bytes, extent)
      : new SkimmedLine(skimmed, extent, () => this.whole(bytes, extent));
  }

  /** @param bytes complete lines of valid UTF-8 */
  lines(bytes: Buffer, extent: Extent): RawLines {
    const ascii = isAscii(bytes);
    const text = bytes.toString(ascii ? "latin1" : "utf8");
    const feeds: number[] = [];
    let returns = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
      feeds.push(at);
      if (text.charCodeAt(at - 1) === CARRIAGE_RETURN) returns++;
    }
    this.examined += bytes.length - feeds.length - returns;
    const record = new SourceRecord(text, extent, null);
    return { text, ascii, feeds, line: extent.line, position: (offset) => record.position(offset) };
  }

  private skim(bytes: Buffer, place: number): Skimmed | null {
    if (this.skimmer === null) return null;
    return place < 0 ? this.skimmer.skim(bytes) : this.skimmer.skimInput(place, bytes.length);
  }

  /** Notes bytes that were found to be valid and need not be decoded. */
  passed(bytes: number): void {
    this.examined += bytes;
  }

  /** A record that was walked in windows. @param bytes its skeleton, which `extent` has the length of */
  large(bytes: Buffer, extent: Extent, { stretches, length }: LargeSkim): RawRecord {
    this.examined += length;
    if (isUtf8(bytes)) return new LargeRecord(bytes.toString("utf8"), extent, null, stretches);
    const text = this.decoder.decode(bytes);
    return this.noting(bytes, new LargeRecord(text, extent, Buffer.from(bytes), stretches));
  }

  private whole(bytes: Buffer, extent: Extent): RawRecord {
    if (this.encoding !== "utf-8") return this.decodeUtf16(bytes, extent);
    // Both checks run at memory speed; ASCII then needs no decoding at all.
    if (isAscii(bytes)) return new SourceRecord(bytes.toString("latin1"), extent, null);
    if (isUtf8(bytes)) return new SourceRecord(bytes.toString("utf8"), extent, null);
    return this.noting(bytes, new SourceRecord(this.decoder.decode(bytes), extent, Buffer.from(bytes)));
  }

  private decodeUtf16(bytes: Buffer, extent: Extent): RawRecord {
    const whole = bytes.length - (bytes.length % 2);
    const text = this.decoder.decode(bytes.subarray(0, whole)) + (whole < bytes.length ? "\ufffd" : "");
    const record = new SourceRecord(text, extent, null);
    return text.includes("\ufffd") ? this.noting(bytes, record) : record;
  }

  private noting(bytes: Buffer, record: RawRecord): RawRecord {
    const found = findInvalid(bytes, this.encoding);
    if (found !== null) {
      this.invalid += found.count;
      for (const byte of bytes) if (byte >= 0x80) this.foreign++;
      this.first ??= record.position(found.firstOffset);
    }
    return record;
  }

  /** One diagnostic for the whole source if any byte was invalid, else `null`. */
  report(): Diagnostic | null {
    if (this.first === null) return null;
    const { line, column, byteOffset } = this.first;
    const mostly =
      this.encoding === "utf-8" && this.invalid >= OTHER_ENCODING_BYTES && this.invalid * 2 > this.foreign;
    const partial = mostly || this.invalid > this.examined * OTHER_ENCODING_SHARE;
    const name = this.encoding.toUpperCase();
    const bytes = this.invalid === 1 ? "One byte is" : `${this.invalid} bytes are`;
    const consequence = partial
      ? `that text seems to be in another encoding and was not examined as it was meant; convert it to UTF-8.`
      : `each was read as U+FFFD.`;
    return {
      code: "invalid-encoding",
      severity: "warning",
      message: `${bytes} not valid ${name}: ${consequence}`,
      partial,
      location: { uri: this.uri, line, column, byteOffset },
    };
  }
}
