import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMonitor } from "../../src/monitor.js";
import { scanBytes } from "./events.js";

const EXAMPLES = resolve(import.meta.dirname, "../../corpora/examples");
const examples = readdirSync(EXAMPLES).filter((f) => !f.endsWith("README.md"));
const cuts = fc.array(fc.nat(200_000), { maxLength: 40 });

describe("law 1: chunking does not matter", () => {
  test.each(examples)("any cut of the bytes of %s gives the same events", async (name) => {
    const bytes = readFileSync(join(EXAMPLES, name));
    const whole = await scanBytes(bytes, []);
    expect(whole.some((e) => e.type === "finding")).toBe(true);
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        expect(await scanBytes(bytes, places)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });

  test("one byte at a time", async () => {
    const name = examples.find((f) => f.endsWith(".sse")) ?? examples[0]!;
    const bytes = readFileSync(join(EXAMPLES, name));
    const every = Array.from({ length: bytes.length }, (_, i) => i);
    expect(await scanBytes(bytes, every)).toEqual(await scanBytes(bytes, []));
  });

  const fragment = fc.constantFrom(
    "The retry loop 已经 works, ",
    "see `状态` for it. ",
    "数据库连接失败。",
    "\n",
    "a",
    " ",
    "(核心) ",
    '"完整" and ',
    "𠀀𠀁 ",
    "テストの",
    "확認 ",
    "```\n",
    "- ",
    "，",
    "🎉",
    "the路 I took",
    "Das Protokoll der letzten Sitzung liegt seit gestern im gemeinsamen Ordner bereit. ",
    "Поезд отправляется в половине восьмого вечера. ",
  );

  test.each(["zh", "any"])(
    "any cut of the deltas of a live stream gives the same drifts (flag %s)",
    (flag) => {
      fc.assert(
        fc.property(fc.array(fragment, { maxLength: 14 }), cuts, (fragments, places) => {
          const text = fragments.join("");
          const run = (deltas: readonly string[]) => {
            const monitor = createMonitor({ expect: ["en"], flag: [flag] });
            for (const delta of deltas) monitor.feed(delta);
            return monitor.end();
          };
          const pieces: string[] = [];
          let from = 0;
          for (const place of [...places.map((p) => p % (text.length + 1)), text.length].sort(
            (a, b) => a - b,
          )) {
            pieces.push(text.slice(from, place));
            from = place;
          }
          expect(run(pieces)).toEqual(run([text]));
        }),
        { numRuns: 200 },
      );
    },
  );
});
