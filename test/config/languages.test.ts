import { iso6393, iso6393To1 } from "iso-639-3";
import { expect, test } from "vitest";
import { EVERYDAY, parseLanguage } from "../../src/config/languages.js";

test("the everyday tags say what the tables say", () => {
  for (const [two, three] of EVERYDAY) {
    expect(iso6393To1[three]).toBe(two);
    expect(iso6393.some((language) => language.iso6393 === three)).toBe(true);
  }
  expect(["zh", " ZH-Hant-TW", "en_US", "Chinese", "sv", "cmn"].map(parseLanguage)).toEqual([
    "cmn",
    "cmn",
    "eng",
    "cmn",
    "swe",
    "cmn",
  ]);
});
