import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { isInstalled } from "./measure.mjs";

const HERE = import.meta.dirname;
const MEASURED = ["--require", join(HERE, "usage.cjs")];
const PROGRAM = join(HERE, "../bin/langdrift.js");

const node = (name, ...args) => ({ name, command: process.execPath, args: [...MEASURED, ...args] });

/** langdrift on a path, all findings written. */
export const langdrift = (path, name = "langdrift", ...more) =>
  node(name, PROGRAM, "scan", path, "-f", "jsonl", "--fail-on", "never", "--no-progress", ...more);

export const command = (name, args, input) => ({ ...node(name, PROGRAM, ...args), input });
export const nodeNothing = () => node("node -e 0", "-e", "0");
export const rawRead = (path) => node("raw read", join(HERE, "baseline.mjs"), "raw", path);
export const parseLines = (path) => node("JSON.parse", join(HERE, "baseline.mjs"), "parse", path);

const HAN = "\\p{Han}";
/** ripgrep on one file, as a stream. */
export const ripgrep = (path) => ({
  name: "rg",
  command: "rg",
  args: ["-j1", "--no-mmap", "-c", HAN],
  input: path,
});
/** ripgrep on a folder. */
export const ripgrepIn = (path, threads) => ({
  name: `rg -j${threads}`,
  command: "rg",
  args: [`-j${threads}`, "--no-mmap", "-c", HAN, path],
});
export const grep = (path) => ({
  name: "grep -P",
  command: "grep",
  args: ["-c", "-P", HAN],
  env: { LC_ALL: "C.UTF-8" },
  input: path,
});

/** What is compared with and is not on this machine is left out, and said so. */
export const missing = () => [
  ...(isInstalled("rg", "--version") ? [] : ["rg"]),
  ...(isInstalled("grep", "-P", "-q", "", join(HERE, "tools.mjs")) ? [] : ["grep"]),
];

export const ripgrepVersion = () =>
  /[\d.]+/.exec(spawnSync("rg", ["--version"]).stdout?.toString() ?? "")?.[0] ?? null;
