import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const { dependencies, optionalDependencies, exports } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
) as {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
};
const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === "string" ? [] : [{ name: name.replace(/^\./, "langdrift"), ...target }],
);

/** A folder in which the packed files are installed with what they depend on, and nothing else. */
const folder = mkdtempSync(join(tmpdir(), "langdrift-package-"));
afterAll(() => rmSync(folder, { recursive: true }));
const installed = join(folder, "node_modules/langdrift");

/** Packs as for publishing and unpacks, so that the list of files is npm's own. */
function install(): void {
  const pack = ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder];
  execFileSync("npm", pack, { cwd: ROOT, shell: process.platform === "win32" });
  mkdirSync(installed, { recursive: true });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  execFileSync("tar", ["-xzf", tarball, "--strip-components=1", "-C", "node_modules/langdrift"], {
    cwd: folder,
  });
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), link, "junction");
  }
}

const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });

describe("the packed package, installed without SDKs, optional and peer dependencies", () => {
  beforeAll(install);

  test("holds what the exports name, and nothing of the workshop", () => {
    const named = entries.flatMap(({ types, default: code }) => [types, code]);
    expect(named.filter((file) => !existsSync(join(installed, file)))).toEqual([]);
    expect(readdirSync(installed).sort()).toEqual([
      "LICENSE",
      "README.md",
      "bin",
      "corpora",
      "dist",
      "dist-cli",
      "docs",
      "examples",
      "hooks",
      "package.json",
      "schema",
      "templates",
    ]);
  });

  test("every entry loads, but for the matchers of a test runner that is not there", () => {
    const code = `
      const loaded = {};
      for (const name of ${JSON.stringify(entries.map(({ name }) => name))}) {
        loaded[name] = await import(name).then((entry) => Object.keys(entry).length > 0, ({ message }) => message);
      }
      console.log(JSON.stringify(loaded));`;
    const loaded = JSON.parse(node("--input-type=module", "--eval", code)) as Record<string, unknown>;
    const { "langdrift/vitest": matchers, ...others } = loaded;
    expect(matchers).toMatch(/^Cannot find package 'vitest'/);
    expect(Object.keys(others).length).toBeGreaterThan(8);
    expect(new Set(Object.values(others))).toEqual(new Set([true]));
  });

  test("the command scans the examples that come with it", () => {
    const examples = join(installed, "corpora/examples");
    const report = node(join(installed, "bin/langdrift.js"), "scan", examples, "--fail-on", "never", "-q");
    expect(report).toContain("claude-code-session.jsonl");
  });
});

test("no entry reaches a package that its users may not have, in its types neither", () => {
  const known = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);
  for (const { types, default: code } of entries) {
    for (const entry of [code, types]) {
      const packages = [...reached(join(ROOT, entry))];
      const unknown = packages.filter((name) => !name.startsWith("node:") && !known.has(name));
      expect(unknown, entry).toEqual(entry.endsWith("/vitest.js") ? ["vitest"] : []);
      if (entry.endsWith(".js")) expect(packages, entry).toContain("franc");
    }
  }
});

/** The packages that a built module and all that it loads name, at once or on demand. */
function reached(entry: string): Set<string> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    for (const [, to] of code.matchAll(/\b(?:from|import|import\()\s*"([^"\n]+)"/g)) {
      if (to!.startsWith(".")) visit(resolve(dirname(file), typed(file, to!)));
      else packages.add(to!.startsWith("node:") ? to! : packageOf(to!));
    }
  };
  visit(entry);
  return packages;
}

const typed = (from: string, to: string): string =>
  from.endsWith(".d.ts") ? to.replace(/\.js$/, ".d.ts") : to;
const packageOf = (specifier: string): string =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
