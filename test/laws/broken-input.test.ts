import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { DRIFTS, FORMATS, recordsOf } from "./broken-logs.js";
import { scanBytes } from "./events.js";

const json = (value: object): string => JSON.stringify(value);
const pretty = (value: object): string => JSON.stringify(value, null, 2);
const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
/** 状 and 态 in GBK. */
const GBK: Readonly<Record<string, readonly number[]>> = { 数: [0xca, 0xfd], 据: [0xbe, 0xdd] };

/** A log of which one record, the fourth, is written differently. */
function fourth(records: readonly object[], write: (record: object) => string, end = "\n"): string {
  return records.map((each, index) => (index === 3 ? write(each) : json(each) + end)).join("");
}

/** One kind of broken input: how it is made, and what is told of it besides all the drifts at their places. */
interface Kind {
  readonly make: (records: readonly object[]) => string | Uint8Array;
  readonly codes?: readonly string[];
  /** Drifts that cannot be found. */
  readonly lost?: readonly string[];
}

const REPAIRED = ["repaired-json on the line of 数据"];
const CUT = ["truncated-record on the line of 数据, partial"];
const INVALID = ["invalid-json on the line of 数据, partial"];

const KINDS: Readonly<Record<string, Kind>> = {
  "objects glued together": { make: (all) => fourth(all, json) },
  "all objects on one line": { make: (all) => all.map(json).join("") },
  "all objects on one line, spaced": { make: (all) => all.map(json).join(" ") },
  "half an object and a whole one on its line": {
    make: (all) => fourth(all, (each) => json(each).slice(0, -25)),
    codes: CUT,
  },
  "a line that is cut": { make: (all) => fourth(all, (each) => `${json(each).slice(0, -25)}\n`), codes: CUT },
  "objects on many lines": { make: (all) => all.map(pretty).join("\n") },
  "objects on many lines, CRLF": { make: (all) => all.map(pretty).join("\n").replaceAll("\n", "\r\n") },
  "objects on many lines, one without its end": {
    make: (all) =>
      all.map((each, index) => (index === 3 ? pretty(each).slice(0, -12) : pretty(each))).join("\n"),
    codes: ["truncated-record, partial"],
  },
  "objects on many lines, one broken": {
    make: (all) =>
      all.map((each, index) => (index === 3 ? pretty(each).replace('":', '"') : pretty(each))).join("\n"),
    codes: ["invalid-json, partial"],
  },
  "an array of objects on many lines": { make: (all) => pretty(all as object[]) },
  "an array of objects on many lines, cut": {
    make: (all) => pretty(all as object[]).slice(0, -30),
    codes: ["truncated-record, partial"],
  },
  "an array of one object a line": { make: (all) => `[\n${all.map(json).join(",\n")}\n]\n` },
  "a comma behind every line": { make: (all) => all.map((each) => `${json(each)},\n`).join("") },
  "a trailing comma": {
    make: (all) => fourth(all, (each) => `${json(each).replace(/\}$/, ",}")}\n`),
    codes: REPAIRED,
  },
  "values of Python": {
    make: (all) => fourth(all, (each) => `${json(each).replace(/\}$/, ',"x":[NaN,-Infinity,None,True]}')}\n`),
    codes: REPAIRED,
  },
  "invalid escapes": {
    make: (all) => fourth(all, (each) => `${json(each).replace("Step", "\\d \\x41 C:\\Users Step")}\n`),
    codes: REPAIRED,
  },
  "raw control characters": {
    make: (all) => fourth(all, (each) => `${json(each).replace("Step", "\t\u0001Step")}\n`),
    codes: REPAIRED,
  },
  "a NUL byte inside a string": {
    make: (all) => fourth(all, (each) => `${json(each).replace("Step", "St\0ep")}\n`),
    codes: REPAIRED,
  },
  "NUL bytes between lines": { make: (all) => fourth(all, (each) => `${json(each)}\n${"\0".repeat(512)}\n`) },
  "NUL bytes before an object": {
    make: (all) => fourth(all, (each) => `${"\0".repeat(512)}${json(each)}\n`),
    codes: REPAIRED,
  },
  "NUL bytes at the end": {
    make: (all) => all.map((each) => `${json(each)}\n`).join("") + "\0".repeat(4096),
  },
  "a line break inside a string": {
    make: (all) => fourth(all, (each) => `${json(each).replace("Step", "\nStep")}\n`),
    codes: ["truncated-record, partial", ...INVALID],
  },
  "a missing colon": {
    make: (all) => fourth(all, (each) => `${json(each).replace('":', '"')}\n`),
    codes: INVALID,
  },
  "a record as Python shows it": {
    make: (all) => fourth(all, (each) => `${json(each).replaceAll('"', "'")}\n`),
    codes: INVALID,
  },
  "a line of prose": {
    make: (all) => fourth(all, () => "The job has failed: we print the 数据 of it here.\n"),
    codes: INVALID,
  },
  "the end of a record first": {
    make: (all) => `${json(all[0]!).slice(20)}\n${all.slice(1).map(json).join("\n")}\n`,
    codes: ["invalid-json on the line of 状态, partial"],
  },
  CRLF: { make: (all) => all.map((each) => `${json(each)}\r\n`).join("") },
  "a byte-order mark": { make: (all) => `\ufeff${all.map(json).join("\n")}` },
  "UTF-16 with a mark": { make: (all) => utf16(`\ufeff${all.map(json).join("\r\n")}`) },
  "UTF-16 without one": { make: (all) => utf16(all.map(json).join("\n")) },
  "big-endian UTF-16 without one": { make: (all) => utf16(all.map(json).join("\n")).swap16() },
  "a lone surrogate": {
    make: (all) => fourth(all, (each) => `${json(each).replace("Step", "\\ud83d Step")}\n`),
  },
  "invalid UTF-8": {
    make: (all) => {
      const [before, after] = fourth(all, (each) => `${json(each).replace("Step", "<bad>Step")}\n`).split(
        "<bad>",
      );
      return Buffer.concat([Buffer.from(before!), Buffer.of(0xff, 0xe4, 0xb8), Buffer.from(after!)]);
    },
    codes: ["invalid-encoding on the line of 数据"],
  },
  "a line in GBK": {
    make: (all) =>
      Buffer.concat(
        [...fourth(all, (each) => `${json(each)}\n`)].map((c) => Buffer.from(GBK[c] ?? Buffer.from(c))),
      ),
    codes: ["invalid-encoding on the line of 数据, partial"],
    lost: ["数据"],
  },
};

