import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceInterval, signTest, wilson } from "../../scripts/corpora-interval.mjs";

describe("wilson", () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    // Over everything: the mirror image of nothing.
    [20, 20, 0.8389, 1],
  ])("of %i in %i agrees with the published interval", (part, whole, low, high) => {
    const interval = wilson(part, whole)!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("holds the rate, stays within 0 and 1, and says nothing over nothing", () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(3000), (a, b) => {
        const interval = wilson(Math.min(a, b), Math.max(a, b));
        if (interval === null) return Math.max(a, b) === 0;
        const { rate, low, high } = interval;
        return 0 <= low && low <= rate && rate <= high && high <= 1;
      }),
      { numRuns: 300 },
    );
  });
});

describe("differenceInterval", () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), 873–890, table II, method 10; first less second there.
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [10, 10, 0, 10, 0.6075, 1],
  ])("of %i/%i less %i/%i agrees with the published interval", (a, n, b, m, low, high) => {
    const interval = differenceInterval([b, m], [a, n])!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("is null when either share is of nothing", () => {
    expect(differenceInterval([0, 0], [1, 2])).toBeNull();
    expect(differenceInterval([1, 2], [0, 0])).toBeNull();
  });
});

describe("signTest", () => {
  it("counts the tail of fair coins", () => {
    expect(signTest(5, 0)).toBeCloseTo(1 / 32, 12);
    expect(signTest(4, 0)).toBeCloseTo(1 / 16, 12);
    expect(signTest(8, 2)).toBeCloseTo((45 + 10 + 1) / 1024, 12);
    expect(signTest(0, 7)).toBeCloseTo(1, 12);
    expect(signTest(0, 0)).toBe(1);
  });

  it("does not lose itself in long series", () => {
    expect(signTest(1500, 1500)).toBeGreaterThan(0.5);
    expect(signTest(1500, 1500)).toBeLessThan(0.52);
    expect(signTest(1600, 1400)).toBeLessThan(0.001);
  });
});
