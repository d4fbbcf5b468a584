import "langdrift/vitest";
import { expect, test } from "vitest";
// @ts-expect-error: the suite is plain JavaScript
import { CASES } from "./evals.mjs";

interface Case {
  readonly prompt: string;
  readonly "parrot-1": string;
  readonly "parrot-2": string;
}
const [incident, filter, label] = CASES as [Case, Case, Case];

test("the label is quoted from the prompt", () => {
  expect(label["parrot-2"]).toHaveNoDrift({ context: label.prompt });
});

test("the German answer of the present model stays German", async () => {
  await expect(Promise.resolve(filter["parrot-1"])).toStayInLanguage("de", { context: filter.prompt });
});

test("both leaks are found", () => {
  expect(incident["parrot-2"]).not.toHaveNoDrift({ context: incident.prompt });
  expect(() => expect(filter["parrot-2"]).toHaveNoDrift({ context: filter.prompt })).toThrow(/然后/);
});
