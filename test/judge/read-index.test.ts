import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReadIndex } from "../../src/judge/read-index.js";

const han = fc
  .array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 2, maxLength: 40 })
  .map((points) => String.fromCodePoint(...points));

describe("what was read", () => {
  it("is found again, whole and in every part of three characters and more", () => {
    fc.assert(
      fc.property(han, fc.nat(40), fc.nat(40), (text, a, b) => {
        const index = createReadIndex();
        index.add(`a ${text}, b`, "tool");
        const part = text.slice(Math.min(a, b), Math.max(a, b));
        expect(index.find(text, false)).toBe("tool");
        if (part.length > 0) expect(index.find(part, false)).toBe("tool");
        if (part.length >= 3) expect(index.find(part, true)).toBe("tool");
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      "請檢查網路的設定內容",
      "检查网络的设定内容",
      "traditional read, simplified written, one character another",
    ],
    ["请检查网络设置", "檢查網絡設置", "simplified read, traditional written"],
    ["ﾊ 設定⾒る", "設定見", "compatibility forms"],
    ["無法連線到伺服器。請稍後再試。", "稍后再试", "a part of it"],
  ])("%s → %s (%s)", (read, written) => {
    const index = createReadIndex();
    index.add(read, "tool");
    expect(index.find(written, false)).toBe("tool");
  });

  it("keeps spellings apart where Han is native", () => {
    const index = createReadIndex();
    index.add("設定を開いて確認する", "user");
    expect(index.find("设定", true)).toBeNull();
    expect(index.find("设定", false)).toBe("user");
    expect(index.find("設定", true)).toBe("user");
    expect(index.find("定", true)).toBeNull();
  });

  it("does not excuse other words of the same characters", () => {
    const index = createReadIndex();
    index.add("日志文件很大，系统正在配置", "tool");
    expect(index.find("志系", false)).toBeNull();
    expect(index.find("件配置", false)).toBeNull();
  });

  it("forgets the oldest, and never holds more than its limit of either spelling", () => {
    fc.assert(
      fc.property(fc.array(han, { minLength: 30, maxLength: 60 }), (texts) => {
        const index = createReadIndex(100);
        for (const text of texts) index.add(text, "tool");
        expect(index.size).toBeLessThanOrEqual(200);
        expect(index.find(texts.at(-1)!, false)).toBe("tool");
      }),
      { numRuns: 50 },
    );
  });

  it("tells as source where it was read first, however often it comes again", () => {
    // Few characters, so that sequences and pairs come again; traditional ones, so that both spellings are held.
    const few = fc.string({ unit: fc.constantFrom(..."設定网網络絡內容"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(few, { maxLength: 40 }), few, (texts, sought) => {
        const index = createReadIndex();
        texts.forEach((text, i) => {
          index.add(text, `${i}`);
        });
        const first = texts.indexOf(sought);
        if (first >= 0) expect(index.find(sought, true)).toBe(`${first}`);
        const once = createReadIndex();
        new Set(texts).forEach((text) => {
          once.add(text, `${texts.indexOf(text)}`);
        });
        for (const whole of [true, false]) expect(index.find(sought, whole)).toBe(once.find(sought, whole));
        expect(index.size).toBe(once.size);
      }),
      { numRuns: 200 },
    );
  });

  it("remembers anew what it forgot and reads again, though the whole sequence was still known", () => {
    const index = createReadIndex(16);
    index.add("設定", "tool");
    index.add("檢查網路的內容並且開啟檔案", "tool");
    expect(index.find("定", false)).toBeNull();
    expect(index.find("設定", true)).toBe("tool");
    index.add("設定", "user");
    expect(index.find("定", false)).toBe("user");
  });
});
