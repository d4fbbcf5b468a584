import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError } from "../../src/errors.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { finding, scanOf, summary } from "../report/samples.js";
import { ClosedPipe, Collector, langdrift } from "./harness.js";

const folders: string[] = [];

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "langdrift-test-"));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const UNREADABLE: ScanEvent = {
  type: "diagnostic",
  code: "unreadable",
  severity: "error",
  message: "Permission denied.",
  partial: true,
  location: { uri: "logs/b.jsonl" },
};
const NO_MATCH: ScanEvent = {
  type: "diagnostic",
  code: "no-match",
  severity: "error",
  message: "No file matches.",
  partial: true,
  location: { uri: "*.nope" },
};
const NOTICE: ScanEvent = {
  type: "diagnostic",
  code: "repaired-json",
  severity: "info",
  message: "A trailing comma was ignored.",
  partial: false,
  location: { uri: "logs/a.jsonl", line: 3, column: 1 },
};

const note = finding({ severity: "note", certainty: 0.3 });
const warning = finding();
const error = finding({ severity: "error", level: "sentence", rule: "sentence-switch" });
const explained = finding({ severity: "warning", explanation: { reason: "echo", detail: {} } });

describe("exit codes", () => {
  it.each<[name: string, argv: string[], events: ScanEvent[], code: number]>([
    ["clean", [], scanOf([]), 0],
    ["a note", [], scanOf([note]), 0],
    ["a warning", [], scanOf([warning]), 1],
    ["an error", [], scanOf([error]), 1],
    ["only explained runs", ["--explain"], scanOf([explained]), 0],
    ["a note at --fail-on note", ["--fail-on", "note"], scanOf([note]), 1],
    ["a warning at --fail-on error", ["--fail-on", "error"], scanOf([warning]), 0],
    ["an error at --fail-on never", ["--fail-on", "never"], scanOf([error]), 0],
    ["unreadable input", [], scanOf([UNREADABLE], { complete: false }), 2],
    [
      "unreadable input beside an error",
      ["--fail-on", "never"],
      scanOf([error, UNREADABLE], { complete: false }),
      2,
    ],
    [
      "unreadable input with --allow-empty",
      ["--allow-empty"],
      scanOf([UNREADABLE, NO_MATCH], { complete: false }),
      2,
    ],
    ["a scan that calls itself partial", [], scanOf([], { complete: false }), 2],
    ["a notice", [], scanOf([NOTICE]), 0],
    ["a pattern without match", [], scanOf([NO_MATCH], { complete: false }), 2],
    ["a pattern without match, allowed", ["--allow-empty"], scanOf([NO_MATCH], { complete: false }), 0],
    ["the same beside a warning", ["--allow-empty"], scanOf([warning, NO_MATCH], { complete: false }), 1],
    ["no source at all", [], [{ type: "begin", options: {} }, summary({ sources: 0 })], 2],
    [
      "no source, allowed",
      ["--allow-empty"],
      [
        { type: "begin", options: {} },
        summary({ sources: 0, counts: { error: 0, warning: 0, note: 0, explained: {} } }),
      ],
      0,
    ],
    ["a scan without an end", [], scanOf([warning]).slice(0, -1), 2],
  ])("%s", async (_, argv, events, code) => {
    // What is printed, and where, never changes the code; it always stands in the summary.
    for (const form of [[], ["-q"], ["--max-findings", "0"], ["-f", "json"]]) {
      expect((await langdrift(["scan", "logs", ...argv, ...form], { events })).code).toBe(code);
    }
    const { out } = await langdrift(["scan", "logs", ...argv, "-f", "jsonl"], { events });
    const last = JSON.parse(out.trimEnd().split("\n").at(-1)!);
    expect(last).toMatchObject({ type: "summary", exitCode: code, complete: code < 2 });
  });

  it("is 2 for an exception, after what was found, with a plea to report it", async () => {
    const deps = {
      async *scan(): AsyncGenerator<ScanEvent> {
        yield* scanOf([warning]).slice(0, 2);
        throw new TypeError("boom");
      },
    };
    const { code, out, err } = await langdrift(["scan", "logs", "-f", "json"], { deps });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      findings: [{ severity: "warning" }],
      summary: { complete: false, exitCode: 2 },
    });
    expect(err).toMatch(/internal error.*please report(.|\n)*TypeError: boom/);
  });

  it("is 2 with one line for what the library refuses", async () => {
    const deps = {
      scan: () => {
        throw new ConfigError('There is no format "x".');
      },
    };
    expect(await langdrift(["scan", "logs", "-f", "json"], { deps })).toMatchObject({
      code: 2,
      out: "",
      err: 'error: There is no format "x".\n',
    });
  });
});

describe("interruption", () => {
  it("prints the summary of what was seen and ends with 130, though the input stays open", async () => {
    const interrupt = new AbortController();
    const deps = {
      async *scan(): AsyncGenerator<ScanEvent> {
        yield* scanOf([warning]).slice(0, 3);
        setTimeout(() => interrupt.abort(), 5);
        await new Promise(() => undefined);
      },
    };
    const { code, out } = await langdrift(["scan", "-", "-f", "jsonl"], {
      deps,
      io: { signal: interrupt.signal },
    });
    expect(code).toBe(130);
    const records = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(records.map(({ type }) => type)).toEqual(["begin", "finding", "end", "summary"]);
    expect(records.at(-1)).toMatchObject({ complete: false, exitCode: 130, counts: { warning: 1 } });
  });

  it("takes the summary that the scan winds up with", async () => {
    const interrupt = new AbortController();
    const deps = {
      async *scan(): AsyncGenerator<ScanEvent> {
        yield* scanOf([]).slice(0, 2);
        interrupt.abort();
        yield summary({ complete: false, elapsedMs: 77_000 });
      },
    };
    const { code, out } = await langdrift(["scan", "logs"], { deps, io: { signal: interrupt.signal } });
    expect(code).toBe(130);
    expect(out).toContain("incomplete scan: it was interrupted");
    expect(out).toContain("1 min 17 s");
  });
});

