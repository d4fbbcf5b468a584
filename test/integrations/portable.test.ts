import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/pipeline/sha256.js";
import { TextCursor } from "../../src/pipeline/text-origin.js";

const SRC = resolve(import.meta.dirname, "../../src");

/** Every module that a module loads at run time, and the packages that they load. */
function loadedBy(entry: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const code = readFileSync(file, "utf8");
    for (const [, clause, to] of code.matchAll(/^(?:import|export)\b([^;"]*?)\s*(?:from\s+)?"([^"]+)";/gm)) {
      if (clause!.trimStart().startsWith("type ")) continue;
      if (to!.startsWith(".")) visit(resolve(file, "..", to!.replace(/\.js$/, ".ts")));
      else packages.add(to!);
    }
  };
  visit(resolve(SRC, entry));
  return { files, packages };
}

describe("what runs outside of Node", () => {
  test.each(["monitor.ts", "integrations/web.ts", "integrations/langchain.ts", "integrations/otel.ts"])(
    "%s loads no module of Node and uses no Buffer",
    (entry) => {
      const { files, packages } = loadedBy(entry);
      expect(files.size).toBeGreaterThan(50);
      expect([...packages].filter((name) => name.startsWith("node:"))).toEqual([]);
      const users = [...files].filter((file) => /\bBuffer\.|\bprocess\./.test(code(file)));
      expect(users.map((file) => relative(SRC, file))).toEqual([]);
    },
  );

  // UTF-16 units of every kind, so that pairs come together and lone halves stay.
  const units = fc.oneof(fc.nat(0xffff), fc.nat(0x7f), fc.constantFrom(0xd800, 0xdc00, 0x4e2d));
  const texts = fc.array(units, { maxLength: 200 }).map((list) => String.fromCharCode(...list));

  test("the hash is SHA-256", () => {
    const ofNode = (text: string) => createHash("sha256").update(text).digest("hex");
    for (const length of [0, 55, 56, 63, 64, 1000]) {
      expect(sha256("a".repeat(length))).toBe(ofNode("a".repeat(length)));
    }
    fc.assert(
      fc.property(texts, (text) => sha256(text) === ofNode(text)),
      { numRuns: 50 },
    );
  });

  test("bytes are counted as UTF-8, lone surrogates as they are written", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { byteOffset } = new TextCursor().next(text).locate(text.length);
        return byteOffset === Buffer.byteLength(text);
      }),
    );
  });
});

/** Code without its comments. */
function code(file: string): string {
  return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
