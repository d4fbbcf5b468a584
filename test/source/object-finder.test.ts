import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRecordSplitter } from "../../src/source/record-splitter.js";

/** Text, line and byte of each record, from bytes that come in two parts. */
function objects(bytes: Buffer, cut = bytes.length, encoding: "utf-8" | "utf-16le" | "utf-16be" = "utf-8") {
  const splitter = createRecordSplitter("objects", { uri: "t", encoding });
  const events = [bytes.subarray(0, cut), bytes.subarray(cut)].flatMap((part) => [...splitter.push(part)]);
  return [...events, ...splitter.end()].flatMap((event) => {
    if (event.type !== "record") return [];
    const { line, column, byteOffset } = event.record.position(0);
    return [{ text: event.record.text, line, column, byteOffset, terminated: event.record.terminated }];
  });
}

const texts = (source: string): string[] => objects(Buffer.from(source)).map((each) => each.text);

describe("objects, however they are laid out", () => {
  test("come whole, and what stands between them by itself", () => {
    expect(texts('[{"a":"}\\"{"}, {"b":[{},{}]}\n]')).toEqual(['{"a":"}\\"{"}', '{"b":[{},{}]}']);
    expect(texts('one {"a":1} two\nthree\n{"b":2}')).toEqual(["one ", '{"a":1}', "two", "three", '{"b":2}']);
    expect(texts('{\n"a": [\n{\n"b": 1\n}\n]\n}\n{\n"c": 2\n}')).toEqual([
      '{\n"a": [\n{\n"b": 1\n}\n]\n}',
      '{\n"c": 2\n}',
    ]);
    expect(texts(" \n[,]\0\n")).toEqual([]);
  });

  test("one without its end, or with a quote or bracket too many, leaves the next alone", () => {
    for (const broken of [
      '{\n  "a": "b',
      '{\n  "a": {"b"\n}',
      '{\n  "a: "b",\n  "c": [{\n}',
      '{\n  "a": "b\\',
    ]) {
      expect(texts(`{\n  "x": 1\n}\n${broken}\n{\n  "y": 2\n}`).at(-1)).toBe('{\n  "y": 2\n}');
    }
    expect(texts('[\n  {"x":1},\n  {"a":"b,\n  {"y":2}\n]')).toEqual(['{"x":1}', '{"a":"b,\n  ', '{"y":2}']);
  });

  const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as never);
  const layouts = fc.constantFrom<[number, string]>(
    [0, ""],
    [0, "\n"],
    [2, "\n"],
    [4, ",\n"],
    [1, " \r\n\r\n"],
  );
  const encodings = fc.constantFrom("utf-8", "utf-16le", "utf-16be" as const);

  test("are found at their places wherever the bytes are cut, in any encoding", () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1 }),
        layouts,
        encodings,
        fc.nat(),
        (values, [indent, gap], encoding, place) => {
          const all = values.map((each) => JSON.stringify({ é: each }, null, indent));
          const source = all.join(gap);
          const bytes = Buffer.from(source, encoding === "utf-8" ? "utf8" : "utf16le");
          if (encoding === "utf-16be") bytes.swap16();
          const found = objects(bytes, place % (bytes.length + 1), encoding);
          expect(found.map((each) => each.text)).toEqual(all);
          const before = all.map((_, index) =>
            all
              .slice(0, index)
              .map((each) => each + gap)
              .join(""),
          );
          expect(found.map((each) => each.line)).toEqual(before.map((each) => each.split("\n").length));
          expect(found.map((each) => each.column)).toEqual(
            before.map((each) => each.length - each.lastIndexOf("\n")),
          );
          const length = (text: string) => (encoding === "utf-8" ? Buffer.byteLength(text) : 2 * text.length);
          expect(found.map((each) => each.byteOffset)).toEqual(before.map(length));
          expect(found.every((each) => each.terminated)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("one beyond the limit is cut and told, and the next is read", () => {
    const splitter = createRecordSplitter("objects", { uri: "t", maxRecordBytes: 16 });
    const events = [...splitter.push(Buffer.from(`{"a":"${"x".repeat(40)}"}\n{"b":1}`)), ...splitter.end()];
    expect(
      events.map((event) =>
        event.type === "diagnostic" ? event.diagnostic.code : event.type === "record" && event.record.text,
      ),
    ).toEqual(['{"a":"xxxxxxxxxx', "record-too-large", '{"b":1}']);
  });
});
