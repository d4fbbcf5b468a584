import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { langdriftIn } from "./in-process.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-files-"));
afterAll(() => rmSync(folder, { recursive: true }));
const langdrift = langdriftIn(folder);

const ENGLISH = "We went through the whole plan again and wrote down what is left to do.";
const clean = file("clean.txt", `${ENGLISH}\n`);
const drifting = file("drift.txt", `${ENGLISH}\nThen the final状态 check was done.\n`);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const lines = (stdout: string): { type: string; [key: string]: unknown }[] =>
  stdout
    .trim()
    .split("\n")
    .map((l) => JSON.parse(l));

describe("exit codes for real files", () => {
  test.each([
    [0, "a clean file", ["scan", clean]],
    [1, "a drift", ["scan", drifting]],
    [0, "a drift under the bar", ["scan", drifting, "--fail-on", "error"]],
    [0, "a drift with --fail-on never", ["scan", drifting, "--fail-on", "never"]],
    [1, "--quiet does not change it", ["scan", drifting, "--quiet"]],
    [1, "--max-findings does not change it", ["scan", drifting, "--max-findings", "0"]],
    [2, "a missing path", ["scan", join(folder, "nothing-here.txt")]],
    [2, "a pattern that matches nothing", ["scan", `${folder}/*.none`]],
    [0, "the same with --allow-empty", ["scan", `${folder}/*.none`, "--allow-empty"]],
    [2, "an unknown format", ["scan", clean, "--as", "plane"]],
    [2, "an unknown language", ["scan", clean, "--expect", "klingonese"]],
    [2, "an unknown option", ["scan", clean, "--colour"]],
    [
      2,
      "a partial scan",
      [
        "scan",
        file(
          "broken.jsonl",
          '{"messages":[{"role":"user","content":"hi"}]}\n{"messages":[{"role"\n{"messages":[]}\n',
        ),
      ],
    ],
    [
      2,
      "half a record at the end",
      [
        "scan",
        file("cut.jsonl", '{"messages":[{"role":"user","content":"hello there"}]}\n{"messages":[{"ro'),
      ],
    ],
    [0, "a page of the manual", ["explain", "Echo"]],
    [2, "a page that does not exist", ["explain", "no-such-reason"]],
    [0, "an empty file", ["scan", file("empty.jsonl", "")]],
  ])("%i: %s", async (code, _, args) => {
    const { status, stderr } = await langdrift(...args);
    expect(status, stderr).toBe(code);
  });

  test("a partial scan still prints what it found, and says where it broke", async () => {
    const path = file(
      "partial.jsonl",
      `{"messages":[{"role":"user","content":"${ENGLISH}"},{"role":"assistant","content":"All 完整 now."}]}\n{"messages":[{"role"\n`,
    );
    const { status, stdout } = await langdrift("scan", path, "-f", "jsonl");
    expect(status).toBe(2);
    expect(lines(stdout)).toContainEqual(expect.objectContaining({ type: "finding", rule: "word-switch" }));
    expect(lines(stdout)).toContainEqual(
      expect.objectContaining({
        type: "diagnostic",
        code: "truncated-record",
        location: expect.objectContaining({ line: 2 }),
      }),
    );
  });

  test("wrong values are answered with what is allowed", async () => {
    expect((await langdrift("scan", clean, "--as", "plane")).stderr).toMatch(/plain/);
    expect((await langdrift("scan", clean, "--fail-on", "warn")).stderr).toMatch(/warning/);
  });
});

describe("what is printed of real files", () => {
  test("gzip is read by content", async () => {
    const { stdout } = await langdrift(
      "scan",
      file("packed.bin", gzipSync(`${ENGLISH}\nThe 状态 is fine.\n`)),
      "-f",
      "jsonl",
    );
    expect(lines(stdout)).toContainEqual(expect.objectContaining({ type: "finding" }));
  });

  test("escape sequences of a scanned text never reach the terminal", async () => {
    const { stdout } = await langdrift(
      "scan",
      file("evil.txt", `${ENGLISH}\nThe \u001b]0;owned\u0007状态\u202e is \u001b[2Jfine.\n`),
    );
    expect(stdout).toContain("状态");
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  test("--passthrough takes no path", async () => {
    const { status, stderr } = await langdrift("scan", clean, "--passthrough");
    expect(status).toBe(2);
    expect(stderr).toContain("takes no path but -");
  });
});
