import { describe, expect, test } from "vitest";
import type { Role } from "../src/model/utterance.js";
import { createMonitor } from "../src/monitor.js";
import { scanText } from "../src/scan-text.js";

const EN = "Please go on with the report and tell me what you changed in it today.";
const DE = "Bitte mach mit dem Bericht weiter und sag mir, was du heute daran geändert hast.";
const FRENCH_LINE = "Les graphiques de la deuxième page ont été remplacés par des tableaux plus lisibles.";
const GERMAN = "Ich habe die Kopfzeile des Berichts geändert und die Summen noch einmal geprüft.";
const ENGLISH = "I changed the header of the report and checked all the totals once more for you.";

type Said = readonly (readonly [Role, string])[];

/** `level language reason` of every finding of an answer, in order. */
function found(answer: string, said: Said, flag = "any"): string[] {
  const context = said.map(([role, text]) => ({ role, text }));
  const { drifts, explained } = scanText(answer, { role: "assistant", context, flag: [flag] });
  return [...drifts, ...explained]
    .sort((a, b) => a.location.start - b.location.start)
    .map((f) => `${f.level} ${f.run.language} ${f.explanation?.reason ?? "drift"}`);
}

describe("--flag any", () => {
  test.each<readonly [string, string, Said, readonly string[]]>([
    ["a line in French", `${ENGLISH}\n${FRENCH_LINE}\n${ENGLISH}`, [["user", EN]], ["sentence fra drift"]],
    ["a whole answer in German", GERMAN, [["user", EN]], ["response deu drift"]],
    ["a whole answer in English", ENGLISH, [["user", DE]], ["response eng drift"]],
    ["an answer in the user's language", GERMAN, [["user", DE]], []],
    ["an answer in the language asked for", GERMAN, [["user", `${EN} Reply in German.`]], []],
    [
      "an answer in another one",
      ENGLISH,
      [["user", "Reply in German: how far is it from Bonn to Graz?"]],
      ["response eng drift"],
    ],
    [
      "a translation",
      FRENCH_LINE,
      [["user", `${DE} Übersetze es ins Französische.`]],
      ["sentence fra requested"],
    ],
    [
      "what a tool had said",
      `${ENGLISH}\n${FRENCH_LINE}\n${ENGLISH}`,
      [
        ["user", EN],
        ["tool", `note: ${FRENCH_LINE}`],
      ],
      ["sentence fra echo"],
    ],
    [
      "what the user had pasted",
      GERMAN,
      [["user", `${EN}\n\nUnd noch etwas, das ich gestern im Protokoll gelesen habe.`]],
      [],
    ],
    [
      "a quotation",
      `${ENGLISH}\nThe note says “${FRENCH_LINE}” and nothing else.\n> ${FRENCH_LINE}`,
      [["user", EN]],
      [],
    ],
    [
      "code",
      `${GERMAN}\n\`\`\`\nthe tests of the project that you can run with this are in the folder\n\`\`\``,
      [["user", DE]],
      [],
    ],
    ["Chinese in the same answer", `${ENGLISH}\nThe 状态 is fine.`, [["user", EN]], ["word cmn drift"]],
  ])("%s", (_, answer, said, expected) => {
    expect(found(answer, said)).toEqual(expected);
  });

  test("only the languages that are named", () => {
    const answer = `${ENGLISH}\n${FRENCH_LINE}\n${GERMAN}\n${ENGLISH}`;
    expect(found(answer, [["user", EN]], "fr")).toEqual(["sentence fra drift"]);
    expect(found(answer, [["user", EN]], "zh")).toEqual([]);
    expect(found(answer, [["user", EN]])).toEqual(["sentence fra drift", "sentence deu drift"]);
  });

  test("the same line later in the session is a repeat", () => {
    const said: Said = [
      ["user", EN],
      ["assistant", `${ENGLISH}\n${FRENCH_LINE}`],
      ["user", EN],
    ];
    expect(found(`${ENGLISH}\n${FRENCH_LINE}`, said)).toEqual(["sentence fra repeat"]);
  });

  test("a live stream tells of a switched response at the end of its first line", () => {
    const monitor = createMonitor({ expect: ["en"], flag: ["any"] });
    expect(monitor.feed(GERMAN)).toEqual([]);
    expect(monitor.feed("\n").map((f) => [f.level, f.run.language])).toEqual([["response", "deu"]]);
    expect(monitor.feed(`${GERMAN}\n`)).toEqual([]);
    const { drifts } = monitor.end();
    expect(drifts).toHaveLength(1);
    expect(drifts[0]!.certaintyParts.map((p) => p.name)).toContain("margin");
  });
});
