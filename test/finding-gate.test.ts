import { describe, expect, it } from "vitest";
import type { FindingFilter } from "../src/model/finding-filter.js";
import { scan } from "../src/scan.js";

const asBytes = async function* (text: string) {
  yield Buffer.from(text);
};

async function eventsWith(filters: readonly FindingFilter[]) {
  const text =
    "The build 状态 is good and all of the tests pass.\nWe 然后 restart the server and wait for it.\n";
  const events = [];
  for await (const event of scan(["-"], { stdin: asBytes(text), expect: ["en"], filters }))
    events.push(event);
  return events;
}

describe("filters of findings", () => {
  it("hold back what they accept and count it by the first reason given", async () => {
    const asked: string[] = [];
    const first: FindingFilter = { accept: ({ run }) => (run.text === "状态" ? "baseline" : null) };
    const second: FindingFilter = {
      accept({ run }) {
        asked.push(run.text);
        return run.text === "状态" ? "allowed" : null;
      },
      unused: () => [
        { code: "no-match", severity: "info", message: "An entry matched nothing.", partial: false },
      ],
    };
    const events = await eventsWith([first, second]);
    const found = events.flatMap((event) => (event.type === "finding" ? [event.run.text] : []));
    expect(found).toEqual(["然后"]);
    expect(asked).toEqual(["然后"]);
    const summary = events.at(-1);
    expect(summary).toMatchObject({ type: "summary", complete: true, counts: { accepted: { baseline: 1 } } });
    expect(events.at(-2)).toMatchObject({ type: "diagnostic", message: "An entry matched nothing." });
  });
});
