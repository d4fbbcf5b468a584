import { describe, expect, it } from "vitest";
import { compareSummaries } from "../../src/compare-summaries.js";
import { compareText } from "../../src/compare-text.js";
import type { SessionLedger } from "../../src/model/ledger.js";
import { readLedger } from "../../src/provenance/ledger-file.js";
import { onsetRate as rateOf } from "../../src/provenance/onset-rate.js";
import { garwoodInterval } from "../../src/provenance/rate-interval.js";
import { provenanceReport } from "../../src/provenance-report.js";
import { provenanceText } from "../../src/provenance-text.js";
import { summaryOf } from "../cli/sessions.js";

/** So many sessions of 50,000 tokens, the first of them with an onset. */
const sessions = (count: number, affected: number) =>
  Array.from({ length: count }, (_, i) => ({ onsets: i < affected ? 3 : 0, exposure: 0.05 }));

const onsetRate = (counts: ReturnType<typeof sessions>) => {
  const onsets = counts.filter((session) => session.onsets > 0).length;
  return rateOf(counts, { onsets, exposure: counts.length / 20 });
};

describe("the rate to read", () => {
  it("is onsets over tokens with the exact interval while they are rare, or too few to tell", () => {
    const rare = { ...garwoodInterval({ onsets: 9, exposure: 5 })!, method: "tokens" };
    expect(onsetRate(sessions(100, 9))).toEqual(rare);
    expect(onsetRate(sessions(5, 4))).toMatchObject({ method: "tokens", rate: 16 });
    expect(onsetRate([])).toBeNull();
  });

  it("allows for sessions that would have had several where they are common", () => {
    const common = onsetRate(sessions(100, 40))!;
    expect(common.method).toBe("sessions");
    // 1 − exp(−0.05 λ) = 0.4; over tokens it would be 8.
    expect(common.rate).toBeCloseTo(-Math.log(0.6) / 0.05, 6);
    expect(onsetRate(sessions(8, 8))).toMatchObject({ method: "sessions", rate: Number.POSITIVE_INFINITY });
  });
});

const ledgerOf = (onsets: number, tokens: number): SessionLedger =>
  readLedger(summaryOf(`m${onsets}`, onsets, tokens), "m");

async function reportOf(ledger: SessionLedger) {
  return provenanceReport({
    evidence: { ledger, text: null },
    controls: [{ name: "c", ledger: ledgerOf(2, 5_000_000) }],
    loadCandidates: async () => [],
    seed: 1,
  });
}

describe("reports", () => {
  it("say which of the two they print", async () => {
    // Twelve sessions of 1,000 tokens have one, a long one has none.
    const text = provenanceText(await reportOf(ledgerOf(12, 20_000)), 1000);
    expect(text).toMatch(
      /per million tokens: \S+ \(95 % by whole sessions \S+\)\n {2}By whole sessions, since/,
    );
    expect(text).toMatch(/codex .* \*\n(?:.*\n)*? {2}\* By whole sessions/);
    expect(text).toMatch(/per million tokens \(95 % interval by whole sessions, since many have some, /);
    expect(text).toContain("the ratios are rough");
    const compared = compareSummaries(ledgerOf(12, 20_000), ledgerOf(2, 5_000_000));
    expect(compareText(compared, ["a", "b"])).toContain("* By whole sessions");
  });

  it("give a lower end alone when every session has one, and stay exact where onsets are rare", async () => {
    const { sessions: all, ...rest } = ledgerOf(12, 20_000);
    const affected = { ...rest, sessions: all.filter(({ cells }) => cells[0]!.findings > 0) };
    const text = provenanceText(await reportOf(affected), 1000);
    expect(text).toMatch(
      /at least \S+ per million tokens \(lower end of the 95 % interval by whole sessions/,
    );
    const few = provenanceText(await reportOf(ledgerOf(3, 4_000_000)), 1000);
    expect(few).toContain("(95 % exact 0.155-2.19; Jeffreys");
    expect(few).not.toContain("whole sessions, since");
  });
});
