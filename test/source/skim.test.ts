import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
// @ts-expect-error a script without types
import { compileSkim } from "../../scripts/compile-skim.mjs";
import type { SkimMarks, Skimmed, UnitsByClass } from "../../src/model/skim.js";
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
});
