import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/errors.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { REPORT_FORMATS } from "../../src/report/registry.js";
import { scanOf, summary } from "../report/samples.js";
import { error, warning } from "./events.js";
import { Collector, langdrift } from "./harness.js";

const folders: string[] = [];

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "langdrift-test-"));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe("what is listed", () => {
  it("limits findings, says how many were left out, and counts all", async () => {
    const events = scanOf([warning, warning, error]);
    const pretty = await langdrift(["scan", "logs", "--max-findings", "1"], { events });
    expect(pretty.out.match(/\d {2}(warning|error) {2}/g)).toHaveLength(1);
    expect(pretty.out).toContain("3 unexpected switches");
    expect(pretty.out).toContain("2 more findings counted but not listed");
    const quiet = await langdrift(["scan", "logs", "--max-findings", "1", "-q"], { events });
    expect(quiet.out).not.toContain("unexpected switches");
    expect(quiet.err).toBe("2 more findings counted but not listed (--max-findings)\n");
  });

  it("redacts in every format and keeps fingerprints", async () => {
    for (const { name: format } of REPORT_FORMATS) {
      const { out } = await langdrift(["scan", "logs", "--redact", "-f", format], {
        events: scanOf([warning]),
      });
      // The manual's examples stand before the results.
      expect(out.split('"results":').at(-1)).not.toMatch(/状态|check over/);
      expect(out.replaceAll("&#91;", "[").replaceAll("&#93;", "]")).toMatch(/\[Han 2\\*\]/);
      if (["json", "jsonl", "sarif", "gitlab"].includes(format)) expect(out).toContain(warning.fingerprint);
    }
  });
});

describe("reports in files", () => {
  it("stand beside one on standard output", async () => {
    const cwd = await temporaryFolder();
    const argv = ["scan", "logs", "-f", "pretty", "-f", "json=a.json", "-f", "jsonl=b.jsonl"];
    const { code, out } = await langdrift(argv, {
      events: scanOf([warning]),
      io: { cwd, env: { FORCE_COLOR: "1" } },
    });
    expect(code).toBe(1);
    expect(out).toContain("✖");
    expect(JSON.parse(await readFile(join(cwd, "a.json"), "utf8")).findings).toHaveLength(1);
    expect((await readFile(join(cwd, "b.jsonl"), "utf8")).split("\n")).toHaveLength(5);
    const only = await langdrift(["scan", "logs", "-f", "pretty=c.txt"], { events: scanOf([]), io: { cwd } });
    expect(only.out).toBe("");
    expect(only.err).toMatch(/^no unexpected switches into Chinese/);
    expect(await readFile(join(cwd, "c.txt"), "utf8")).toContain("✔");
  });

  it("are checked before the scan, and stay as they were when it is refused", async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, "old.json"), "old");
    const refused = async (format: string, path = "logs") => {
      const ran = await langdrift(["scan", path, "-f", format], {
        io: { cwd },
        deps: {
          scan: () => {
            throw new ConfigError("refused");
          },
        },
      });
      expect(ran.code).toBe(2);
      return ran.err;
    };
    expect(await refused("json=missing/a.json")).toMatch(/^error: Cannot write the report to .*no such file/);
    expect(await refused("json=.")).toContain("it is a folder");
    expect(await refused("json=old.json", "old.json")).toContain("would overwrite a scanned file");
    expect(await refused("json=old.json")).toBe("error: refused\n");
    expect(await readdir(cwd)).toEqual(["old.json"]);
    expect(await readFile(join(cwd, "old.json"), "utf8")).toBe("old");
  });
});

describe("the step summary", () => {
  it("is appended where the CI says, and its failure changes nothing", async () => {
    const cwd = await temporaryFolder();
    const GITHUB_STEP_SUMMARY = join(cwd, "step.md");
    await writeFile(GITHUB_STEP_SUMMARY, "before\n");
    const scan = (env: Record<string, string>, format = "github") =>
      langdrift(["scan", "logs", "-f", format], { events: scanOf([warning]), io: { cwd, env } });
    const { code, out } = await scan({ GITHUB_STEP_SUMMARY });
    expect([code, out]).toEqual([1, expect.stringMatching(/^::warning file=logs\/a.jsonl,line=14,.*\n$/)]);
    const page = await readFile(GITHUB_STEP_SUMMARY, "utf8");
    expect(page).toMatch(/^before\n### langdrift\n\n\*\*1 unexpected switch /);
    await scan({ GITHUB_STEP_SUMMARY }, "markdown");
    expect(await readFile(GITHUB_STEP_SUMMARY, "utf8")).toBe(page);
    const refused = await scan({ GITHUB_STEP_SUMMARY: cwd });
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("warning: the step summary could not be written");
  });
});

describe("the progress line", () => {
  it("appears on a terminal after a second and is cleared before other output", async () => {
    let time = 0;
    const progress: ScanEvent = {
      type: "progress",
      sourcesDone: 2,
      bytes: 34_500_000,
      uri: "logs/\u001b[31mlong".repeat(9),
    };
    const deps = {
      now: () => time,
      async *scan(): AsyncGenerator<ScanEvent> {
        yield { type: "begin", options: {} };
        yield progress;
        time = 1500;
        yield progress;
        yield progress;
        yield warning;
        yield summary();
      },
    };
    const stderr = new Collector({ isTTY: true, columns: 60 });
    await langdrift(["scan", "logs"], { deps, io: { stderr } });
    const [before, line, after] = stderr.text.split("\r");
    expect(before).toBe("");
    expect(line).toMatch(/^2 sources done, 34.5 MB of ….*31mlong\u001b\[K$/);
    expect(line!.length).toBeLessThan(60 + "\u001b[K".length);
    expect(after).toBe("\u001b[K");
    time = 0;
    for (const [argv, isTTY] of [
      [["--no-progress"], true],
      [["-q"], true],
      [[], false],
    ] as const) {
      const silent = new Collector({ isTTY });
      await langdrift(["scan", "logs", ...argv], { deps, io: { stderr: silent } });
      expect(silent.text).toBe("");
    }
  });
});
