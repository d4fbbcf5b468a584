import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HashTable } from "../../src/reader/shared/hash-table.js";

describe("a table of hashes", () => {
  it("holds what a Map holds, however many hashes fall on one place", () => {
    const hash = fc.oneof(
      fc.maxSafeNat(),
      fc.nat(40),
      fc.nat(20).map((n) => n * 2 ** 40 + 7),
      fc.constant(0),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hash, fc.integer({ min: 1, max: 2 ** 32 - 1 })), { maxLength: 300 }),
        (entries) => {
          const table = new HashTable();
          for (const [key, value] of entries) table.set(key, value);
          const map = new Map(entries);
          expect(table.size).toBe(map.size);
          for (const [key, value] of map) expect(table.get(key)).toBe(value);
          for (const key of [1e15, 3, 2 ** 52 + 1]) expect(table.get(key)).toBe(map.get(key) ?? 0);
        },
      ),
    );
  });
});
