import { spawn, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { GUIDE_WITH_NEW, leakingRepository } from "../ci/leaking-repository.js";
import { GIT_ENV } from "../git/repository.js";
import { officialSarifErrors, sarifErrors } from "../report/schemas.js";

/*
 * The check for CI as a user runs it: the built program in a repository with an old leak, and a change that adds a leak
 * and a translated file.
 */

const BIN = resolve(import.meta.dirname, "../../bin/langdrift.js");
const repository = leakingRepository();
afterAll(() => repository.remove());

const ENV = { ...GIT_ENV, NO_COLOR: "1" };
const inRepository = { cwd: repository.folder, env: ENV };
const langdrift = (...args: string[]) =>
  spawnSync(process.execPath, [BIN, ...args], { ...inRepository, encoding: "utf8" });

interface Report {
  readonly findings: readonly {
    readonly run: { readonly text: string };
    readonly location: { readonly uri: string; readonly line: number };
  }[];
  readonly summary: { readonly exitCode: number; readonly counts: { readonly accepted: object } };
}

/** Where a scan found something, and what it ended with. */
function scanned(...args: string[]) {
  const { status, stdout, stderr } = langdrift("scan", ...args, "-f", "json");
  expect(stdout, stderr).toMatch(/^\{/);
  const { findings, summary }: Report = JSON.parse(stdout);
  expect(summary.exitCode).toBe(status);
  const places = findings.map(({ run, location: { uri, line } }) => `${uri}:${line} ${run.text}`);
  return { status, places, accepted: summary.counts.accepted };
}

const OLD = "docs/guide.md:2 状态";
const NEW = "docs/guide.md:3 然后";

describe("a change that adds a leak and a translated file to a page with an old leak", () => {
  test("fails on the new leak only, and its SARIF is valid", () => {
    const sarif = join(repository.folder, ".git/report.sarif");
    expect(scanned("--diff", "main", "-f", `sarif=${sarif}`)).toEqual({
      status: 1,
      places: [NEW],
      accepted: { unchanged: 1 },
    });
    const log = JSON.parse(readFileSync(sarif, "utf8"));
    expect([officialSarifErrors(log), sarifErrors(log)]).toEqual([[], []]);
    const [{ results, invocations }] = log.runs;
    expect(results).toMatchObject([
      {
        ruleId: "word-switch",
        locations: [
          { physicalLocation: { artifactLocation: { uri: "docs/guide.md" }, region: { startLine: 3 } } },
        ],
      },
    ]);
    expect(invocations).toMatchObject([{ executionSuccessful: true, exitCode: 1 }]);
  });

  test("passes once it is accepted with a baseline, which holds nothing else back", () => {
    expect(scanned("docs")).toEqual({ status: 1, places: [OLD, NEW], accepted: {} });
    expect(langdrift("baseline", "docs").status).toBe(0);
    const checked = ["--baseline", "langdrift.baseline.json"];
    expect(scanned("docs", ...checked)).toEqual({ status: 0, places: [], accepted: { baseline: 2 } });
    repository.put("docs/guide.md", `${GUIDE_WITH_NEW}One of them is 完整 and can go to the others.\n`);
    expect(scanned("--diff", "main", ...checked)).toEqual({
      status: 1,
      places: ["docs/guide.md:4 完整"],
      accepted: { baseline: 2 },
    });
  });
});

describe("exit codes", () => {
  const leak = "We wrote down what is left to do. The build of it is in good 状态 and we can go on.\n";
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(repository.folder, ".git", name);
    writeFileSync(path, content);
    return path;
  };

  test("are 2 with a reason for what was not understood, not found or not read, whatever --fail-on says", () => {
    const packed = gzipSync(leak.repeat(400));
    for (const [args, said] of [
      [["--fail-onn", "error"], "--fail-on"],
      [["--config", put("wrong.json", '{"failon": "never"}')], "failOn"],
      [["docs/*.rst"], "docs/*.rst"],
      [[put("cut.txt.gz", packed.subarray(0, packed.length - 9)), "--fail-on", "never"], "cut.txt.gz"],
    ] as const) {
      const { status, stderr } = langdrift("scan", ...args);
      expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
    }
    const partial = put(
      "partial.jsonl",
      `${JSON.stringify({ role: "assistant", content: leak })}\n{"role":"assistant","con\n`,
    );
    const { status, places } = scanned(partial, "--fail-on", "never");
    expect([status, places]).toEqual([2, [expect.stringContaining("状态")]]);
  });

  test("are 0 without findings at or above --fail-on, and for a pattern that may match nothing", () => {
    expect(scanned("docs", "--fail-on", "error").status).toBe(0);
    expect(langdrift("scan", "docs/*.rst", "--allow-empty").status).toBe(0);
  });

  test("are 130 after the summary when interrupted, and 0 when the reader has gone", async () => {
    const codes: unknown[] = [];
    for (const end of ["interrupt", "close"] as const) {
      const child = spawn(process.execPath, [BIN, "scan", "-", "-f", "jsonl"], inRepository);
      child.stdin.on("error", () => {});
      child.stderr.resume();
      let out = "";
      const found = new Promise<void>((done) => {
        child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
          out += chunk;
          if (out.includes('"finding"')) done();
        });
      });
      child.stdin.write(leak);
      await found;
      const ended = new Promise((done) => child.on("close", done));
      if (end === "interrupt") child.kill("SIGINT");
      else {
        child.stdout.destroy();
        child.stdin.end(leak.replace("状态", "完整").repeat(50));
      }
      codes.push(await ended);
      if (end === "interrupt") {
        const last = JSON.parse(out.trimEnd().split("\n").at(-1)!);
        expect(last).toMatchObject({ type: "summary", complete: false, exitCode: 130 });
      }
    }
    expect(codes).toEqual([130, 0]);
  });
});
