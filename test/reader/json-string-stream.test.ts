import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Origin } from "../../src/model/location.js";
import { createJsonStringStream } from "../../src/reader/shared/json-string-stream.js";

interface Told {
  readonly kind: string;
  readonly pointer: string;
  text: string;
  /** For each UTF-16 unit, its offset in the whole JSON text. */
  readonly at: number[];
  end: number;
}

/** An origin whose byte offset is the offset in the whole JSON text. */
function at(start: number): Origin {
  return {
    pointer: null,
    locate: (offset) => ({ line: 1, column: start + offset + 1, byteOffset: start + offset }),
  };
}

function read(pieces: readonly string[]): Told[] {
  const stream = createJsonStringStream();
  const told: Told[] = [];
  let open = false;
  const take = (events: ReturnType<typeof stream.end>): void => {
    for (const event of events) {
      if (event.type === "open") {
        expect(open).toBe(false);
        open = true;
        told.push({ kind: event.kind, pointer: event.pointer, text: "", at: [], end: -1 });
      } else if (event.type === "close") {
        expect(open).toBe(true);
        open = false;
      } else {
        const last = told.at(-1)!;
        last.text += event.text;
        for (let i = 0; i < event.text.length; i++) last.at.push(event.origin.locate(i).byteOffset);
        last.end = event.origin.locate(event.text.length).byteOffset;
      }
    }
  };
  let start = 0;
  for (const piece of pieces) {
    take(stream.push(piece, at(start)));
    start += piece.length;
  }
  take(stream.end());
  expect(open).toBe(false);
  return told;
}

function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((p) => p % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => text.slice(from, at[i] ?? text.length));
}

/** Every string value that is not blank, with its pointer, in document order. */
function strings(value: unknown, pointer = ""): [string, string][] {
  if (typeof value === "string") return value.trim() === "" ? [] : [[pointer, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    strings(child, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
}

const cuts = fc.array(fc.nat(400), { maxLength: 12 });
const asciiOnly = (json: string): string =>
  json.replace(/[^\0-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

describe("strings of a growing JSON text", () => {
  it("tells every string value of any JSON, however it is cut and escaped", () => {
    const json = fc.tuple(fc.jsonValue({ stringUnit: "grapheme" }), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(json, cuts, ([value, ascii, pretty], places) => {
        const plain = JSON.stringify(value, null, pretty ? 1 : 0);
        const text = ascii ? asciiOnly(plain) : plain;
        const told = read(cut(text, places)).filter((t) => t.kind !== "key");
        expect(told.map((t) => [t.pointer, t.text])).toEqual(strings(JSON.parse(text)));
      }),
      { numRuns: 300 },
    );
  });

  it("leads each character back to its raw place, and the end of a string to its closing quote", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).map((s) => `${s}路`),
        fc.boolean(),
        cuts,
        (value, ascii, places) => {
          const plain = JSON.stringify({ a: [value] });
          const text = ascii ? asciiOnly(plain) : plain;
          const [told] = read(cut(text, places));
          expect(text[told!.end]).toBe('"');
          told!.at.forEach((offset, i) => {
            const raw = /^(?:\\u[0-9a-f]{4}|\\.|.)/s.exec(text.slice(offset))![0];
            expect(raw.length === 1 ? raw : JSON.parse(`"${raw}"`)).toBe(told!.text[i]);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("takes any text in any cut: nothing is lost when it is not JSON, and the cut changes nothing", () => {
    const unit = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "\\",
      "u",
      "4",
      "e",
      ",",
      ":",
      " ",
      "路",
      "\ud83d",
      "t",
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: "binary" })), cuts, (text, places) => {
        const whole = read([text]);
        expect(read(cut(text, places))).toEqual(whole);
        if (/路/.test(text)) expect(whole.some((t) => t.text.includes("路"))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["free text", "ls -la 路径", [["plain", "ls -la 路径"]]],
    ["code in braces", "{ foo(路) }", [["plain", "{ foo(路) }"]]],
    [
      "words after the JSON",
      '{"a":"b"} 完成',
      [
        ["value", "b"],
        ["plain", "完成"],
      ],
    ],
    ["two values", '{}{"a":"b"}', [["value", "b"]]],
    ["trailing commas", '{"a":["b",],}', [["value", "b"]]],
    ["raw line feeds and bad escapes", '{"a":"b\n\\x\\u4g路"}', [["value", "b\n\\x\\u4g路"]]],
    [
      "a cut text",
      '{"a":"b","c":"d\\u4e',
      [
        ["value", "b"],
        ["value", "d\\u4e"],
      ],
    ],
    ["a number cut short", '{"a":1.', []],
    [
      "a key of CJK characters",
      '{"path":"a","路径":1}',
      [
        ["value", "a"],
        ["key", "路径"],
      ],
    ],
    ["nesting past the limit", `${"[".repeat(200)}"路"`, [["plain", `${"[".repeat(200)}"路"`]]],
  ])("%s", (_, text, expected) => {
    const told = read([...text]);
    expect(told.map((t) => [t.kind, t.text])).toEqual(expected);
    expect(read([text])).toEqual(told);
  });

  it("points at the key itself when it tells a key", () => {
    const told = read([...'{"a":[{"路径":"x"}]}']);
    expect(told.map((t) => [t.kind, t.pointer])).toEqual([
      ["key", "/a/0/路径"],
      ["value", "/a/0/路径"],
    ]);
  });

  it("tells a string before it is complete", () => {
    const stream = createJsonStringStream();
    const events = stream.push('{"q":"the 路', at(0));
    expect(events.map((e) => (e.type === "text" ? e.text : e.type))).toEqual(["open", "the 路"]);
  });
});
