import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { createTally } from "../../src/cli/tally.js";
import { ConfigError } from "../../src/errors.js";
import { diagnosticLine } from "../../src/report/diagnostic-line.js";
import { displayWidth } from "../../src/report/display-width.js";
import { languageName, runLanguage } from "../../src/report/language-name.js";
import { amount, bytes, count, duration } from "../../src/report/numbers.js";
import { redactFinding, redactText } from "../../src/report/redact.js";
import { reportFormat } from "../../src/report/registry.js";
import { terminalText } from "../../src/report/terminal-text.js";
import { nearest } from "../../src/suggestion.js";
import { EXPOSURE, finding, scanOf } from "./samples.js";

describe("language names", () => {
  it("come from ISO 639-3 codes", () => {
    expect(["cmn", "eng", "jpn", "ekk", "hbs", "und-Latn", "zzz", "<b>"].map(languageName)).toEqual([
      "Chinese",
      "English",
      "Japanese",
      "Estonian",
      "Serbo-Croatian",
      "Latin-script",
      "zzz",
      "<b>",
    ]);
    expect(runLanguage("und", "Hani")).toBe("Han text (Chinese or Japanese)");
    expect(runLanguage("cmn", "Hani")).toBe("Chinese");
  });
});

describe("display width", () => {
  it("is that of string-width, looked up or not", () => {
    const texts = fc.string({
      unit: fc.constantFrom("a", " ", "~", "一", "鿿", "㐀", "é", "カ", "\u0301", "😀", "\t"),
    });
    fc.assert(
      fc.property(texts, (text) => {
        expect(displayWidth(text)).toBe(stringWidth(text));
      }),
    );
  });
});

describe("numbers", () => {
  it("are grouped and rounded as in English", () => {
    const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
    const short = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(count(value)).toBe(whole.format(value));
        const millions = 1e6 + (value % 9e8);
        expect(amount(millions)).toMatch(`${short.format(millions / 1e6)} M`);
      }),
    );
  });

  it("round in three digits and never show 1,000 of a unit", () => {
    expect([999, 9_999, 10_000, 780_400, 999_499, 999_500, 3_149_000].map(amount)).toEqual([
      "999",
      "9,999",
      "10 k",
      "780 k",
      "999 k",
      "1 M",
      "3.15 M",
    ]);
    expect([12, 34_500_000].map(bytes)).toEqual(["12 B", "34.5 MB"]);
    expect([340, 1_240, 59_960, 125_000].map(duration)).toEqual([
      "340 ms",
      "1.2 s",
      "1 min 0 s",
      "2 min 5 s",
    ]);
  });
});

describe("redaction", () => {
  it("says scripts and lengths", () => {
    expect(redactText("状态 check 1")).toBe("[Latin 5, Han 2, other 2, digits 1]");
    expect(redactText("")).toBe("");
  });

  it("lets none of the scanned words through and keeps identity", () => {
    const secret = fc.string({ unit: fc.constantFrom("密", "码", "q", "Ж"), minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(secret, (text) => {
        const original = finding({
          run: { text, evidence: [{ name: "word", weight: 3, detail: text }] },
          context: { before: text, after: text },
          explanation: { reason: "requested", detail: { instruction: text, turn: 4 } },
        });
        const redacted = redactFinding(original);
        expect(JSON.stringify(redacted)).not.toContain(text);
        expect(redacted.fingerprint).toBe(original.fingerprint);
        expect(redacted.location).toEqual(original.location);
        expect(redacted.explanation?.detail.turn).toBe(4);
      }),
    );
  });
});

describe("terminal text", () => {
  it("shows what a terminal would obey or hide, and nothing else differently", () => {
    expect(terminalText("a\u001b[2Jb\u202ec\u200bd\ufeffe\r\n\t\u0085\ud83d\u{e0041}")).toBe(
      "a\\x1b[2Jb\\u202ec\\u200bd\\ufeffe\\r\\n\\t\\x85\\ud83d\\u{e0041}",
    );
    const plain = "C:\\logs 状态 한국어 é e\u0301 ❤\ufe0f 😀 \u0627\u0644\u0639\u0631\u0628\u064a\u0629";
    expect(terminalText(plain)).toBe(plain);
  });

  it("keeps a diagnostic on one line", () => {
    const line = diagnosticLine(
      {
        code: "invalid-json",
        severity: "warning",
        message: "Bad\n\u001b[31m.",
        partial: true,
        location: { uri: "a\nb", line: 3, column: 4 },
      },
      false,
    );
    expect(line).toBe("warning  a\\nb:3:4  Bad\\n\\x1b[31m. (invalid-json)");
  });
});

describe("names of report formats", () => {
  it("are suggested when mistyped", () => {
    expect(() => reportFormat("prety")).toThrow(ConfigError);
    expect(() => reportFormat("prety")).toThrow('Did you mean "pretty"?');
    expect(nearest("warnign", ["error", "warning"])).toBe("warning");
    expect(nearest("xyzzy", ["error", "warning"])).toBeNull();
    expect(nearest("", ["a"])).toBeNull();
  });
});

describe("the tally of a scan that broke off", () => {
  it("adds up what was seen, per stratum", () => {
    const tally = createTally();
    const events = scanOf([
      finding(),
      finding({ session: "s2", severity: "error" }),
      finding({ explanation: { reason: "echo", detail: {} } }),
    ]).slice(0, -1);
    for (const event of [...events, ...events]) tally.see(event);
    const verdict = { complete: false, interrupted: true, omitted: 0, problems: 0, elapsedMs: 5 };
    expect(tally.finished).toBe(false);
    expect(tally.summary(verdict)).toMatchObject({
      sources: 2,
      counts: { error: 2, warning: 2, note: 0, explained: { echo: 2 } },
      driftedSessions: 2,
      driftedLanguages: ["cmn"],
      elapsedMs: 5,
      exposure: { sessions: 28, strata: [{ utterances: 2 * EXPOSURE.utterances, model: "some-model-1" }] },
    });
  });
});
