import { describe, expect, it } from "vitest";
import { EXIT_CODES } from "../../src/cli/exit-code.js";
import { flagsOf, SCAN_FLAGS, variableName } from "../../src/cli/scan-flags.js";
import { finding, scanOf } from "../report/samples.js";
import { Collector, langdrift } from "./harness.js";

describe("what the library is asked", () => {
  it("is nothing but where it stands by default", async () => {
    const { inputs, options } = await langdrift(["scan", "a", "-", "b*.jsonl"]);
    expect(inputs).toEqual(["a", "-", "b*.jsonl"]);
    expect(options).toEqual({
      explain: false,
      cwd: "/somewhere",
      progress: false,
      signal: expect.any(AbortSignal),
      stdin: expect.anything(),
    });
  });

  it("follows the flags", async () => {
    const argv =
      "scan a --expect en,fr --flag any --as codex --role assistant,tool --channel answer --since 2d --min-certainty .5 --decode python,html --jobs 3 --explain";
    const { options } = await langdrift(argv.split(" "));
    expect(options).toMatchObject({
      expect: ["en", "fr"],
      flag: ["any"],
      as: "codex",
      roles: ["assistant", "tool"],
      channels: ["answer"],
      since: "2026-11-22T00:00:00.000Z",
      minCertainty: 0.5,
      decode: ["python", "html"],
      jobs: 3,
      explain: true,
    });
    expect((await langdrift(["scan", "a", "--expect", "auto"])).options?.expect).toBe("auto");
    expect((await langdrift(["scan", "a", "--since", "2026-11-20T10:00+02:00"])).options?.since).toBe(
      "2026-11-20T08:00:00.000Z",
    );
  });

  it("follows the environment where no flag is given", async () => {
    const env = {
      LANGDRIFT_EXPECT: "ja",
      LANGDRIFT_JOBS: "2",
      LANGDRIFT_EXPLAIN: "1",
      LANGDRIFT_FAIL_ON: "never",
      LANGDRIFT_FORMAT: "jsonl",
      LANGDRIFT_FLAG: "",
    };
    const ran = await langdrift(["scan", "a", "--jobs", "5"], { io: { env }, events: scanOf([finding()]) });
    expect(ran.options).toMatchObject({ expect: ["ja"], jobs: 5, explain: true });
    expect(ran.options).not.toHaveProperty("flag");
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^\{"type":"begin"/);
    const stderr = new Collector({ isTTY: true });
    const quiet = await langdrift(["scan", "a"], { io: { stderr, env: { LANGDRIFT_NO_PROGRESS: "1" } } });
    expect(quiet.options?.progress).toBe(false);
    expect((await langdrift(["scan", "a"], { io: { stderr, env: {} } })).options?.progress).toBe(true);
  });

  it("has a variable for every flag", () => {
    expect(SCAN_FLAGS.map(variableName)).toEqual(
      [
        ...[
          "EXPECT",
          "FLAG",
          "AS",
          "ROLE",
          "CHANNEL",
          "SINCE",
          "MODEL",
          "AGENT",
          "PROJECT",
          "DECODE",
          "DIFF",
          "COMMITS",
          "COMMIT_MSG",
          "BASELINE",
          "FORMAT",
          "SUMMARY",
          "EXACT_TOKENS",
          "FAIL_ON",
          "MIN_CERTAINTY",
          "EXPLAIN",
          "REDACT",
        ],
        ...[
          "PASSTHROUGH",
          "ALARM_ABOVE",
          "ALARM_ALPHA",
          "JOBS",
          "MAX_FINDINGS",
          "ALLOW_EMPTY",
          "STATS",
          "QUIET",
        ],
        ...["NO_PROGRESS", "COLOR", "NO_INLINE_IGNORES", "CONFIG", "NO_CONFIG", "PRINT_CONFIG"],
      ].map((name) => `LANGDRIFT_${name}`),
    );
  });
});

