import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Framing } from "../../src/model/reader.js";
import {
  createRecordSplitter,
  type RecordSplitterOptions,
  type SplitterEvent,
} from "../../src/source/index.js";
import { keptMemory } from "../kept-memory.js";

const uri = "a.log";

/** All events, with every position of every record written out, so that two runs can be compared whole. */
function split(
  chunks: readonly Uint8Array[],
  framing: Framing,
  options: Partial<RecordSplitterOptions> = {},
) {
  const splitter = createRecordSplitter(framing, { uri, ...options });
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()];
}

const records = (events: readonly SplitterEvent[]) =>
  events.flatMap((event) => (event.type === "record" ? [event.record] : []));
const diagnostics = (events: readonly SplitterEvent[]) =>
  events.flatMap((event) => (event.type === "diagnostic" ? [event.diagnostic] : []));
const texts = (events: readonly SplitterEvent[]) => records(events).map((record) => record.text);

function writtenOut(events: readonly SplitterEvent[]) {
  return events.map((event) =>
    event.type !== "record"
      ? event
      : {
          text: event.record.text,
          line: event.record.line,
          terminated: event.record.terminated,
          positions: Array.from({ length: event.record.text.length + 1 }, (_, at) =>
            event.record.position(at),
          ),
        },
  );
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  let from = 0;
  return places.map((to) => {
    const chunk = bytes.slice(from, to);
    from = to;
    return chunk;
  });
}

