import { describe, expect, it } from "vitest";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { finding, scanOf } from "../report/samples.js";
import { NO_MATCH, NOTICE, UNREADABLE, warning } from "./events.js";
import { ClosedPipe, Collector, langdrift } from "./harness.js";

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
