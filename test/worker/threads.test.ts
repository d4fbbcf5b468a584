import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { ScanEvent } from "../../src/model/scan-event.js";
import { observedScan } from "../../src/scan.js";
import type { ScanOptions } from "../../src/scan-options.js";
import { fileSource, type Input, type Source } from "../../src/source/index.js";
import type { FoundParts } from "../../src/worker/messages.js";
import type { Threading } from "../../src/worker/plan.js";
import { ScanThread } from "../../src/worker/scan-thread.js";
import { collect } from "../laws/events.js";
import { writeTree } from "./tree.js";

const folder = mkdtempSync(join(tmpdir(), "langdrift-threads-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeTree(folder);

/** What a thread runs, as compiled for the library and as bundled for the command line. */
const built = (name: string): URL => pathToFileURL(resolve(import.meta.dirname, "../..", name));
const LIBRARY = built("dist/worker/scan-worker.js");
const PROGRAM = built("dist-cli/scan-worker.js");

const INPUTS: readonly Input[] = ["a", "-", own(), "c", "b", "notes", "none"];

async function* spoken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("And then it was 更新 again.\n");
}

/** A source that no other thread can open. */
function own(): Source {
  return { uri: "memory", name: "memory", size: null, path: null, open: spoken };
}

/** All that is said but for the time that it took. */
async function told(
  inputs: readonly Input[],
  options: ScanOptions,
  threading?: Threading,
): Promise<string[]> {
  const given = { cwd: folder, explain: true, stats: true, progress: true, stdin: spoken(), ...options };
  const events = await collect(observedScan(inputs, given, undefined, threading));
  // How a record was read depends on what was learned of others before.
  const timeless = events.map((event) =>
    event.type === "summary"
      ? { ...event, elapsedMs: 0, stats: { bytes: event.stats?.bytes, records: event.stats?.records } }
      : event,
  );
  return timeless.map((event) => JSON.stringify(event));
}

/** The first place where two scans differ, or null. A diff of everything is too long to read. */
function difference(found: readonly string[], wanted: readonly string[]) {
  const at = wanted.findIndex((event, index) => event !== found[index]);
  if (at === -1 && found.length === wanted.length) return null;
  return { at, found: found[at], wanted: wanted[at], lengths: [found.length, wanted.length] };
}

const threads = (parallelism: number, more: Threading = {}): Threading => ({
  bytesPerThread: 1,
  unitBytes: 4096,
  parallelism,
  entry: LIBRARY,
  ...more,
});
const OPTIONS: ScanOptions = {
  sources: [
    { path: "b", minCertainty: 0.9 },
    { path: "nowhere", as: "plain" },
  ],
  // A filter stays in the main thread.
  filters: [{ accept: ({ run }) => (run.text === "状态" ? "allowed" : null) }],
};

describe("a scan in several threads", () => {
  test("says the same as in one, however the sources are shared out", async () => {
    const one = await told(INPUTS, { ...OPTIONS, jobs: 1 });
    expect(one.filter((event) => event.startsWith('{"type":"finding"')).length).toBeGreaterThan(100);
    for (const code of [
      "empty",
      "binary",
      "corrupt-compression",
      "invalid-json",
      "invalid-ignore",
      "unused-entry",
    ])
      expect(one.join("\n")).toContain(`"code":"${code}"`);
    expect(difference(await told(INPUTS, { ...OPTIONS, jobs: 4 }), one)).toBeNull();
    expect(difference(await told(INPUTS, { ...OPTIONS, jobs: 2 }, threads(2)), one)).toBeNull();
    const bundled = threads(3, { entry: PROGRAM, unitBytes: 100_000 });
    expect(difference(await told(INPUTS, { ...OPTIONS, jobs: 4 }, bundled), one)).toBeNull();
  });

  test("goes on when a thread ends, and says which source was lost", async () => {
    const entry = join(folder, "ends.mjs");
    writeFileSync(
      entry,
      `import { parentPort } from "node:worker_threads";
       parentPort.postMessage({ type: "ready" });
       parentPort.on("message", () => process.exit(7));`,
    );
    const one = await told(["b", "notes"], {});
    const two = await told(["b", "notes"], {}, threads(2, { entry: pathToFileURL(entry) }));
    const lost = two.filter((event) => event.includes('"code":"internal"'));
    expect(lost).toHaveLength(1);
    expect(lost[0]).toContain("exit code 7");
    const { uri } = (JSON.parse(lost[0]!) as Extract<ScanEvent, { type: "diagnostic" }>).location!;
    const others = (events: readonly string[]): string[] =>
      events.filter(
        (event) => !event.includes(`"uri":${JSON.stringify(uri)}`) && !event.includes('"summary"'),
      );
    expect(difference(others(two), others(one))).toBeNull();
    expect(two.at(-1)).toContain('"complete":false');
  });

  test("is done in one where a thread cannot begin", async () => {
    const one = await told(INPUTS, {});
    expect(difference(await told(INPUTS, {}, threads(3, { entry: built("dist/none.js") })), one)).toBeNull();
  });

  test("ends when it is aborted, and when nobody listens any more", async () => {
    const stop = new AbortController();
    const options = { cwd: folder, signal: stop.signal };
    const heard: ScanEvent[] = [];
    for await (const event of observedScan(["a", "b"], options, undefined, threads(2))) {
      heard.push(event);
      if (event.type === "finding") stop.abort();
    }
    expect(heard.at(-1)).toMatchObject({ type: "summary", complete: false });
    for await (const event of observedScan(["a", "b"], { cwd: folder }, undefined, threads(2)))
      if (event.type === "finding") break;
  });

  test("gives up a source in the unit that it belongs to", async () => {
    const thread = new ScanThread({ cwd: folder }, LIBRARY);
    const sources = ["a/1.jsonl", "a/3.jsonl"].map((name) => fileSource(join(folder, name), name, 1));
    const done = async (skipLate: (index: number) => void = () => {}) => {
      const run = thread.run(sources);
      const first = run.next();
      skipLate(1);
      const found = [(await first).value as FoundParts];
      for await (const more of run) found.push(more);
      const indexes = found.flatMap(({ parts }) => parts.map(({ index }) => index));
      return { indexes: [...new Set(indexes)], skip: found[0]!.skip };
    };
    const { indexes, skip } = await done();
    expect(indexes).toEqual([0, 1]);
    expect((await done(skip)).indexes).toEqual([0, 1]);
    await thread.close();
  });
});
