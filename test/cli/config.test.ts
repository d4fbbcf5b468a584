import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { PRECEDENCE_ORDER } from "../../src/cli/help-text.js";
import { foldersToSearch } from "../../src/config/find-configs.js";
import { finding } from "../report/samples.js";
import { langdrift } from "./harness.js";

const base = realpathSync(mkdtempSync(join(tmpdir(), "langdrift-config-")));
afterAll(() => rmSync(base, { recursive: true }));

let count = 0;

/** A repository of its own with these files. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = join(base, `repo-${count++}`);
  mkdirSync(join(root, ".git"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const run = (argv: string, cwd: string, env: Record<string, string> = {}) =>
  langdrift(argv.split(" "), { io: { cwd, env } });

describe("precedence", () => {
  /** `failOn` and where it stands, from the strongest place to the weakest. */
  const PLACES = ["flag", "variable", "file", "manifest", "default"] as const;
  const CERTAINTY = { flag: 0.1, variable: 0.2, file: 0.3, manifest: 0.4, default: undefined };
  const ORIGIN = {
    flag: "flag --min-certainty",
    variable: "variable LANGDRIFT_MIN_CERTAINTY",
    file: "langdrift.config.json:2",
    manifest: "package.json:3",
    default: "default",
  };

  it.each(PLACES.map((place, at) => [place, PLACES.slice(at)] as const))(
    "%s wins over what comes after it",
    async (place, present) => {
      const has = (name: (typeof PLACES)[number]) => present.includes(name);
      const root = repository({
        "deep/er/x": "",
        ...(has("file") && { "langdrift.config.json": '{ // nearest\n  "minCertainty": 0.3,\n}' }),
        ...(has("manifest") && {
          "package.json": '{"name": "x",\n  "langdrift": {\n    "minCertainty": 0.4, "jobs": 2}}',
        }),
      });
      const argv = `scan a${has("flag") ? " --min-certainty 0.1" : ""}`;
      const env: Record<string, string> = has("variable") ? { LANGDRIFT_MIN_CERTAINTY: "0.2" } : {};
      const { options } = await run(argv, join(root, "deep/er"), env);
      expect(options?.minCertainty).toBe(CERTAINTY[place]);
      if (has("manifest")) expect(options?.jobs).toBe(2);
      const { code, out } = await run(`${argv} --print-config`, root, env);
      expect(code).toBe(0);
      expect(out).toContain(`"minCertainty": ${CERTAINTY[place] ?? 0.5}, // ${ORIGIN[place]}\n`);
    },
  );

  it("of the file: --config, --no-config, their variables, the nearest", async () => {
    const root = repository({
      "langdrift.config.json": '{"jobs": 1}',
      "other/b.json": '{"jobs": 2}',
      "c.json": '{"jobs": 3}',
      "package.json": '{"langdrift": {"jobs": 4, "redact": true}}',
    });
    const jobs = async (argv: string, env = {}) =>
      (await run(`scan a ${argv}`.trim(), root, env)).options?.jobs;
    expect(await jobs("--config other/b.json", { LANGDRIFT_CONFIG: "c.json" })).toBe(2);
    expect(await jobs("", { LANGDRIFT_CONFIG: "c.json" })).toBe(3);
    expect(await jobs("--config package.json")).toBe(4);
    expect(await jobs("--no-config", { LANGDRIFT_CONFIG: "c.json" })).toBeUndefined();
    expect(await jobs("", { LANGDRIFT_NO_CONFIG: "1" })).toBeUndefined();
    expect((await run("scan a --config d.json", root)).err).toBe(
      'error: --config: "d.json" is no file. `langdrift init` writes a configuration.\n',
    );
  });

  it("is searched for within the repository, else within the home folder, else not above", () => {
    const root = repository({ "a/b/x": "" });
    expect(foldersToSearch(join(root, "a/b"), "")).toEqual([join(root, "a/b"), join(root, "a"), root]);
    const home = join(base, "home");
    expect(foldersToSearch(join(home, "a/b"), home)).toEqual([join(home, "a/b"), join(home, "a"), home]);
    expect(foldersToSearch(join(base, "a/b"), home)).toEqual([join(base, "a/b")]);
  });

  it("is worded alike in help and in the printed configuration", async () => {
    const words = (text: string) => text.replaceAll(/\s+/g, " ");
    const root = repository({});
    expect(words((await run("scan --help", root)).out)).toContain(PRECEDENCE_ORDER);
    expect((await run("watch --print-config", root)).out).toContain(PRECEDENCE_ORDER);
  });
});

