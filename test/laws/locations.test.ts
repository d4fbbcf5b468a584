import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { scanBytes } from "./events.js";

type FindingEvent = Extract<ScanEvent, { type: "finding" }>;

/** JSON text of a string with some characters escaped, chosen by `mask`. */
function escapeSome(text: string, mask: readonly boolean[]): string {
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const plain = JSON.stringify(text[i]!).slice(1, -1);
    const escaped = `\\u${unit.toString(16).padStart(4, "0")}`;
    const surrogate = unit >= 0xd800 && unit < 0xe000;
    // Both halves of a pair are escaped or none.
    const pairMask = mask[(unit >= 0xdc00 && unit < 0xe000 ? i - 1 : i) % mask.length];
    out += pairMask
      ? i % 2
        ? escaped.toUpperCase().replace("\\U", "\\u")
        : escaped
      : surrogate
        ? text[i]
        : plain;
  }
  return `"${out}"`;
}

const fragment = fc.constantFrom(
  "check the 状态 now ",
  "路",
  "𠮷野",
  "完整的 list\n",
  "\t",
  '"',
  "\\",
  "é",
  "🎉",
  "plain words ",
  "数据，已经 saved ",
  "ＡＢ",
);
const texts = fc.array(fragment, { minLength: 1, maxLength: 10 }).map((parts) => parts.join(""));
const masks = fc.array(fc.boolean(), { minLength: 1, maxLength: 9 });

function pointed(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of pointer.split("/").slice(1))
    at = (at as Record<string, unknown>)[token.replace(/~1/g, "/").replace(/~0/g, "~")];
  return at;
}

describe("law 2: locations are true", () => {
  test("JSON Lines: offsets, pointer, raw bytes and column lead to the run, escapes included", async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(texts, { minLength: 1, maxLength: 3 }),
        masks,
        fc.constantFrom("", "\ufeff"),
        fc.constantFrom("\n", "\r\n"),
        async (answers, mask, bom, eol) => {
          const lines = answers.map(
            (a, i) =>
              `{"messages":[{"role":"user","content":"Go on, please, and tell me about it. ${"x".repeat(i)}é"},{"role":"assistant","content":${escapeSome(a, mask)}}]}`,
          );
          const raw = bom + lines.map((l) => l + eol).join("");
          const bytes = Buffer.from(raw);
          const events = await scanBytes(bytes, [], { as: "messages" });
          for (const event of events) {
            if (event.type !== "finding") continue;
            seen++;
            checkJson(event, bytes, lines);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(300);
  });

  function checkJson({ location, run }: FindingEvent, bytes: Buffer, lines: readonly string[]): void {
    const line = lines[location.line - 1]!;
    const text = pointed(JSON.parse(line), location.pointer!) as string;
    expect(text.slice(location.start, location.end)).toBe(run.text);
    const raw = bytes.subarray(location.byteOffset, location.byteOffset + location.byteLength).toString();
    expect(JSON.parse(`"${raw}"`)).toBe(run.text);
    expect(line.slice(location.column - 1, location.endColumn - 1)).toBe(raw);
    expect(location.endLine).toBe(location.line);
  }

  test("plain text: offsets, bytes, line and column lead to the run, escape sequences and time stamps set aside", async () => {
    const prefix = fc.constantFrom("", "2026-03-01 10:11:12,345 INFO ", "\u001b[32m", "[10:11:12] ");
    const line = fc.tuple(
      prefix,
      texts.map((t) => t.replace(/[\n\r]/g, " ")),
      fc.constantFrom("", "\u001b[0m"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        async (parts, eol) => {
          const lines = [
            "We go on with the work as planned and report below.",
            ...parts.map((p) => p.join("")),
          ];
          const bytes = Buffer.from(lines.map((l) => l + eol).join(""));
          for (const event of await scanBytes(bytes, [], { as: "plain" })) {
            if (event.type !== "finding") continue;
            const { location, run } = event;
            const raw = bytes
              .subarray(location.byteOffset, location.byteOffset + location.byteLength)
              .toString();
            expect(raw.replaceAll(/\u001b\[\d*m/g, "")).toBe(run.text);
            expect(lines[location.line - 1]!.slice(location.column - 1, location.endColumn - 1)).toBe(raw);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
