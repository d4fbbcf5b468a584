import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { anchorsOf } from "../../scripts/regex-anchors.mjs";
import { createAnchorSearch } from "../../src/judge/anchor-search.js";
import { ANCHORS } from "../../src/judge/anchors.generated.js";
import { namePatterns } from "../../src/judge/language-names.js";

describe("anchors of the patterns that name a language", () => {
  it("are those of the patterns as they are now", () => {
    expect(namePatterns().map(({ pattern }) => anchorsOf(pattern))).toEqual(ANCHORS);
  });

  it("stand in every text that a pattern matches", () => {
    const folder = new URL("../../corpora/tuned/", import.meta.url);
    // One file in four has every kind of text.
    const lines = readdirSync(folder)
      .filter((_, at) => at % 4 === 0)
      .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"));
    const search = createAnchorSearch(ANCHORS);
    let matches = 0;
    const missed = lines.flatMap((line) => {
      const mayMatch = search(line);
      return namePatterns().flatMap(({ pattern }, index) => {
        const found = line.match(pattern)?.[0];
        if (found === undefined) return [];
        matches++;
        return mayMatch(index) ? [] : [`${index}: ${found}`];
      });
    });
    expect(missed).toEqual([]);
    expect(matches).toBeGreaterThan(300);
  });

  it("are found wherever they stand, in any case, also those of one unit", () => {
    const mayMatch = createAnchorSearch([["chin", "文"], ["in english"], null, ["nowhere"]])(
      "Write IN ENGLISH, 中文",
    );
    expect([0, 1, 2, 3].map(mayMatch)).toEqual([true, true, true, false]);
    expect(createAnchorSearch([["chin"]])("China")(0)).toBe(true);
    expect(createAnchorSearch([["chin"]])("chi")(0)).toBe(false);
    const word = createAnchorSearch([["\0cn"]]);
    expect(["cn", "a CN version", "récn", "é-cn"].map((text) => word(text)(0))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});