describe("a wrong configuration", () => {
  it.each([
    [
      '{\n  "minCertanty": 0.5\n}',
      '2:3: "minCertanty" is no key of a configuration. Did you mean "minCertainty"?',
    ],
    [
      '{"failOn": "eror"}',
      '1:12: "failOn" must be error, warning, note or never, not "eror". Did you mean "error"?',
    ],
    ['{"minCertainty": 2}', '1:18: "minCertainty" must be a number from 0 to 1, not 2.'],
    ['{"jobs": "4"}', '1:10: "jobs" must be a whole number, not "4".'],
    ['{"expect": "en"}', '"expect" must be "auto" or a list such as ["en"], not "en".'],
    ['{"expect": ["englsh"]}', '1:12: expect: "englsh" is no language'],
    ['{"flag": ["zh"], "as": "codx"}', '1:24: Unknown format "codx".'],
    ['{"format": ["jsn"]}', 'Unknown report format "jsn"'],
    ['{"format": ["json=../../x"]}', "a file for it is named on the command line alone"],
    ['{"role": ["asistant"]}', 'Did you mean "assistant"?'],
    ['{"since": "7d"}', '"since" is said anew for each run (--since)'],
    [
      '{"sources": [{"path": "a", "exepct": ["en"]}]}',
      '1:28: "exepct" is no key of this entry. Did you mean "expect"?',
    ],
    ['{"sources": [{"expect": ["en"]}]}', '"sources" [0] needs "path".'],
    ['{"sources": [{"path": "a", "flag": ["xx"]}]}', '1:14: flag: "xx" is no language'],
    ['{"allow": [{"text": "海螺"}]}', '1:12: "allow" [0] needs "why" beside "text".'],
    ['{"allow": [{"why": "all"}]}', '"allow" [0] needs one of text, path,'],
    ['{"allow": [\n  {"path": "a",, }]}', "2:16: Not readable: "],
    ["", "langdrift.config.json is empty"],
    ["[]", "1:1: A configuration is an object"],
    ["[".repeat(60_000), "nested too deeply"],
  ])("%.60s", async (text, message) => {
    const { code, out, err, inputs } = await run("scan a", repository({ "langdrift.config.json": text }));
    expect({ code, out, inputs }).toEqual({ code: 2, out: "", inputs: undefined });
    expect(err).toContain(message);
    if (/\d:/.test(message)) expect(err).toMatch(/\n {2}\d \| .*\n {4}\| *\^+\n$/);
  });

  it("is shown with carets under the place, without what a terminal would obey", async () => {
    const text = '{\n\t"jobs": 1, /* 海 */ "\\u001b[2J\u001b[2Jx": true\n}';
    const { err } = await run("scan a", repository({ "langdrift.config.json": text }));
    expect(err).not.toContain("\u001b");
    const wide = '{ /* 海螺 */ "red": true }';
    const { err: frame } = await run("scan a", repository({ "langdrift.config.json": wide }));
    expect(frame.split("\n").slice(1, 3)).toEqual([`  1 | ${wide}`, `    | ${" ".repeat(13)}^^^^^`]);
  });
});

describe("what a configuration says", () => {
  const text = `{
    "$schema": "./schema.json",
    "paths": ["evals", "docs/*.md"],
    "role": ["assistant", "unknown"], "flag": ["zh"], "failOn": "never", "inlineIgnores": false,
    "sources": [{ "path": "docs/**", "expect": ["en"] }],
    "allow": [{ "path": "docs/zh/**" }, { "text": "海螺", "why": "a product" }],
  }`;

  it("reaches the library, with paths relative to the file", async () => {
    const root = repository({ "langdrift.config.json": text, "sub/x": "" });
    const all = await langdrift(["scan"], { io: { cwd: join(root, "sub") }, events: [] });
    expect(all.inputs).toEqual(["../evals", "../docs/*.md"]);
    expect(all.options).toMatchObject({ roles: ["assistant", "unknown"], inlineIgnores: false });
    expect(all.options?.sources).toEqual([
      {
        path: "../docs/**",
        expect: ["en"],
        origin: { uri: "../langdrift.config.json", line: 5, column: 17 },
      },
    ]);
    expect(all.options).not.toHaveProperty("reportUnused");
    const [filter] = all.options?.filters ?? [];
    const location = { ...finding().location, uri: "../docs/zh/a.md" };
    expect(filter?.accept({ ...finding(), location })).toBe("allowed");
    expect(filter?.unused?.()).toMatchObject([{ code: "unused-entry", location: { line: 6 } }]);
    const flagged = await langdrift(["scan", "--expect", "fr"], { io: { cwd: root } });
    expect(flagged.options?.sources?.[0]).not.toHaveProperty("expect");
    // One file alone cannot tell that an entry is dead.
    const part = await run("scan x", join(root, "sub"));
    expect(part.inputs).toEqual(["x"]);
    expect(part.options?.reportUnused).toBe(false);
    expect((await run("scan ..", join(root, "sub"))).options).not.toHaveProperty("reportUnused");
  });

  it("is printed as a configuration that says the same", async () => {
    const root = repository({ "langdrift.config.json": text });
    const argv = "scan --expect en,fr --since 2d --format json=x.json";
    const first = await run(`${argv} --print-config`, root, { LANGDRIFT_JOBS: "3" });
    expect(first.out).toContain('"expect": ["en","fr"], // flag --expect\n');
    expect(first.out).toContain('"jobs": 3, // variable LANGDRIFT_JOBS\n');
    expect(first.out).toContain("// for this run: since");
    writeFileSync(join(root, "printed.json"), first.out);
    const second = await run("scan --config printed.json --print-config", root);
    const values = (out: string) => out.replaceAll(/^\s*\/\/.*\n/gm, "").replaceAll(/ \/\/ .*/g, "");
    expect(second.err).toBe("");
    expect(values(second.out)).toBe(values(first.out));
  });
});
