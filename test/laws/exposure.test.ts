import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Channel, Role, UtteranceMeta } from "../../src/model/utterance.js";
import { createExposureCounter, mergeExposure, NO_EXPOSURE } from "../../src/provenance/exposure.js";

interface Told {
  readonly meta: UtteranceMeta;
  readonly text: string;
}

const told: fc.Arbitrary<Told> = fc.record({
  meta: fc
    .record({
      role: fc.constantFrom<Role>("user", "assistant"),
      channel: fc.constantFrom<Channel>("answer", "reasoning", "prompt"),
      session: fc.constantFrom("a", "b"),
      model: fc.option(fc.constantFrom("m", "n"), { nil: undefined }),
      timestamp: fc.option(
        fc
          .integer({ min: 0, max: 4e12 })
          .map((time) => new Date(time).toISOString())
          .chain((iso) => fc.constantFrom(iso, iso.replace("Z", "+00:00"), "not a time")),
        { nil: undefined },
      ),
    })
    .map(
      (meta) => Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== undefined)) as never,
    ),
  text: fc.string({ unit: fc.constantFrom("a", " ", "合", "😀"), maxLength: 12 }),
});

function exposure(all: readonly Told[]) {
  const counter = createExposureCounter();
  for (const { meta, text } of all) {
    counter.utterance(meta).text(text);
  }
  return counter.total();
}

const withoutTokens = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === "tokens" ? 0 : inner)));

describe("exposure", () => {
  it("of parts adds up to that of the whole, in any order", () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 12 }), fc.nat(12), (all, cut) => {
        const [a, b] = [exposure(all.slice(0, cut)), exposure(all.slice(cut))];
        // Tokens are rounded in each part.
        expect(withoutTokens(mergeExposure(a, b))).toEqual(withoutTokens(exposure(all)));
        expect(mergeExposure(b, a)).toEqual(mergeExposure(a, b));
        expect(mergeExposure(a, NO_EXPOSURE)).toEqual(a);
      }),
    );
  });

  it("spans the earliest and the latest time that is one", () => {
    const at = (timestamp: string): Told => ({
      meta: { role: "assistant", channel: "answer", session: "s", timestamp },
      text: "x",
    });
    const times = ["2026-01-02T10:00:00Z", "2026-01-02T09:30:00+02:00", "soon", "2026-01-02T11:00:00+02:00"];
    expect(exposure(times.map(at))).toMatchObject({
      first: "2026-01-02T09:30:00+02:00",
      last: "2026-01-02T10:00:00Z",
    });
  });
});
