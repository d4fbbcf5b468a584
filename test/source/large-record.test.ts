import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawRecord } from "../../src/model/location.js";
import { SKIM_MARKS } from "../../src/reader/skim-marks.js";
import type { LargeRecords } from "../../src/source/index.js";
import {
  createRecordSplitter,
  createSkimmer,
  type RecordSplitterOptions,
  type SplitterEvent,
} from "../../src/source/index.js";

const skimmer = createSkimmer(SKIM_MARKS);
const PLAIN = "The server returns the value of the option when it starts, and the file is read again.\n";
const PIECES = [
  PLAIN.repeat(9),
  PLAIN.repeat(3),
  'état déjà vu 🙂 \t\\ " / \r\n',
  "Свойства файла ",
  "然后 restart ",
  "<think>",
  "QUJD".repeat(1200),
  " ",
];

const leaf = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));
const value = fc.array(
  fc.oneof(
    leaf,
    leaf.map((text) => ({ text, [text]: 1 })),
    fc.array(fc.nat(), { maxLength: 200 }),
  ),
  { minLength: 1, maxLength: 6 },
);

function split(
  framing: "lines" | "document",
  chunks: Iterable<Uint8Array>,
  options: Partial<RecordSplitterOptions>,
): SplitterEvent[] {
  const splitter = createRecordSplitter(framing, { uri: "log", ...options });
  const events: SplitterEvent[] = [];
  for (const chunk of chunks) events.push(...splitter.push(chunk));
  return [...events, ...splitter.end()];
}

function* chunksOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const large = (window: number, kept = 1 << 24): LargeRecords => ({ longest: 1024, window, kept });

const onlyRecord = (events: readonly SplitterEvent[]): RawRecord => {
  const [first] = events;
  if (events.length !== 1 || first?.type !== "record") throw new Error(JSON.stringify(events));
  return first.record;
};

/** A text with its markers resolved. */
const resolved = (record: RawRecord, read: (marker: string) => string | undefined): string =>
  record.text.replaceAll(/\\ufdd0(\d+)\\ufdd1/g, (all, digits: string) => {
    const text = read(`\ufdd0${digits}\ufdd1`);
    return text === undefined ? all : JSON.stringify(text).slice(1, -1);
  });

describe("a record that is walked in windows", () => {
  it("is the same record, with places and sizes of the whole one, whatever the window and the chunks", () => {
    fc.assert(
      fc.property(
        value,
        fc.constantFrom(0, 1),
        fc.boolean(),
        fc.integer({ min: 2048, max: 20_000 }),
        fc.integer({ min: 100, max: 20_000 }),
        (json, indent, again, window, chunk) => {
          const raw = JSON.stringify(json, null, indent);
          const bytes = Buffer.from(raw);
          const framing = indent === 0 ? "lines" : "document";
          const whole = onlyRecord(split(framing, [bytes], {}));
          const readAgain = again
            ? (offset: number, length: number) => bytes.subarray(offset, offset + length)
            : undefined;
          const options = { skimmer, large: large(window), readAgain };
          const record = onlyRecord(split(framing, chunksOf(bytes, chunk), options));
          const { parts } = record;
          if (parts === undefined) {
            expect(bytes.length).toBeLessThanOrEqual(1024);
            return;
          }
          expect(resolved(record, (marker) => parts.find(marker)?.read())).toBe(raw);
          // Every place that is not inside a marker.
          let at = 0;
          let wholeAt = 0;
          for (const match of record.text.matchAll(/\\ufdd0\d+\\ufdd1|$/g)) {
            for (let offset = at; offset <= match.index; offset += 37) {
              expect(record.position(offset)).toEqual(whole.position(wholeAt + offset - at));
            }
            expect(record.position(match.index)).toEqual(whole.position(wholeAt + match.index - at));
            wholeAt += match.index - at;
            at = match.index + match[0].length;
            const elided = parts.find(JSON.parse(`"${match[0]}"`));
            if (elided === null) continue;
            const text = elided.read();
            const units = Object.values(elided.units).reduce((sum, each) => sum + each, 0);
            expect(units).toBe(text.length);
            wholeAt += JSON.stringify(text).length - 2;
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps the ends of a giant string, and what stands around what may be Chinese", () => {
    const part = PLAIN.repeat(12_000);
    const bytes = Buffer.from(`${JSON.stringify({ text: `${part}然后 restart ${part}` })}\n`);
    const record = onlyRecord(split("lines", chunksOf(bytes, 1 << 16), { skimmer, large: large(1 << 20) }));
    expect(record.text.length).toBeLessThan(80_000);
    const raw = bytes.toString();
    for (const word of ["然后", "restart"]) {
      const place = record.position(record.text.indexOf(word));
      expect(place.column).toBe(raw.indexOf(word) + 1);
      expect(place.byteOffset).toBe(bytes.indexOf(word));
    }
    const { text } = JSON.parse(record.text);
    const markers = text.match(/\ufdd0\d+\ufdd1/g);
    const ends = markers.map((marker: string) => record.parts!.find(marker)!.ends!);
    expect(ends[0].head.length).toBeGreaterThan(60_000);
    expect(part.startsWith(ends[0].head, text.indexOf(markers[0]))).toBe(true);
    const last = ends.at(-1);
    expect(last.missing).toBe(0);
    expect(part.includes(last.head + last.tail)).toBe(true);
    expect(last.head.length + last.tail.length).toBeGreaterThan(10_000);
    expect(
      ends.slice(1, -1).every((each: { head: string; tail: string }) => each.head + each.tail === ""),
    ).toBe(true);
  });

  it("is not cut when it is long only for what can be left out, and is when it is not", () => {
    const record = (text: string): Uint8Array[] => {
      const chunk = Buffer.from(JSON.stringify(text.repeat(8000)).slice(1, -1));
      return [
        Buffer.from('{"a":"'),
        ...Array.from({ length: 24 }, () => chunk),
        Buffer.from('","b":"c"}\n{}\n'),
      ];
    };
    const options = {
      skimmer,
      maxRecordBytes: 1 << 20,
      large: { longest: 1 << 20, window: 1 << 20, kept: 1 << 20 },
    };
    const plain = split("lines", record(PLAIN), options);
    expect(plain.map(({ type }) => type)).toEqual(["record", "record"]);
    const [first] = plain;
    if (first?.type !== "record") throw new Error("no record");
    expect(first.record.text).toMatch(/","b":"c"\}$/);
    expect(first.record.text.length).toBeLessThan(20_000);
    expect(first.record.parts!.memory).toBeLessThan(1 << 20);

    const han = split("lines", record("然后我们重新启动服务器。"), options);
    expect(han.map(({ type }) => type)).toEqual(["record", "diagnostic", "record"]);
    const [cut, said] = han;
    if (cut?.type !== "record" || said?.type !== "diagnostic") throw new Error("not cut");
    expect(cut.record.terminated).toBe(false);
    const total = record("然后我们重新启动服务器。").reduce((sum, each) => sum + each.length, 0) - 4;
    const { byteOffset, byteLength } = said.diagnostic.location!;
    expect(byteOffset! + byteLength!).toBe(total);
    expect(byteOffset!).toBe(Buffer.byteLength(cut.record.text));
  });
});
