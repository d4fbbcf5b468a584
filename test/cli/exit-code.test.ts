import { describe, expect, it } from "vitest";
import { ConfigError } from "../../src/errors.js";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { scanOf, summary } from "../report/samples.js";
import { error, explained, NO_MATCH, NOTICE, note, UNREADABLE, warning } from "./events.js";
import { langdrift } from "./harness.js";

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
        summary({ sources: 0, counts: { error: 0, warning: 0, note: 0, explained: {}, accepted: {} } }),
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
