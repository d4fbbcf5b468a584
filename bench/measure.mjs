import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const POLL_MS = 10;
/** Clock ticks a second in /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** Processor seconds and peak bytes of a process as /proc tells them; nothing elsewhere, or when it has ended. */
function readProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return peak && { cpu: (Number(fields[11]) + Number(fields[12])) / TICKS, peak: Number(peak[1]) * 1024 };
  } catch {
    return null;
  }
}

function told(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Runs a command once and measures it. Node processes say themselves what they used, others are watched through /proc.
 * @param limit seconds after which the command is ended; what it used until then is still told
 */
export async function measureOnce({ command, args, env = {}, input, limit }) {
  const folder = mkdtempSync(join(tmpdir(), "langdrift-usage-"));
  const usage = join(folder, "usage.json");
  const stdin = input === undefined ? "ignore" : openSync(input, "r");
  // A file, since grep stops at the first match when its output goes to /dev/null.
  const stdout = openSync(join(folder, "output"), "w");
  let seen = null;
  const started = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...env, BENCH_USAGE: usage },
    stdio: [stdin, stdout, "ignore"],
  });
  const poll = setInterval(() => {
    seen = readProc(child.pid) ?? seen;
  }, POLL_MS);
  let ended = false;
  const timer = setTimeout(() => {
    ended = true;
    child.kill("SIGKILL");
  }, limit * 1000);
  const code = await new Promise((resolve) => {
    child.on("error", () => resolve(null));
    child.on("exit", (status) => resolve(status));
  });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(poll);
  clearTimeout(timer);
  closeSync(stdout);
  if (stdin !== "ignore") closeSync(stdin);
  const { cpu = null, peak = null } = told(usage) ?? seen ?? {};
  rmSync(folder, { recursive: true, force: true });
  return { seconds, cpu, peak, limited: ended, failed: !ended && (code === null || code > 1) };
}

export function median(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Runs tools in turns, so that noise hits all alike. @returns medians by tool name */
export async function measureAll(tools, { runs, limit }) {
  const samples = new Map(tools.map(({ name }) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const tool of tools) {
      const before = samples.get(tool.name);
      // A tool that hit the limit, or failed, does so again.
      if (before.some(({ limited, failed }) => limited || failed)) continue;
      before.push(await measureOnce({ ...tool, limit }));
    }
  }
  return Object.fromEntries(
    tools.map(({ name, bytes = null }) => [name, summarise(samples.get(name), bytes)]),
  );
}

function summarise(runs, bytes) {
  const seconds = median(runs.map((run) => run.seconds));
  const cpu = median(runs.map((run) => run.cpu));
  const stopped = runs.some(({ limited }) => limited);
  return {
    seconds,
    cpu,
    peak: median(runs.map((run) => run.peak)),
    bytes,
    rate: bytes === null || stopped ? null : bytes / 1e6 / seconds,
    /** The same by processor time, which others on the machine hardly change. */
    cpuRate: bytes === null || stopped || !cpu ? null : bytes / 1e6 / cpu,
    ...(stopped ? { note: "stopped at the time limit" } : {}),
    ...(runs.some(({ failed }) => failed) ? { note: "failed", rate: null, cpuRate: null } : {}),
  };
}

/** True for a program that runs. */
export const isInstalled = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;