/** Line of a drift in the text, as a person would count. */
function lineOf(source: string | Uint8Array, drift: string): number {
  if (typeof source === "string") return source.slice(0, source.indexOf(drift)).split("\n").length;
  for (const encoding of ["utf8", "utf16le"] as const) {
    const text = Buffer.from(source).toString(encoding);
    if (text.includes(drift)) return lineOf(text, drift);
  }
  return lineOf(Buffer.from(source).swap16().toString("utf16le"), drift);
}

const only = <T extends ScanEvent["type"]>(events: readonly ScanEvent[], type: T) =>
  events.filter((event): event is Extract<ScanEvent, { type: T }> => event.type === type);

describe("a broken log is read as far as it goes", () => {
  const cases = Object.keys(KINDS).flatMap((kind) =>
    Object.keys(FORMATS).map((format) => [kind, format] as const),
  );

  test.each(cases)("%s: %s", async (kind, format) => {
    const { make, codes = [], lost = [] } = KINDS[kind]!;
    const source = make(recordsOf(format));
    const events = await scanBytes(Buffer.from(source), []);
    const found = only(events, "finding").map(({ run, location }) => [run.text, location.line]);
    const expected = DRIFTS.filter((each) => !lost.includes(each)).map((each) => [
      each,
      lineOf(source, each),
    ]);
    expect(found).toEqual(expected);
    expect(only(events, "end").map((event) => event.format)).toEqual([format]);
    const told = only(events, "diagnostic").filter(({ code }) => code !== "unknown-format");
    expect(told.length).toBe(codes.length);
    for (const [index, { code, partial, location }] of told.entries()) {
      const [name, drift] = codes[index]!.replace(", partial", "").split(" on the line of ");
      expect([code, partial]).toEqual([name, codes[index]!.endsWith(", partial")]);
      if (drift !== undefined) expect(location?.line).toBe(lost.includes(drift) ? 4 : lineOf(source, drift));
    }
    expect(only(events, "summary")[0]!.complete).toBe(told.every(({ partial }) => !partial));
  });
});

describe("a fault stays where it is", () => {
  const fragment = fc.oneof(
    fc.constantFrom(
      '"',
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\\",
      "\n",
      "\r\n",
      '{"',
      '"}}',
      "数据",
      "data: ",
      "\u001b[2K",
    ),
    fc.uint8Array({ min: 1, maxLength: 6 }),
  );
  const inserted = fc
    .array(fragment, { minLength: 1, maxLength: 6 })
    .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part as string))));

  test.each(Object.keys(FORMATS))(
    "bytes put anywhere into a log of %s change nothing in other lines",
    async (as) => {
      const log = Buffer.from(
        recordsOf(as)
          .map((each) => `${json(each)}\n`)
          .join(""),
      );
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: log.length }), inserted, async (at, bytes) => {
          const broken = Buffer.concat([log.subarray(0, at), bytes, log.subarray(at)]);
          const touched = log.subarray(0, at).toString("latin1").split("\n").length;
          const added = bytes.toString("latin1").split("\n").length - 1;
          const expected = DRIFTS.map(
            (drift, index) => [drift, index + 1 > touched ? index + 1 + added : index + 1] as const,
          ).filter((_, index) => index + 1 !== touched);
          const events = await scanBytes(broken, [], { as });
          const found = only(events, "finding").map(({ run, location }) => `${run.text} ${location.line}`);
          for (const [drift, line] of expected) expect(found).toContain(`${drift} ${line}`);
        }),
        { numRuns: 60 },
      );
    },
  );
});
