import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.js";
import { Collector } from "../cli/harness.js";
import { gitlabErrors, junitErrors, officialSarifErrors, rdjsonErrors, sarifErrors } from "./schemas.js";

const FIXTURES = join(import.meta.dirname, "../fixtures/reports");
const FILES = {
  sarif: "sarif.json",
  junit: "junit.xml",
  gitlab: "gitlab.json",
  github: "github.txt",
  markdown: "markdown.md",
  rdjsonl: "rdjsonl.jsonl",
} as const;

let folder = "";
const reports = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "langdrift-ci-"));
  const formats = Object.entries(FILES).flatMap(([format, file]) => [
    "-f",
    `${format}=${join(folder, file)}`,
  ]);
  const code = await run(
    ["scan", ".", "--explain", ...formats],
    {
      stdin: (async function* () {})(),
      stdout: new Collector(),
      stderr: new Collector(),
      env: { GITHUB_STEP_SUMMARY: join(folder, "step.md") },
      cwd: FIXTURES,
    },
    { now: () => 0 },
  );
  expect(code).toBe(1);
  for (const file of [...Object.values(FILES), "step.md"]) {
    reports.set(file, (await readFile(join(folder, file), "utf8")).replaceAll("\r", ""));
  }
  // Imports of all formats and stages are slow on a busy machine.
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The time it took, the version and the pages of the manual change for other reasons. */
function steady(file: string, report: string): string {
  const text = report.replace(/ in [\d.]+ m?s\b/g, " in 0 ms");
  if (file !== FILES.sarif) return text;
  const log = JSON.parse(text);
  const { driver } = log.runs[0].tool;
  driver.semanticVersion = "0.0.0";
  for (const rule of driver.rules) {
    rule.help = { text: "…", markdown: "…" };
    rule.fullDescription.text = "…";
  }
  return `${JSON.stringify(log, null, 1)}\n`;
}

describe("one scan in all formats for CI", () => {
  it.each(Object.values(FILES))("%s is what it was", async (file) => {
    await expect(steady(file, reports.get(file)!)).toMatchFileSnapshot(`../fixtures/reports-golden/${file}`);
  });

  it("is valid in each", async () => {
    const sarif = JSON.parse(reports.get(FILES.sarif)!);
    expect(sarifErrors(sarif)).toEqual([]);
    expect(officialSarifErrors(sarif)).toEqual([]);
    sarif.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
    expect(officialSarifErrors(sarif)).not.toEqual([]);
    expect(gitlabErrors(JSON.parse(reports.get(FILES.gitlab)!))).toEqual([]);
    const lines = reports.get(FILES.rdjsonl)!.trimEnd().split("\n");
    expect(lines.flatMap((line) => rdjsonErrors(JSON.parse(line)))).toEqual([]);
    expect(await junitErrors([reports.get(FILES.junit)!])).toEqual([]);
  });

  it("carries the manual's pages in SARIF and appends the step summary", () => {
    const [{ tool }] = JSON.parse(reports.get(FILES.sarif)!).runs;
    expect(tool.driver.rules[2].help.text).toContain("→ word-switch");
    expect(tool.driver.rules[2].help.markdown).toMatch(/^# word-switch\n/);
    expect(reports.get("step.md")).toBe(reports.get(FILES.markdown));
  });

  it("points reviewdog at bytes and SARIF at UTF-16 units of the raw line", async () => {
    const results = JSON.parse(reports.get(FILES.sarif)!).runs[0].results;
    const diagnostics = reports
      .get(FILES.rdjsonl)!
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(diagnostics).toHaveLength(results.length);
    for (const [index, { location }] of diagnostics.entries()) {
      const { start, end } = location.range;
      const line = (await readFile(join(FIXTURES, location.path), "utf8")).split("\n")[start.line - 1]!;
      const { region } = results[index].locations[0].physicalLocation;
      const units = line.slice(region.startColumn - 1, region.endColumn - 1);
      expect(units).toMatch(/^\p{Script=Han}/u);
      expect(
        Buffer.from(line)
          .subarray(start.column - 1, end.column - 1)
          .toString(),
      ).toBe(units);
    }
  });
});
