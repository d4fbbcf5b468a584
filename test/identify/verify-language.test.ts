import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isToldApart, TOLD_APART_LANGUAGES, verifyLanguage } from "../../src/identify/index.js";

/** One thing said in several languages: a sentence that each of them would write. */
const SAID: Record<string, string> = {
  eng: "The train leaves at half past seven, and we should be at the station a little earlier than that.",
  deu: "Der Zug fährt um halb acht ab, und wir sollten ein wenig früher als sonst am Bahnhof sein.",
  fra: "Le train part à sept heures et demie, et nous devrions être à la gare un peu plus tôt que cela.",
  spa: "El tren sale a las siete y media, y deberíamos estar en la estación un poco antes de esa hora.",
  ita: "Il treno parte alle sette e mezza, e dovremmo essere alla stazione un po' prima di quell'ora.",
  nld: "De trein vertrekt om half acht, en we zouden iets eerder dan dat op het station moeten zijn.",
  pol: "Pociąg odjeżdża o wpół do ósmej, więc powinniśmy być na dworcu trochę wcześniej niż zwykle.",
  tur: "Tren yedi buçukta kalkıyor, bu yüzden istasyonda bundan biraz daha erken olmamız gerekiyor.",
  vie: "Tàu khởi hành lúc bảy giờ rưỡi, nên chúng ta phải có mặt ở ga sớm hơn giờ đó một chút.",
  ind: "Kereta berangkat pukul setengah delapan, dan kita sebaiknya tiba di stasiun sedikit lebih awal.",
  rus: "Поезд отправляется в половине восьмого, и нам стоит быть на вокзале немного раньше этого времени.",
  ara: "يغادر القطار في السابعة والنصف، وعلينا أن نكون في المحطة قبل ذلك الوقت بقليل إن أمكن.",
  hin: "ट्रेन साढ़े सात बजे छूटती है और हमें उससे थोड़ा पहले स्टेशन पर पहुँच जाना चाहिए।",
  tha: "รถไฟออกเวลาเจ็ดโมงครึ่ง เราควรไปถึงสถานีก่อนเวลานั้นสักเล็กน้อย",
  jpn: "電車は七時半に出発するので、その時間より少し早めに駅に着いておいたほうがよいでしょう。",
  kor: "기차는 일곱 시 반에 출발하니 그보다 조금 일찍 역에 도착하는 것이 좋겠습니다.",
};
const languages = Object.keys(SAID);

describe("verification", () => {
  it("takes every text for its own language, whatever else is due", () => {
    for (const language of languages) {
      for (const second of languages) {
        expect([language, verifyLanguage(SAID[language]!, [second, language]).status]).toEqual([
          language,
          "due",
        ]);
      }
    }
  });

  it("reports every text where only a language that is no sister was due", () => {
    const sisters = [
      ["spa", "ita"],
      ["deu", "nld"],
    ];
    const wrong = languages.flatMap((due) =>
      languages
        .filter((l) => l !== due && !sisters.some((s) => s.includes(l) && s.includes(due)))
        .map((l) => [due, l, verifyLanguage(SAID[l]!, [due])] as const)
        .filter(([, l, found]) => found.status !== "other" || found.language !== l)
        .map(([d, l, found]) => `${d} due, ${l} written: ${found.status} ${found.language}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ["a few words", "Das war sehr gut so.", ["eng"]],
    [
      "names and titles",
      "Claude Debussy, La Mer; Maurice Ravel, Ma mère l'Oye; Erik Satie, Gymnopédies",
      ["eng"],
    ],
    [
      "commands and identifiers",
      "git rebase --interactive HEAD~3 && npm_config_loglevel=silent npm run build:all",
      ["deu"],
    ],
    [
      "terms in English",
      "Pull Request, Merge Queue, Code Owners, Required Reviewers, Branch Protection Rules",
      ["jpn"],
    ],
    ["nothing known to be due", "Der Zug fährt um halb acht ab, und wir sollten früher am Bahnhof sein.", []],
  ])("abstains on %s", (_, text, due) => {
    expect(verifyLanguage(text, due).status).toBe("abstain");
  });

  it("leaves every language of a script in peace where only the script is known", () => {
    expect(verifyLanguage(SAID.pol!, ["und-Latn"]).status).toBe("due");
    expect(verifyLanguage(SAID.rus!, ["und-Latn"])).toMatchObject({ status: "other", language: "rus" });
  });

  it("never reports a language that was due, nor one that it does not know, on any text", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .array(fc.constantFrom(...Object.values(SAID).flatMap((s) => s.split(" "))), { maxLength: 60 })
        .map((w) => w.join(" ")),
    );
    fc.assert(
      fc.property(
        text,
        fc.array(fc.constantFrom(...languages), { minLength: 1, maxLength: 3 }),
        (sample, due) => {
          const found = verifyLanguage(sample, due);
          if (found.status === "other") {
            expect(due).not.toContain(found.language);
            expect(isToldApart(found.language)).toBe(true);
          } else expect(found.language).toBe("und");
        },
      ),
      { numRuns: 300 },
    );
    expect(TOLD_APART_LANGUAGES).toContain("fra");
  });
});
