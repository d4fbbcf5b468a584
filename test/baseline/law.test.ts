import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createBaselineFilter } from "../../src/baseline/baseline-filter.js";
import { formatBaseline, parseBaseline } from "../../src/baseline/baseline-text.js";
import { recordBaseline } from "../../src/baseline/record-baseline.js";
import type { Finding } from "../../src/model/finding.js";
import { scan } from "../../src/scan.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "notes.md");
const options = { file: "accepted.json", cwd: folder, expect: ["en"] };

async function baselineFor(text: string) {
  writeFileSync(path, text);
  const { baseline } = await recordBaseline(["notes.md"], options);
  return parseBaseline(formatBaseline(baseline));
}

/** What is reported of a text beside a baseline; named absolutely, since that must not matter. */
async function reported(text: string, baseline: Awaited<ReturnType<typeof baselineFor>>) {
  writeFileSync(path, text);
  const filters = [createBaselineFilter(baseline, { folder, cwd: folder })];
  const found: Finding[] = [];
  for await (const event of scan([path], { ...options, filters })) {
    if (event.type === "finding") found.push(event);
    if (event.type === "diagnostic" && event.code === "unused-entry") throw new Error(event.message);
  }
  return found;
}

const WORDS = "the build was started again after lunch and every test of our server passed in time".split(
  " ",
);
const DRIFTS = ["状态", "然后", "我们先检查一下配置", "测试通过了", "其他"];
const words = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 9 }).map((w) => w.join(" "));
const clean = words.map((w) => `We saw that ${w}.`);
const drifted = fc
  .tuple(words, fc.constantFrom(...DRIFTS), words)
  .map(([before, drift, after]) => `We saw that ${before} ${drift} ${after}.`);
const line = fc.oneof(clean, drifted, fc.constant(""));
const lines = fc.array(line, { minLength: 1, maxLength: 8 });
const sample = { numRuns: 40 };

describe("a baseline of a scan", () => {
  it("silences exactly that scan, wherever its lines stand", async () => {
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.array(clean, { maxLength: 3 }),
        fc.constantFrom("\n", "\r\n"),
        async (text, more, end) => {
          const baseline = await baselineFor(`${text.join("\n")}\n`);
          const moved = [...more, ...text.slice(1), text[0]];
          expect(await reported(`${moved.join(end)}${end}`, baseline)).toEqual([]);
        },
      ),
      sample,
    );
  });

  it("reports one more drift alone, also where the same word stands already", async () => {
    await fc.assert(
      fc.asyncProperty(lines, drifted, fc.nat(), async (text, added, at) => {
        const baseline = await baselineFor(`${text.join("\n")}\n`);
        const more = text.toSpliced(at % (text.length + 1), 0, added);
        const found = await reported(`${more.join("\n")}\n`, baseline);
        expect(found.map(({ run }) => added.includes(run.text))).toEqual([true]);
      }),
      sample,
    );
  });
});
