import { describe, expect, test } from "vitest";
import {
  hanScriptOf,
  inBig5,
  inBig5First,
  inGb,
  inGbFirst,
  inJapaneseUse,
  inJis,
  inJisFirst,
  inKs,
  isJapaneseOnly,
  isSimplifiedOnly,
  isTraditionalOnly,
} from "../../src/identify/repertoire.js";

const URO = Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, i) => 0x4e00 + i);
const count = (test: (c: number) => boolean): number => URO.filter(test).length;
const all = (characters: string, test: (c: number) => boolean): boolean =>
  [...characters].every((c) => test(c.codePointAt(0)!));

describe("the repertoires", () => {
  test("have the sizes that the standards state", () => {
    expect({
      gb: count(inGb),
      gbFirst: count(inGbFirst),
      jis: count(inJis),
      jisFirst: count(inJisFirst),
    }).toEqual({
      gb: 6763,
      gbFirst: 3755,
      jis: 6355,
      jisFirst: 2965,
    });
    expect({ big5First: count(inBig5First), ks: count(inKs) }).toEqual({ big5First: 5401, ks: 4620 });
    // 13,053 with two of them coded twice, and the seven of ETEN.
    expect(count(inBig5)).toBe(13_058);
  });

  test("2,191 characters are simplified only and 844 Japanese only, as was measured", () => {
    expect([count(isSimplifiedOnly), count(isJapaneseOnly)]).toEqual([2191, 844]);
  });

  test("characters whose standing is known", () => {
    expect(all("这们说验证", isSimplifiedOnly)).toBe(true);
    expect(all("込働図気処", isJapaneseOnly)).toBe(true);
    expect(all("妳啟", isTraditionalOnly)).toBe(true);
    const shared = [..."国会路中核心"].map((c) => c.codePointAt(0)!);
    expect(shared.some((c) => isSimplifiedOnly(c) || isJapaneseOnly(c) || isTraditionalOnly(c))).toBe(false);
    expect(all("髙﨑塡剝頰𠮟", inJapaneseUse)).toBe(true);
    expect(all("这们", inJapaneseUse)).toBe(false);
  });

  test("a compatibility ideograph counts as the one that NFC makes of it", () => {
    expect(inKs("\uf967".codePointAt(0)!)).toBe(true);
    expect(inGb("\uf967".codePointAt(0)!)).toBe(true);
  });

  test.each([
    ["验证国", "Hans"],
    ["驗證", "Hant"],
    ["核心", "Hani"],
  ])("the Chinese script of %s is %s", (text, script) => {
    expect(hanScriptOf(text)).toBe(script);
  });
});
