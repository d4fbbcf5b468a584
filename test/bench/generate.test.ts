import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chunksOf, KINDS } from "../../bench/generate/index.mjs";
import { recogniseReader } from "../../src/formats.js";
import { readHead } from "../../src/source/index.js";

const SIZE = 1 << 20;
const generate = (name: string, bytes = SIZE, seed = 1): Buffer =>
  Buffer.concat([...chunksOf(KINDS[name]!, bytes, seed)]);
const linesOf = (bytes: Buffer): string[] => bytes.toString("utf8").trimEnd().split("\n");
const hash = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

describe("generated sessions", () => {
  test("are the same for the same seed, and others for another", () => {
    expect(hash(generate("han-1"))).toBe(hash(generate("han-1")));
    expect(hash(generate("han-1", SIZE, 2))).not.toBe(hash(generate("han-1")));
  });

  test.each(["han-0.1", "han-1", "han-50", "codex-1", "plain-1"])(
    "%s holds Han on the share asked for",
    (name) => {
      const lines = linesOf(generate(name, 4 * SIZE));
      const han = lines.filter((line) => /\p{Script=Han}/u.test(line)).length;
      expect(Math.abs(han - lines.length * KINDS[name]!.han)).toBeLessThanOrEqual(1);
    },
  );

  test.each(Object.keys(KINDS))("%s is recognised as its format and about as long as asked", async (name) => {
    const bytes = generate(name);
    expect(bytes.length).toBeGreaterThanOrEqual(SIZE);
    expect(bytes.length).toBeLessThan(2 * SIZE + 100_000);
    const { head } = await readHead(chunked(bytes), "-");
    expect(recogniseReader(head, null).reader.format).toBe(KINDS[name]!.shape);
    const { shape, stream } = KINDS[name]!;
    if (shape !== "plain" && stream !== true) for (const line of linesOf(bytes)) JSON.parse(line);
  });

  test("every record has an identity of its own in all seeds, and an escaped one is ASCII", () => {
    const lines = [...linesOf(generate("han-1")), ...linesOf(generate("han-1", SIZE, 2))];
    const records = lines.map((line) => JSON.parse(line) as { uuid: string });
    expect(new Set(records.map(({ uuid }) => uuid)).size).toBe(records.length);
    expect(generate("escaped").every((byte) => byte < 0x80)).toBe(true);
  });
});

async function* chunked(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
