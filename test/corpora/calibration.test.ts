import { describe, expect, it } from "vitest";
import { reliability } from "../../scripts/corpora-calibration.mjs";

const claims = (certainty: number, right: number, wrong: number) =>
  Array.from({ length: right + wrong }, (_, index) => ({ certainty, right: index < right }));

describe("reliability", () => {
  it("finds nothing to mend in certainties that hold", () => {
    const held = reliability([...claims(0.75, 3, 1), ...claims(0.5, 2, 2)])!;
    expect(held.error).toBe(0);
    expect(held.brier).toBeCloseTo((4 * 0.1875 + 4 * 0.25) / 8, 12);
    expect(held.bins.map(({ from, count, right }) => [from, count, right])).toEqual([
      [0.5, 4, 2],
      [0.7, 4, 3],
    ]);
  });

  it("weights the gaps by their counts, and compares with one certainty for all", () => {
    const boastful = reliability([...claims(1, 6, 2), ...claims(0.4, 2, 0)])!;
    expect(boastful.error).toBeCloseTo((8 * 0.25 + 2 * 0.6) / 10, 12);
    expect(boastful.brier).toBeCloseTo((2 + 2 * 0.36) / 10, 12);
    expect(boastful.baseRateBrier).toBeCloseTo(0.8 * 0.2, 12);
  });

  it("puts every claim into one bin, edges into the bin that they open, and 1 into its own", () => {
    const certainties = [0, 0.1, 0.3, 0.69, 0.7, 0.95, 0.98, 0.99, 1];
    const { bins } = reliability(certainties.map((certainty) => ({ certainty, right: true })))!;
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(certainties.length);
    expect(bins.map((bin) => bin.from)).toEqual([0, 0.1, 0.3, 0.6, 0.7, 0.95, 0.98, 0.99, 1]);
    expect(bins.at(-1)).toMatchObject({ from: 1, to: null, count: 1 });
  });

  it("is null over nothing", () => {
    expect(reliability([])).toBeNull();
  });
});
