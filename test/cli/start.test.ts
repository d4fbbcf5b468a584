import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { expect, test } from "vitest";

const BIN = resolve(import.meta.dirname, "../../bin/langdrift.js");

/** The modules that a run loads, as V8 tells them. */
function loaded(args: readonly string[], input: string): { status: number | null; modules: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "langdrift-start-"));
  try {
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    const { status } = spawnSync(process.execPath, [BIN, ...args], { input, env, cwd: folder });
    const reports = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")));
    const urls: string[] = reports.flatMap(({ result }) => result.map(({ url }: { url: string }) => url));
    return { status, modules: urls.filter((url) => url.startsWith("file:")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const inPackages = (modules: readonly string[]): string[] =>
  modules.filter((url) => url.includes("/node_modules/"));

test("a clean line loads the bundle, no package, and nothing that only Chinese, a log format or a report needs", () => {
  const { status, modules } = loaded(["scan", "-"], "The build passed and all the tests are green now.\n");
  expect(status).toBe(0);
  expect(inPackages(modules)).toEqual([]);
  expect(modules.filter((url) => url.includes("/dist/"))).toEqual([]);
  const names = modules.map((url) => basename(url).replace(/[-.].*/, ""));
  expect(names).toContain("scan");
  expect(names.filter((name) => ["late", "readers", "rest", "watch", "packed"].includes(name))).toEqual([]);
});

test("a line with Chinese in it loads what judges that", () => {
  const { status, modules } = loaded(["scan", "-"], "Then the final状态 check was done, and we went home.\n");
  expect(status).toBe(1);
  expect(modules.map((url) => basename(url))).toContain("late.cjs");
});

test("the licences of the packages in the bundle are beside it", () => {
  const text = readFileSync(resolve(import.meta.dirname, "../../dist-cli/LICENSES.txt"), "utf8");
  for (const name of ["commander", "jsonc-parser", "picomatch"])
    expect(text).toMatch(new RegExp(`^${name} \\d`, "m"));
});