describe("wrong usage", () => {
  it.each([
    ["scan", "No sessions of any agent"],
    [
      "scan a --fail-on eror",
      '--fail-on must be error, warning, note or never, not "eror". Did you mean "error"?',
    ],
    ["scan a --role asistant", 'Did you mean "assistant"?'],
    ["scan a --channel thinking", "--channel must be answer, reasoning,"],
    ["scan a --min-certainty 1.5", "--min-certainty must be a number from 0 to 1"],
    ["scan a --min-certainty x", "from 0 to 1"],
    [
      "scan a --decode pyton",
      '--decode must be python, html or percent, not "pyton". Did you mean "python"?',
    ],
    ["scan a --jobs 0", "--jobs must be a whole number of at least 1"],
    ["scan a --jobs 1e3", "whole number"],
    ["scan a --max-findings -1", "--max-findings"],
    ["scan a --since yesterday", "--since must be a date"],
    ["scan a --since 2026-13-45", "--since must be a date"],
    ["scan a --color purple", "--color must be auto, always or never"],
    ["scan a --expect ,", "--expect must name at least one value"],
    ["scan a -f yaml", 'Unknown report format "yaml": use pretty, json, jsonl, '],
    ["scan a -f jsn", 'Did you mean "json"?'],
    ["scan a -f json=", "names no file"],
    ["scan a -f json -f pretty", "Only one report can go to standard output"],
    ["scan a -f json=x -f pretty=./x", "the same file"],
    ["scan a --explian", "Did you mean --explain?"],
    ["scan a --fail-on", "argument missing"],
    ["scna a", "Did you mean scan?"],
    ["formats extra", "too many arguments"],
  ])("%s", async (line, message) => {
    const { code, out, err, inputs } = await langdrift(line.split(" "));
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toMatch(/^error: .*\n$/);
    expect(inputs).toBeUndefined();
  });

  it("names the variable that is wrong", async () => {
    const { code, err } = await langdrift(["scan", "a"], { io: { env: { LANGDRIFT_REDACT: "maybe" } } });
    expect(code).toBe(2);
    expect(err).toContain("LANGDRIFT_REDACT must be");
  });

  it("shows the help when there is no command", async () => {
    const { code, out, err } = await langdrift([]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Usage: langdrift");
  });
});

describe("help and version", () => {
  it("name every flag, examples and the exit codes", async () => {
    const { code, out, err } = await langdrift(["scan", "--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const flag of flagsOf("scan")) expect(out).toContain(flag.flags);
    const watching = (await langdrift(["watch", "--help"])).out;
    for (const flag of flagsOf("watch")) expect(watching).toContain(flag.flags);
    const words = out.replaceAll(/\s+/g, " ");
    for (const { code: number, when } of EXIT_CODES) expect(words).toContain(` ${number} ${when}`);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    expect(out).toContain("Examples:");
    expect((await langdrift(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("formats", () => {
  const formats = [
    { name: "one", title: "First format", recognisedBy: "a field of its own", livesIn: "~/.one/sessions" },
    {
      name: "another",
      title: "Second format",
      recognisedBy: `${"many words ".repeat(20)}end`,
      livesIn: "wherever",
    },
  ];
  const deps = { listFormats: () => formats };

  it("lists them for people and for programs", async () => {
    const { code, out } = await langdrift(["formats"], { deps });
    expect(code).toBe(0);
    expect(out).toMatch(
      /^one {6}First format\n {9}lives in ~\/\.one\/sessions\n {9}recognised by a field of its own\n\nanother {2}/,
    );
    const [first] = out.split("\nWithout a path");
    for (const line of first!.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    const told = JSON.parse((await langdrift(["formats", "--json"], { deps })).out);
    expect(told.formats).toEqual(formats);
    expect(told.agents).toContainEqual({
      agent: "droid",
      title: "Factory Droid",
      formats: ["droid"],
      variable: null,
      paths: ["~/.factory/sessions/**/*.jsonl"],
    });
    expect(out).toContain("~/.factory/sessions/**/*.jsonl");
  });
});