describe("streams", () => {
  it("keeps standard output to the format and tells the rest on standard error", async () => {
    const events = scanOf([warning, NOTICE, UNREADABLE], { complete: false });
    const pretty = await langdrift(["scan", "logs"], { events });
    expect(pretty.err).toBe(
      "info  logs/a.jsonl:3:1  A trailing comma was ignored. (repaired-json)\n" +
        "error  logs/b.jsonl  Permission denied. (unreadable)\n",
    );
    expect(pretty.out).toContain("incomplete scan: part of the input was not examined (1 problem)");
    const machine = await langdrift(["scan", "logs", "-f", "jsonl"], { events });
    for (const line of machine.out.trimEnd().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
    expect(machine.err.split("\n")).toEqual([
      "error  logs/b.jsonl  Permission denied. (unreadable)",
      expect.stringMatching(/^incomplete scan: .*; 1 unexpected switch into Chinese \(1 warning\)/),
      "",
    ]);
  });

  it("names what matched nothing and how to accept it", async () => {
    const { err } = await langdrift(["scan", "*.nope"], { events: scanOf([NO_MATCH], { complete: false }) });
    expect(err).toContain("*.nope  No file matches.");
    expect(err).toContain("--allow-empty accepts that");
  });

  it("shows at most a hundred diagnostics of a broken log", async () => {
    const events = scanOf(
      Array.from({ length: 130 }, () => UNREADABLE),
      { complete: false },
    );
    const { err } = await langdrift(["scan", "logs"], { events });
    expect(err.split("\n")).toHaveLength(102);
    expect(err).toContain("30 more diagnostics");
  });

  it("hands a large report whole to a slow reader, without hoarding it", async () => {
    const text = "汉".repeat(5000);
    const many = Array.from({ length: 200 }, () => finding({ run: { text } }));
    const stdout = new Collector({ delayMs: 1, room: 16_384 });
    const { code } = await langdrift(["scan", "logs", "-f", "jsonl"], {
      events: scanOf(many),
      io: { stdout },
    });
    expect(code).toBe(1);
    expect(stdout.text.length).toBeGreaterThan(1_000_000);
    expect(
      stdout.text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).type),
    ).toEqual(["begin", ...many.map(() => "finding"), "end", "summary"]);
    expect(stdout.peak).toBeLessThan(100_000);
  });

  it("ends quietly with 0 when the reader goes away, and stops the scan", async () => {
    let pulled = 0;
    const deps = {
      async *scan(): AsyncGenerator<ScanEvent> {
        yield { type: "begin", options: {} };
        while (true) {
          pulled += 1;
          yield warning;
          await new Promise((resolve) => setImmediate(resolve));
        }
      },
    };
    const { code, err } = await langdrift(["scan", "logs", "-f", "jsonl"], {
      deps,
      io: { stdout: new ClosedPipe(3) },
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(pulled).toBeLessThan(50);
    expect((await langdrift(["--help"], { io: { stdout: new ClosedPipe(0) } })).code).toBe(0);
  });

  it("colours a terminal, and nothing else unless told", async () => {
    const colours = async (argv: string[], env: Record<string, string>, isTTY: boolean): Promise<boolean> => {
      const stdout = new Collector({ isTTY });
      await langdrift(["scan", "logs", ...argv], { events: scanOf([warning]), io: { stdout, env } });
      return stdout.text.includes("\u001b[");
    };
    expect(await colours([], {}, true)).toBe(true);
    expect(await colours([], {}, false)).toBe(false);
    expect(await colours([], { NO_COLOR: "1" }, true)).toBe(false);
    expect(await colours([], { NO_COLOR: "1", FORCE_COLOR: "1" }, true)).toBe(false);
    expect(await colours([], { NO_COLOR: "" }, true)).toBe(true);
    expect(await colours([], { FORCE_COLOR: "1" }, false)).toBe(true);
    expect(await colours([], { FORCE_COLOR: "0" }, true)).toBe(false);
    expect(await colours([], { TERM: "dumb" }, true)).toBe(false);
    expect(await colours(["--color", "always"], { NO_COLOR: "1" }, false)).toBe(true);
    expect(await colours(["--color", "never"], { FORCE_COLOR: "1" }, true)).toBe(false);
    expect(await colours([], { LANGDRIFT_COLOR: "always" }, false)).toBe(true);
    expect(await colours(["-f", "json"], { FORCE_COLOR: "1" }, true)).toBe(false);
  });
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
    for (const format of ["pretty", "json", "jsonl"]) {
      const { out } = await langdrift(["scan", "logs", "--redact", "-f", format], {
        events: scanOf([warning]),
      });
      expect(out).not.toMatch(/状态|check over/);
      expect(out).toContain("[Han 2]");
      if (format !== "pretty") expect(out).toContain(warning.fingerprint);
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
