import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse } from "jsonc-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { langdrift } from "./harness.js";

const BIN = resolve(import.meta.dirname, "../../bin/langdrift.js");
const base = realpathSync(mkdtempSync(join(tmpdir(), "langdrift-init-")));
afterAll(() => rmSync(base, { recursive: true }));

const ENGLISH =
  "We went through the whole plan again and wrote down what is left to do before the release.\n".repeat(4);
const CHINESE = "我们已经把整个计划重新看了一遍。\n现在请你继续修改这个文件。\n然后我们一起看看结果吧。\n";

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const root = join(base, name);
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");
const init = (cwd: string, ...argv: string[]) => langdrift(["init", ...argv], { io: { cwd } });
const built = (cwd: string, ...argv: string[]) =>
  spawnSync(process.execPath, [BIN, ...argv], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });

describe("in a git repository with translations", () => {
  let root = "";
  beforeAll(() => {
    root = folder("git", {
      "README.md": ENGLISH,
      "README.zh-CN.md": CHINESE,
      "docs/guide.md": `${ENGLISH}\nThe final 状态 is written to the log when all of it is done.\n`,
      "docs/zh/guide.md": CHINESE,
      "docs/label.md": `${ENGLISH}<!-- langdrift-ignore-next-line the label of the button -->\nPress 然后 when you are done with all of it.\n`,
      "src/locales/zh.json": '{"a": "状态"}',
      "evals/run.jsonl": '{"role":"assistant","content":"All is well."}\n',
      "private/zh/notes.md": CHINESE,
      ".gitignore": "private\n",
      ".github/workflows/ci.yml": "on: push\n",
      ".pre-commit-config.yaml": "repos: []\n",
      watched: "#!/bin/sh\ntouch ran\n",
    });
    execFileSync("git", ["init", "-q"], { cwd: root });
    // What the repository's own settings would run.
    execFileSync("git", ["config", "core.fsmonitor", `sh ${join(root, "watched")}`], { cwd: root });
  });

  it("writes what it found, once, and the built program scans with it", async () => {
    const first = built(root, "init", "--workflow");
    expect(first.status).toBe(0);
    expect(first.stderr).toContain("wrote langdrift.config.json, .github/workflows/langdrift.yml");
    expect(first.stderr).toContain("for pre-commit");
    expect(existsSync(join(root, "ran"))).toBe(false);
    const text = read(root, "langdrift.config.json");
    expect(parse(text)).toEqual({
      paths: ["evals", "README.md", "docs"],
      expect: "auto",
      flag: ["zh"],
      failOn: "warning",
      minCertainty: 0.5,
      sources: [
        { path: "README.md", expect: ["en"] },
        { path: "docs/**", expect: ["en"] },
        { path: "docs/zh/**", expect: ["zh"] },
      ],
      allow: [],
    });
    expect(text).toContain('    // { "path": "README.zh-CN.md", "expect": ["zh"] },\n');
    expect(text).toContain('    // { "path": "src/locales/zh.json", "expect": ["zh"] },\n');
    expect(text).not.toContain("private");
    const workflow = parseYaml(read(root, ".github/workflows/langdrift.yml"));
    expect(workflow.permissions).toEqual({ contents: "read" });
    const { version } = JSON.parse(read(resolve(import.meta.dirname, "../.."), "package.json"));
    expect(workflow.jobs.scan.steps[2].run).toMatch(new RegExp(`^npm install .* langdrift@${version}$`));
    expect(parseYaml(first.stderr.split("config.yaml:\n")[1]!)[0].hooks[0]).toMatchObject({
      entry: "langdrift scan --allow-empty",
      additional_dependencies: [`langdrift@${version}`],
    });

    const config = join(root, "langdrift.config.json");
    writeFileSync(config, text.replace('// { "text"', '{ "text"'));
    const scanned = built(root, "scan", "-f", "json");
    const report = JSON.parse(scanned.stdout);
    expect(scanned.status).toBe(1);
    expect(report.findings.map((f: { run: { text: string } }) => f.run.text)).toEqual(["状态"]);
    expect(report.summary.counts.accepted).toEqual({ ignored: 1 });
    // What was proposed is of use; the example, once it is no comment, is dead.
    const line = text.split("\n").findIndex((each) => each.includes('{ "text"')) + 1;
    expect(report.diagnostics).toMatchObject([
      { code: "unused-entry", severity: "info", location: { uri: "langdrift.config.json", line } },
    ]);
    expect(JSON.parse(built(root, "scan", "README.md", "-f", "json").stdout).diagnostics).toEqual([]);
    writeFileSync(config, text);

    const again = await init(root);
    expect(again.code).toBe(2);
    expect(again.err).toContain("langdrift.config.json exists; --force replaces it");
    expect((await init(root, "--force")).code).toBe(0);
    expect(read(root, "langdrift.config.json")).toBe(text);
  });
});

describe("in a folder without git, with hostile names", () => {
  it("quotes them, and includes a job for GitLab", async () => {
    const odd = "docs/a\n// b\u001b[2J{x}*.md";
    const root = folder("plain", {
      "README.md": CHINESE + ENGLISH,
      [odd]: CHINESE,
      ".gitlab-ci.yml": "stages: [test]\n",
      "prompts/system.txt": ENGLISH,
      "package.json": "{}",
    });
    const { code, out } = await init(root, "--stdout", "--workflow");
    expect(code).toBe(0);
    expect(out).not.toContain("\u001b");
    expect(existsSync(join(root, "langdrift.config.json"))).toBe(false);
    const [config, workflow] = out.split("--- .gitlab/langdrift.gitlab-ci.yml\n");
    expect(parse(config!)).toMatchObject({
      $schema: expect.stringContaining("langdrift-config-1.schema.json"),
      paths: ["prompts", "README.md", "docs"],
      sources: [
        { path: "README.md", expect: ["zh", "en"] },
        { path: "docs/a\n/ b\u001b[[]2J[{]x}[*].md", expect: ["zh"] },
      ],
    });
    expect(parseYaml(workflow!).langdrift.script).toHaveLength(1);
    writeFileSync(join(root, "langdrift.config.json"), config!);
    const printed = await langdrift(["scan", "--print-config"], { io: { cwd: root } });
    expect({ code: printed.code, err: printed.err }).toEqual({ code: 0, err: "" });
  });
});

describe("in an empty folder", () => {
  it("proposes the whole folder, and follows no link out of it", async () => {
    const root = folder("empty", {});
    expect((await init(base, "empty")).code).toBe(0);
    expect(parse(read(root, "langdrift.config.json"))).toMatchObject({ paths: ["."], allow: [] });
    const outside = folder("outside", { "c.json": "kept" });
    symlinkSync(outside, join(root, ".github"));
    const linked = await init(root, "--workflow", "--force");
    expect(linked.err).toContain("is a link");
    rmSync(join(root, "langdrift.config.json"));
    symlinkSync(join(outside, "c.json"), join(root, "langdrift.config.json"));
    expect((await init(root)).code).toBe(2);
    expect((await init(root, "--force")).code).toBe(0);
    expect(read(outside, "c.json")).toBe("kept");
    expect((await init(root, "nowhere")).err).toContain('"nowhere" is no folder');
  });
});
