import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const BIN = join(ROOT, "bin/langdrift.js");
const folder = mkdtempSync(join(tmpdir(), "langdrift-bin-"));
afterAll(() => rmSync(folder, { recursive: true }));

const ENGLISH = "We went through the whole plan again and wrote down what is left to do.";
const clean = file("clean.txt", `${ENGLISH}\n`);
const partial = file(
  "partial.jsonl",
  `{"messages":[{"role":"user","content":"${ENGLISH}"},{"role":"assistant","content":"All 完整 now."}]}\n{"messages":[{"role"\n`,
);
const drifting = file("drift.txt", `${ENGLISH}\nThen the final状态 check was done.\n`);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function langdrift(
  args: readonly string[],
  input?: string,
): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NO_COLOR: "1" };
  return spawnSync(process.execPath, [BIN, ...args], {
    encoding: "utf8",
    env,
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
}

const lines = (stdout: string): { type: string; [key: string]: unknown }[] =>
  stdout
    .trim()
    .split("\n")
    .map((l) => JSON.parse(l));

describe("exit codes of the built program", () => {
  test.each([
    [0, "a clean file", clean],
    [1, "a drift", drifting],
    [2, "a partial scan, which still prints what it found", partial],
  ])("%i: %s", (code, _, path) => {
    const { status, stdout, stderr } = langdrift(["scan", path, "-f", "jsonl"]);
    expect(status, stderr).toBe(code);
    expect(lines(stdout).filter(({ type }) => type === "finding")).toHaveLength(Math.min(code, 1));
  });
});

describe("streams of the built program", () => {
  test("a report of more than 2 MiB arrives whole through a pipe", async () => {
    const many = file(
      "many.txt",
      `${ENGLISH}\n${Array.from({ length: 2400 }, (_, i) => `Step ${i}: the ${"核心完整验证路径"[i % 8]}${"数据状态处理结果"[(i >> 3) % 8]}${"甲乙丙丁戊己庚辛"[(i >> 6) % 8]}${"子丑寅卯辰巳午未"[(i >> 9) % 8]} part was done.`).join("\n")}\n`,
    );
    const child = spawn(process.execPath, [BIN, "scan", many, "-f", "jsonl"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let out = "";
    child.stdout.setEncoding("utf8");
    await new Promise((r) => setTimeout(r, 300)); // a reader that comes late
    for await (const chunk of child.stdout) out += chunk;
    expect(Buffer.byteLength(out)).toBeGreaterThan(2 << 20);
    const events = lines(out);
    expect(events.at(-1)?.type).toBe("summary");
    expect(events.filter((e) => e.type === "finding").length).toBeGreaterThan(2000);
  });

  test("a growing stream on standard input shows a drift as soon as its line is complete", async () => {
    const child = spawn(process.execPath, [BIN, "scan", "-"], {
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    child.stdin.write(`${ENGLISH}\nThen the final状`);
    child.stdin.write("态 check was done.\n");
    child.stdout.setEncoding("utf8");
    const seen = await new Promise<string>((resolve) => child.stdout.once("data", resolve));
    expect(seen).toContain("状态");
    expect(child.exitCode).toBeNull();
    child.stdin.end();
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect(status).toBe(1);
  });

  test("tail -f of a log that is being written", async () => {
    const log = file("live.log", `${ENGLISH}\n`);
    const tail = spawn("tail", ["-n", "+1", "-f", log], { stdio: ["ignore", "pipe", "ignore"] });
    const child = spawn(process.execPath, [BIN, "scan", "-"], { stdio: [tail.stdout, "pipe", "ignore"] });
    child.stdout!.setEncoding("utf8");
    const seen = new Promise<string>((resolve) => child.stdout!.once("data", resolve));
    appendFileSync(log, "2026-03-01 10:00:00 INFO the worker 重启 twice\n");
    expect(await seen).toContain("重启");
    tail.kill();
    await new Promise((resolve) => child.once("close", resolve));
  });

  test("a reader that goes away ends it quietly with 0", async () => {
    const child = spawn(
      "sh",
      [
        "-c",
        `"${process.execPath}" "${BIN}" scan "${join(folder, "many.txt")}" -f jsonl; echo "code $?" >&2`,
      ],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    child.stdout.once("data", () => child.stdout.destroy());
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (d: string) => {
      err += d;
    });
    await new Promise((resolve) => child.once("close", resolve));
    expect(err.trim()).toBe("code 0");
  });

  test("an interrupt gives the summary and 130", async () => {
    const child = spawn(process.execPath, [BIN, "scan", "-"], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    child.stdin.write(`${ENGLISH}\nThe 状态 is fine.\n`);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    let rest = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (d: string) => {
        rest += d;
      });
    child.kill("SIGINT");
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect(status).toBe(130);
    expect(rest).toMatch(/1 unexpected switch/);
  });
});

describe("--passthrough", () => {
  const input = `${ENGLISH}\nThen the final状态 check was done.\r\n caf\u00e9 \ud83d\ude00`;

  test("copies standard input to the byte and reports on standard error", () => {
    const bytes = Buffer.concat([Buffer.from(input), Buffer.from([0xff, 0xfe, 0x0a])]);
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, "scan", "--passthrough"], {
      input: bytes,
      env: { ...process.env, NO_COLOR: "1" },
    });
    expect(stdout.equals(bytes)).toBe(true);
    expect(stderr.toString()).toContain("状态");
    // What is not UTF-8 could not be examined.
    expect(status).toBe(2);
  });

  test("copies what cannot be scanned, and much that comes after a drift", () => {
    for (const bytes of [
      Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"),
      Buffer.from(input + `${ENGLISH}\n`.repeat(2_000)),
    ]) {
      const copy = spawnSync(process.execPath, [BIN, "scan", "-", "--passthrough", "-q"], {
        input: bytes,
        maxBuffer: 1 << 28,
      });
      expect(copy.stdout.equals(bytes)).toBe(true);
    }
  });

  test("reports while the pipe is open, and goes with the reader", async () => {
    const child = spawn(process.execPath, [BIN, "scan", "--passthrough"], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    let told = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      told += chunk;
    });
    child.stdin.on("error", () => {});
    child.stdin.write(`${ENGLISH}\nThen the final状态 check was done.\n`);
    while (!told.includes("状态")) await new Promise((done) => setTimeout(done, 20));
    child.stdout.destroy();
    const ended = new Promise((done) => child.on("close", done));
    const writing = setInterval(() => child.stdin.write(`${ENGLISH}\n`), 20);
    expect(await ended).toBe(0);
    clearInterval(writing);
  });
});
