import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
// @ts-expect-error a script without types
import { compileSkim } from "../../scripts/compile-skim.mjs";
import type { SkimMarks, Skimmed, UnitsByClass } from "../../src/model/skim.js";
import { isBinary } from "../../src/reader/shared/strings.js";
import { SKIM_MARKS } from "../../src/reader/skim-marks.js";
import { createSkimmer } from "../../src/source/skim/skimmer.js";

const MARKS: SkimMarks = {
  elements: ["system-reminder", "think"],
  lines: ["--- End of content ---"],
  starts: ["Another language model"],
};
const skimmer = createSkimmer(MARKS)!;
const skim = (raw: string): Skimmed | null => skimmer.skim(Buffer.from(raw));

const CANDIDATE =
  /[\u2e80-\u33ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6]|\ud83c[\udc00-\udc2b\ude00-\udeff]|[\ud840-\ud88d]/;
const INTEREST =
  /<\/?(?:system-reminder|think)|<\||◁|[\u0080-\u009f\ufdd0-\ufdef]|\\u[0-9a-f]{4}|\n--- End of content ---/i;
const NAMES_CHINESE = /(?<!\p{L})(?:chin[aeoê]|mandarin|китай|중국어|tiếng trung|çince|الصينية|चीनी)/iu;

const PIECES = [
  "the file is there. ",
  "const x = parse(y);\n",
  "a machine, ",
  "China ",
  " CHINÊ",
  "(mandarin)",
  "\r\n",
  "été ça ñ ",
  "Çince ",
  "tiếng trung ",
  "Привет, китай ",
  "한국어 중국어 ",
  "ελληνικά ",
  "🙂🚀 ",
  "→ “x” ",
  '\t\\ " / ',
  "<div class='x'>",
  "&amp;",
  "path\\usr ",
];
const RARE = [
  "中",
  "日本の",
  "，",
  "\ud83c\ude00",
  "𠀀",
  "<think>",
  "</System-Reminder",
  "<|end|>",
  "◁",
  "\u009b",
  "\ufdd1",
  "\\u4e2d",
];
const RARE_LINE = ["\n--- End of content ---", "\ud800", "\u001b[0m", "﹏"];

/** Texts of 0 to some thousand units, mostly of pieces that can be left out. */
const text = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 400, arbitrary: fc.constantFrom(...PIECES) },
        { weight: 1, arbitrary: fc.constantFrom(...RARE, ...RARE_LINE) },
      ),
      { maxLength: 12 },
    ),
    fc.integer({ min: 1, max: 60 }),
    fc.nat(40),
  )
  .map(([pieces, times, lead]) => "x".repeat(lead) + pieces.join("").repeat(times));
const value = fc.record({
  a: text,
  b: fc.array(fc.oneof(text, fc.integer(), fc.constant(null)), { maxLength: 3 }),
  ключ: text,
});

