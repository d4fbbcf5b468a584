import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseDecoder, type SseItem } from "../../src/reader/shared/sse.js";
import { records } from "./raw-record.js";

function decode(source: string, maxData?: number): SseItem[] {
  const decoder = createSseDecoder("log.sse", maxData);
  return [...records(source).flatMap((record) => [...decoder.record(record)]), ...decoder.end()];
}

function data(items: readonly SseItem[]): string[] {
  return items.flatMap((item) => (item.type === "data" ? [item.data.text] : []));
}

function codes(items: readonly SseItem[]): string[] {
  return items.flatMap((item) => (item.type === "diagnostic" ? [item.diagnostic.code] : []));
}

const lineText = fc.string({ unit: fc.constantFrom("a", "路", "😀", "\\", '"', " ", ":", "{") });
const event = fc.record({
  before: fc.array(fc.constantFrom(": ping", "id: 4", "event: delta", "retry: 10", ":"), { maxLength: 2 }),
  lines: fc.array(lineText, { minLength: 1, maxLength: 3 }),
  space: fc.boolean(),
});
const stream = fc.record({
  events: fc.array(event, { minLength: 1, maxLength: 5 }),
  eol: fc.constantFrom("\n", "\r\n"),
  ended: fc.boolean(),
});

function written({ events, eol, ended }: typeof stream extends fc.Arbitrary<infer T> ? T : never): string {
  const blocks = events.map(({ before, lines, space }) =>
    [...before, ...lines.map((line) => `data:${space || line.startsWith(" ") ? " " : ""}${line}`)].join(eol),
  );
  return blocks.join(eol + eol) + (ended ? eol + eol : "");
}

describe("server-sent events", () => {
  it("gives the data of each event, and each character of it stands where the record says", () => {
    fc.assert(
      fc.property(stream, (given) => {
        const source = written(given);
        const items = decode(source);
        const bytes = Buffer.from(source);
        const lines = source.split("\n");
        const expected = given.events
          .map((each) => each.lines.join("\n"))
          .filter((text) => text.trim() !== "");
        expect(data(items)).toEqual(expected);
        for (const item of items) {
          if (item.type !== "data") continue;
          let offset = 0;
          for (const character of item.data.text) {
            const { byteOffset, line, column } = item.data.position(offset);
            const raw = bytes.subarray(byteOffset).toString();
            if (character === "\n") expect(raw).toMatch(/^\r?\n/);
            else {
              expect(raw.startsWith(character)).toBe(true);
              expect(lines[line - 1]!.startsWith(character, column - 1)).toBe(true);
            }
            offset += character.length;
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives events whose blank lines were lost one by one", () => {
    const items = decode('data: {"a":1}\ndata: {"b":"}"}\ndata: [DONE]\n');
    expect(data(items)).toEqual(['{"a":1}', '{"b":"}"}']);
    expect(items.at(-1)?.type).toBe("done");
  });

  it("joins pretty-printed data, whatever its lines look like", () => {
    expect(data(decode('data: {"a":\ndata: {}\ndata: }\n\n')).map((text) => JSON.parse(text))).toEqual([
      { a: {} },
    ]);
  });

  it("tells the end of an OpenAI stream", () => {
    expect(decode("data: [DONE]\r\n\r\n").map((item) => item.type)).toEqual(["done"]);
  });

  it("skips an event that grows past the limit and goes on after its blank line", () => {
    const items = decode(
      `data: ${"x".repeat(60)}\ndata: ${"x".repeat(60)}\ndata: x\n\ndata: {"a":1}\n\n`,
      100,
    );
    expect(codes(items)).toEqual(["record-too-large"]);
    expect(data(items)).toEqual(['{"a":1}']);
  });

  it("says once that lines of another kind stand between events", () => {
    const items = decode("HTTP/1.1 200 OK\nserver says hello\ndata: {}\n\nmore noise\n");
    expect(codes(items)).toEqual(["unknown-shape"]);
    expect(data(items)).toEqual(["{}"]);
  });

  it("keeps what an unterminated last line says about itself", () => {
    const [item] = decode('data: {"a":');
    expect(item).toMatchObject({ type: "data", data: { text: '{"a":', terminated: false } });
  });
});
