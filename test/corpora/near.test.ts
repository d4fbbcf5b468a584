import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fiveGrams, jaccard, nearPairs } from "../../scripts/corpora-near.mjs";
import { sessionWith } from "./sessions.js";

const says = (text: string) => sessionWith(text, []);

describe("nearPairs", () => {
  it("finds copies that differ in case, width, space and one word, and no others", () => {
    const text = "The crate on the second shelf holds the spare valves for the north pump";
    const sessions = [
      says(text),
      says("Nothing here has to do with any of the others, not even a little"),
      says(`${text.toUpperCase()}!`),
      says(text.replace("second", "third")),
      says("１２３"),
      says("1 2 3"),
      says("…"),
      says("…"),
    ];
    const found = nearPairs(sessions).map((p) => [sessions.indexOf(p.first), sessions.indexOf(p.second)]);
    expect(found.sort()).toEqual([
      [0, 2],
      [0, 3],
      [2, 3],
      [4, 5],
    ]);
  });

  it("finds what comparing all with all finds", () => {
    const word = fc.constantFrom("alpha", "beta", "gamma", "丙丁", "x");
    const session = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => says(words.join(" ")));
    fc.assert(
      fc.property(fc.array(session, { maxLength: 12 }), fc.constantFrom(0.4, 0.7, 1), (sessions, least) => {
        const sets = sessions.map(fiveGrams);
        const all = sets.flatMap((a, i) => sets.slice(0, i).filter((b) => jaccard(a, b) >= least));
        expect(nearPairs(sessions, least).length).toBe(all.length);
      }),
      { numRuns: 300 },
    );
  });
});