const fragment = fc.constantFrom(
  "a",
  "state",
  "\n",
  "\r\n",
  "\r",
  "\0",
  "é",
  "状态",
  "\ufeff",
  "\ufffd",
  "𠀀",
  "😀",
  "\n\n",
  " Ċ ",
  "਀",
);
const text = fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(""));
const framing = fc.constantFrom<Framing>("lines", "document");
/** Beginnings, middles and ends of characters, surrogates, overlong forms, and byte-order marks, in any order. */
const anyBytes = fc
  .array(
    fc.oneof(
      fragment.map((part) => [...Buffer.from(part)]),
      fc.constantFrom(
        [0xe7],
        [0xe7, 0x8a],
        [0x80],
        [0xf0, 0x9f],
        [0xed, 0xa0, 0x80],
        [0xc0, 0xaf],
        [0xff],
        [0xfe],
      ),
      fc.constantFrom([0xff, 0xfe], [0xfe, 0xff], [0xd8, 0x00], [0x00, 0xdc], [0x0a, 0x00], [0x00, 0x0a]),
      fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 3 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => Uint8Array.from(parts.flat()));

function encode(value: string, encoding: string): Buffer {
  if (encoding === "utf-8") return Buffer.from(value);
  const bytes = Buffer.from(value, "utf16le");
  return encoding === "utf-16be" ? bytes.swap16() : bytes;
}

const MARKS = {
  none: { encoding: "utf-8", bytes: [] },
  "utf-8": { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  "utf-16le": { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  "utf-16be": { encoding: "utf-16be", bytes: [0xfe, 0xff] },
} as const;

describe("createRecordSplitter", () => {
  test("gives the same records, positions and diagnostics however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom(...Object.values(MARKS)), anyBytes),
        fc.array(fc.nat(200), { maxLength: 8 }),
        framing,
        fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        ([mark, tail], cuts, frame, maxRecordBytes) => {
          const bytes = Uint8Array.from([...mark.bytes, ...tail]);
          const options = maxRecordBytes === undefined ? {} : { maxRecordBytes };
          const whole = writtenOut(split([bytes], frame, options));
          expect(writtenOut(split(cutAt(bytes, cuts), frame, options))).toEqual(whole);
          expect(
            writtenOut(
              split(
                [...bytes].map((byte) => Uint8Array.of(byte)),
                frame,
                options,
              ),
            ),
          ).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("leads from every offset to the bytes and the line and column it was read from", () => {
    fc.assert(
      fc.property(text, framing, fc.constantFrom(...Object.values(MARKS)), (value, frame, mark) => {
        // Without a mark, a text that begins with U+FEFF begins with a mark.
        fc.pre(mark.bytes.length > 0 || !value.startsWith("\ufeff"));
        const bytes = Buffer.concat([Uint8Array.from(mark.bytes), encode(value, mark.encoding)]);
        const lines = value.split("\n");
        for (const record of records(split([bytes], frame))) {
          for (let at = 0; at <= record.text.length; at++) {
            const { line, column, byteOffset } = record.position(at);
            expect(lines[line - 1]!.slice(column - 1)).toBe(
              record.text.slice(at).split("\n")[0]! + carriage(record.text, lines[line - 1]!, frame),
            );
            if (/^[\udc00-\udfff]/.test(record.text.slice(at))) continue;
            const expected = encode(record.text.slice(at), mark.encoding);
            expect(bytes.subarray(byteOffset, byteOffset + expected.length)).toEqual(expected);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  /** The CR that belongs to a line's end and so not to the record's text. */
  function carriage(recordText: string, line: string, frame: Framing): string {
    return frame === "lines" && line.endsWith("\r") && recordText.length < line.length ? "\r" : "";
  }

  test("splits at LF and CRLF only, and keeps empty lines, lone CR and NUL", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...Object.values(MARKS)), (value, mark) => {
        fc.pre(mark.bytes.length > 0 || !value.startsWith("\ufeff"));
        const bytes = Buffer.concat([Uint8Array.from(mark.bytes), encode(value, mark.encoding)]);
        const lines = value.split("\n");
        const last = lines.pop()!;
        const expected = lines.map((line) => ({ text: line.replace(/\r$/, ""), terminated: true }));
        if (last !== "") expected.push({ text: last, terminated: false });
        const found = records(split([bytes], "lines"));
        expect(found.map((record) => ({ text: record.text, terminated: record.terminated }))).toEqual(
          expected,
        );
        expect(found.map((record) => record.line)).toEqual(expected.map((_, index) => index + 1));
      }),
      { numRuns: 300 },
    );
  });

  test("replaces invalid bytes as the WHATWG decoder does, and finds what follows them", () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        fc.pre(!(bytes[0] === 0xff && bytes[1] === 0xfe) && !(bytes[0] === 0xfe && bytes[1] === 0xff));
        const [record] = records(split([bytes], "document"));
        const expected = new TextDecoder().decode(bytes);
        expect(record?.text ?? "").toBe(expected);
        if (record === undefined) return;
        for (let at = 0; at < expected.length; at++) {
          if (/[\udc00-\udfff]/.test(expected[at]!)) continue;
          const { byteOffset } = record.position(at);
          const rest = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(byteOffset));
          expect(rest).toBe(expected.slice(at));
        }
        expect(record.position(expected.length).byteOffset).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  test("stays true far inside a large document", () => {
    const value = "ascii\nдва 三 😀\r\n".repeat(9000);
    for (const bytes of [Buffer.from(value), Buffer.concat([Uint8Array.of(0xff), Buffer.from(value)])]) {
      const [record] = records(split([bytes], "document"));
      const lead = bytes.length - Buffer.byteLength(value);
      for (const at of [0, 5, 16_383, 16_384, 16_385, 50_001, 99_998, record!.text.length]) {
        const before = record!.text.slice(lead, Math.max(lead, at));
        if (/[\ud800-\udbff]$/.test(before)) continue;
        const lines = before.split("\n");
        expect(record!.position(at)).toEqual({
          line: lines.length,
          column: (lines.length === 1 ? Math.min(at, lead) : 0) + lines.at(-1)!.length + 1,
          byteOffset: Math.min(at, lead) + Buffer.byteLength(before),
          byteColumn: (lines.length === 1 ? Math.min(at, lead) : 0) + Buffer.byteLength(lines.at(-1)!) + 1,
        });
      }
    }
  });

  test("reports invalid bytes once, at the first of them", () => {
    const good = Buffer.from(`${"all is well here\n".repeat(40)}`);
    const events = split([good, Buffer.from([0x61, 0xe7, 0x8a, 0x20, 0xff, 0x0a]), good], "lines");
    expect(texts(events)[40]).toBe("a\ufffd \ufffd");
    expect(diagnostics(events)).toEqual([
      expect.objectContaining({
        code: "invalid-encoding",
        partial: false,
        message: expect.stringContaining("3 bytes"),
        location: { uri, line: 41, column: 2, byteOffset: good.length + 1 },
      }),
    ]);
    expect(events.at(-1)!.type).toBe("diagnostic");
  });

  test("calls a scan of another encoding partial", () => {
    // "中文" in GBK.
    const gbk = Buffer.concat([Buffer.from("status: "), Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0x0a])]);
    expect(diagnostics(split([gbk], "lines"))).toMatchObject([{ code: "invalid-encoding", partial: true }]);
  });

  test("cuts a long line at a character, says what it skipped, and goes on behind it", () => {
    const bytes = Buffer.from(`before\nab状态态 and more\r\nafter\n`);
    const events = split([bytes], "lines", { maxRecordBytes: 9 });
    expect(records(events).map(({ text, line, terminated }) => ({ text, line, terminated }))).toEqual([
      { text: "before", line: 1, terminated: true },
      { text: "ab状态", line: 2, terminated: false },
      { text: "after", line: 3, terminated: true },
    ]);
    const skipped = Buffer.byteLength("态 and more\r");
    expect(diagnostics(events)).toEqual([
      expect.objectContaining({
        code: "record-too-large",
        partial: true,
        location: { uri, line: 2, column: 5, byteOffset: 7 + 8, byteLength: skipped },
      }),
    ]);
  });

  test("cuts a long document", () => {
    const events = split([Buffer.from("{\n".repeat(50))], "document", { maxRecordBytes: 10 });
    expect(records(events).map(({ text, terminated }) => ({ text, terminated }))).toEqual([
      { text: "{\n".repeat(5), terminated: false },
    ]);
    expect(diagnostics(events)).toMatchObject([
      { code: "record-too-large", location: { line: 6, column: 1, byteOffset: 10, byteLength: 90 } },
    ]);
  });

  test("has no record for an empty source, and one terminated record for a document", () => {
    for (const frame of ["lines", "document"] as const) {
      expect(split([], frame)).toEqual([]);
      expect(split([Uint8Array.of(0xef, 0xbb), Uint8Array.of(0xbf)], frame)).toEqual([]);
    }
    expect(records(split([Buffer.from("{}")], "document"))[0]!.terminated).toBe(true);
  });

  test("does not hold what it skips of a giant line", () => {
    const splitter = createRecordSplitter("lines", { uri, maxRecordBytes: 1_000_000 });
    const chunk = Buffer.alloc(256 * 1024, "x");
    const before = keptMemory().arrayBuffers;
    const events: SplitterEvent[] = [];
    let peak = 0;
    for (let written = 0; written < 100_000_000; written += chunk.length) {
      events.push(...splitter.push(chunk));
      if (written % (16 * chunk.length) === 0) peak = Math.max(peak, keptMemory().arrayBuffers - before);
    }
    events.push(...splitter.push(Buffer.from("\nlast")), ...splitter.end());
    expect(texts(events).map((line) => line.length)).toEqual([1_000_000, 4]);
    expect(diagnostics(events)).toMatchObject([
      { code: "record-too-large", location: { byteLength: 100_139_008 - 1_000_000 } },
    ]);
    expect(peak).toBeLessThan(8_000_000);
  });

  test("joins tiny fragments in linear time", () => {
    const splitter = createRecordSplitter("lines", { uri });
    const chunk = Buffer.from("abcdefgh");
    for (let count = 0; count < 500_000; count++) Array.from(splitter.push(chunk));
    expect(texts([...splitter.end()]).map((line) => line.length)).toEqual([4_000_000]);
  });

  test("does not mind that a chunk is used again", () => {
    const splitter = createRecordSplitter("lines", { uri });
    const chunk = Buffer.from("one é \xff".repeat(3));
    const events = [...splitter.push(chunk)];
    chunk.fill(10);
    events.push(...splitter.push(chunk.subarray(0, 1)));
    expect(texts(events)).toEqual(["one é \xff".repeat(3)]);
  });
});