/** The ways in which writers of JSON escape. */
const WRITERS: Readonly<Record<string, (value: unknown) => string>> = {
  raw: (v) => JSON.stringify(v),
  ascii: (v) =>
    JSON.stringify(v).replace(/[^\x00-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
  html: (v) =>
    JSON.stringify(v).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`),
  spaced: (v) => JSON.stringify(v, null, 1).replace(/(?<!\\)\//g, "\\/"),
};
const record = fc
  .tuple(value, fc.constantFrom(...Object.keys(WRITERS)))
  .map(([v, name]) => WRITERS[name]!(v));

function restored(skimmed: Skimmed): string {
  let text = skimmed.text;
  for (const e of skimmed.elided) {
    const escaped = `\\ufdd0${e.marker.slice(1, -1)}\\ufdd1`;
    text = text.replace(escaped, () => JSON.stringify(e.read()).slice(1, -1));
  }
  return text;
}

function count(text: string): UnitsByClass {
  const units = { ascii: 0, latin: 0, cyrillic: 0, hangul: 0, other: 0 };
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) units.ascii++;
    else if (unit < 0x370) units.latin++;
    else if (unit >= 0x400 && unit < 0x530) units.cyrillic++;
    else if (unit >= 0xac00 && unit < 0xd7b0) units.hangul++;
    else units.other++;
  }
  return units;
}

describe("the skimmer", () => {
  test("the module is that of the sources", { timeout: 60_000 }, async () => {
    const committed = readFileSync(
      resolve(import.meta.dirname, "../../src/source/skim/skim.generated.ts"),
      "utf8",
    );
    expect(await compileSkim()).toBe(committed);
  });

  test("leaves out the middle of long texts, and what it says of it is so", () => {
    let elided = 0;
    fc.assert(
      fc.property(record, (raw) => {
        const skimmed = skim(raw);
        if (skimmed === null) return;
        expect(JSON.parse(restored(skimmed))).toEqual(JSON.parse(raw));
        for (const e of skimmed.elided) {
          elided++;
          const whole = e.read();
          expect(whole).not.toMatch(CANDIDATE);
          expect(whole).not.toMatch(INTEREST);
          expect(e.units).toEqual(count(whole));
          for (const n of [0, 1, 7, 100, 1e6]) {
            const tail = e.tail(n);
            expect(whole.endsWith(tail) && tail.length >= Math.min(n, whole.length)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(elided).toBeGreaterThan(100);
  });

  test("strings of a skeleton that hold no marker are whole, and no text that names Chinese is passed over", () => {
    fc.assert(
      fc.property(record, (raw) => {
        const skimmed = skim(raw);
        if (skimmed === null) return;
        const strings = (v: unknown): string[] =>
          typeof v === "string"
            ? [v]
            : v !== null && typeof v === "object"
              ? Object.values(v).flatMap(strings)
              : [];
        const full = strings(JSON.parse(raw));
        strings(JSON.parse(skimmed.text)).forEach((text, i) => {
          const found = skimmed.elided.find((e) => text.includes(e.marker));
          if (found === undefined) expect(text).toBe(full[i]);
          else if (NAMES_CHINESE.test(full[i]!)) expect(found.namesChinese).toBe(true);
        });
      }),
      { numRuns: 200 },
    );
  });

  test("an offset of the skeleton leads to the same place of the record", () => {
    fc.assert(
      fc.property(record, fc.nat(), (raw, seed) => {
        const skimmed = skim(raw);
        if (skimmed === null) return;
        const { text } = skimmed;
        const markers = [...text.matchAll(/\\ufdd0\d+\\ufdd1/g)];
        for (let at = seed % 7; at <= text.length; at += 13) {
          if (/^[\udc00-\udfff]/.test(text.slice(at, at + 1))) continue;
          const { units, bytes } = skimmed.place(at);
          expect(Buffer.byteLength(raw.slice(0, units))).toBe(bytes);
          const inMarker = markers.some((m) => m.index <= at && at < m.index + m[0].length);
          if (!inMarker) expect(raw.slice(units, units + 1)).toBe(text.slice(at, at + 1));
        }
        expect(skimmed.place(text.length)).toEqual({ units: raw.length, bytes: Buffer.byteLength(raw) });
      }),
      { numRuns: 150 },
    );
  });

  test("what is no JSON, or no UTF-8, is refused or stays so", () => {
    const damage = fc.record({
      at: fc.nat(),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
      cut: fc.nat(3),
    });
    fc.assert(
      fc.property(record, fc.array(damage, { minLength: 1, maxLength: 3 }), (raw, damages) => {
        let bytes = Buffer.from(raw);
        for (const { at, bytes: put, cut } of damages) {
          const from = at % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]);
        }
        const skimmed = skimmer.skim(bytes);
        if (skimmed === null) return;
        expect(isUtf8(bytes)).toBe(true);
        const full = parsed(bytes.toString());
        if (full === undefined) expect(parsed(skimmed.text)).toBeUndefined();
        else expect(JSON.parse(restored(skimmed))).toEqual(full);
      }),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 512, maxLength: 2000 }), (bytes) => {
        skimmer.skim(bytes);
      }),
      { numRuns: 100 },
    );
  });

  test("a string with anything that a reader looks for stays whole, wherever it stands", () => {
    const reading = createSkimmer(SKIM_MARKS)!;
    const words = "some words of a text, ".repeat(80);
    const marks = SKIM_MARKS.elements.flatMap((name) => [`<${name}>`, `</${name.toUpperCase()} x>`]);
    const lines = SKIM_MARKS.lines.map((line) => `\n${line}\n`);
    expect(reading.skim(Buffer.from(JSON.stringify(words + words)))).not.toBeNull();
    for (const mark of [...marks, ...lines, ...RARE, ...RARE_LINE]) {
      for (const write of [WRITERS.raw!, WRITERS.ascii!, WRITERS.html!, WRITERS.spaced!]) {
        for (const at of [3, 100, 900, 901, 902, 903, 1700]) {
          const raw = write(words.slice(0, at) + mark + words.slice(at));
          expect(reading.skim(Buffer.from(raw)), mark).toBeNull();
        }
      }
    }
    for (const begin of [...SKIM_MARKS.starts, "{", "[", '"', "\u00a0{", " \n[", "\ufeff{"]) {
      expect(reading.skim(Buffer.from(JSON.stringify(` ${begin}${words}`))), begin).toBeNull();
    }
  });

  test("what is left of embedded files is still binary, and long words are no base64", () => {
    for (const start of ["", "data:image/png;base64,"]) {
      const text = start + "QUJD/+9a".repeat(5000);
      const skimmed = skim(JSON.stringify({ data: text }))!;
      expect(skimmed.text.length).toBeLessThan(5000);
      expect(isBinary(JSON.parse(skimmed.text).data)).toBe(true);
    }
    expect(skim(JSON.stringify("QUJD/+9a".repeat(400)))).toBeNull();
    expect(skim(JSON.stringify(`eyJ${"QUJD/+9a".repeat(4000)}`))).toBeNull();
    expect(skim(JSON.stringify("path/to.file".repeat(4000)))).toBeNull();
  });

  test("equal texts have equal skeletons, other texts others; a stretch is gone with its record", () => {
    const words = (n: number): string =>
      JSON.stringify({ n, a: `${"a word or two. ".repeat(99)}${n}${" and so on".repeat(99)}` });
    const [one, again, two] = [skim(words(1))!, skim(words(1))!, skim(words(2))!];
    expect(one.text).toBe(again.text);
    expect(one.elided[0]!.marker).not.toBe(two.elided[0]!.marker);
    expect(() => one.elided[0]!.read()).toThrow();
    expect(one.place(one.text.length).bytes).toBe(words(1).length);
  });

  test("a record can be read where it was put", () => {
    const raw = Buffer.from(`x${JSON.stringify("a word or two, é. ".repeat(99))}${"🙂".repeat(99)}`);
    raw.copy(skimmer.input, 1000);
    const length = raw.length - 1 - 4 * 99;
    const found = skimmer.skimInput(1001, length)!;
    expect(found.elided[0]!.read()).toContain("two, é. a word");
    expect(found.place(found.text.length).bytes).toBe(length);
    expect(skimmer.skimInput(skimmer.input.length - 600, 601)).toBeNull();
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
