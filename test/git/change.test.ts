import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { observedScan } from "../../src/scan.js";
import { langdrift as run } from "../cli/harness.js";
import { GIT_ENV, TestRepository } from "./repository.js";

const PROSE = "The server starts in the morning and reads its settings from the file that we named.\n";
const OLD = "The build of the server is in good 状态 and we can go on with it.\n";
const LEAK = "We looked at all of the tests 然后 we wrote down what is left.\n";
const LATER = "Nobody has read the 其他 pages of the manual so far.\n";
const CHINESE =
  "服务器在早上启动，并从我们指定的文件中读取设置。所有的测试都通过了，我们可以继续下一步的工作。\n".repeat(
    4,
  );
const MOVED = PROSE.repeat(6) + OLD;
const CODE = 'export const name = "server";\n// The name is read once, and then it is kept for good.\n';
const ODD = 'docs/an "odd\nname".md';

const repository = new TestRepository(
  [
    {
      branch: "main",
      message: "Write down how the server is started in the morning\n",
      files: {
        "docs/a.md": PROSE + OLD,
        "docs/moved.md": MOVED,
        "src/a.ts": CODE,
        "package-lock.json": "{}\n",
      },
    },
    { branch: "side", from: "main", message: "Say what is left\n", files: { "docs/side.md": LEAK } },
    {
      branch: "topic",
      from: "main",
      message:
        "Describe the tests that we looked at\n\n修复了测试\n\nSigned-off-by: 王小明 <w@example.org>\n",
      files: {
        "docs/a.md": PROSE + OLD + LEAK,
        "docs/zh.md": CHINESE,
        "docs/moved.md": null,
        "docs/here.md": MOVED,
        "src/a.ts": `${CODE}// The list is then 排序 before it is shown.\n`,
        "package-lock.json": '{"状态": 1}\n',
        [ODD]: LEAK,
        "docs/bin.dat": "\u0000\u0001状态",
      },
    },
    { branch: "main", message: "Another change of the text\n", files: { "docs/later.md": LATER } },
  ],
  "topic",
);
const outside = mkdtempSync(join(tmpdir(), "langdrift-"));
afterAll(() => {
  repository.remove();
  rmSync(outside, { recursive: true });
});

const langdrift = (
  argv: readonly string[],
  cwd = repository.folder,
  env: Record<string, string | undefined> = GIT_ENV,
) => run(argv, { io: { cwd, env }, deps: { scan: observedScan } });

/** Where something is reported, and the code. */
async function reported(argv: readonly string[], cwd?: string) {
  const { code, out, err } = await langdrift(["scan", "-f", "json", ...argv], cwd);
  const { findings, summary } = JSON.parse(out);
  const places = findings.map(
    ({ location, run }: { location: { uri: string; line: number }; run: { text: string } }) =>
      `${location.uri}:${location.line} ${run.text}`,
  );
  return { code, places, accepted: summary.counts.accepted, err };
}

const ADDED = ["docs/a.md:3 然后", `${ODD}:1 然后`, "src/a.ts:3 排序"];

describe("scan --diff", () => {
  it("judges what a change adds: not old lines, nor moved ones, nor a file in Chinese", async () => {
    const found = await reported(["--diff", "main"]);
    expect(found).toMatchObject({ code: 1, places: ADDED, accepted: { unchanged: 1 } });
    // Without the change the old ones are reported, too.
    const all = await reported(["docs/a.md"]);
    expect(all.places).toEqual(["docs/a.md:2 状态", "docs/a.md:3 然后"]);
  });

  it("takes paths, from any folder, and names sources as from there", async () => {
    const docs = join(repository.folder, "docs");
    expect((await reported(["--diff", "main", "?.md"], docs)).places).toEqual(["a.md:3 然后"]);
    expect((await reported(["--diff", "main", "../src"], docs)).places).toEqual(["../src/a.ts:3 排序"]);
    expect(await reported(["--diff", "main", "docs/here.md"])).toMatchObject({
      code: 0,
      err: expect.stringContaining("the change adds nothing to look at"),
    });
    expect(await langdrift(["scan", "--diff", "main", "docs/non.md"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('"docs/non.md" does not exist'),
    });
  });

  it("reads the contents of B between two commits", async () => {
    expect(await reported(["--diff", "main...side"])).toMatchObject({
      code: 1,
      places: ["docs/side.md:1 然后"],
    });
    expect((await reported(["--diff", "topic..main"])).places).toEqual(["docs/later.md:1 其他"]);
    expect((await reported(["--diff", "main...topic"])).places).toEqual(ADDED);
    expect(await reported(["--diff", "main...main"])).toMatchObject({ code: 0, places: [] });
  });

  it("passes when a baseline holds what it found", async () => {
    expect(
      (await langdrift(["baseline", "docs", "src", "-o", "../accepted.json"], join(repository.folder, "src")))
        .code,
    ).toBe(2);
    const written = await langdrift(["baseline", "docs", "src", "-o", join(outside, "b.json")]);
    expect(written.code).toBe(0);
    const found = await reported(["--diff", "main", "--baseline", join(outside, "b.json")]);
    expect(found).toMatchObject({ code: 0, places: [], accepted: { baseline: 4 } });
  });

  it("looks at the working tree with new files, not through links, and runs nothing that the repository names", async () => {
    const mark = join(outside, "ran");
    for (const name of [
      "filter.x.clean",
      "filter.x.process",
      "diff.x.command",
      "diff.x.textconv",
      "core.fsmonitor",
    ])
      repository.git("config", name, `touch ${mark}; cat`);
    repository.put(".git/info/attributes", "* filter=x diff=x\n");
    repository.put(
      "docs/a.md",
      `${PROSE}${OLD}The state of it is 其他 than what we had written down before.\n`,
    );
    repository.put("docs/new.md", OLD);
    symlinkSync(join(repository.folder, "docs/new.md"), join(repository.folder, "link.md"));
    const found = await reported(["--diff", "HEAD"]);
    expect(found).toMatchObject({ code: 1, places: ["docs/a.md:3 其他", "docs/new.md:1 状态"] });
    await reported(["--commits", "main.."]);
    expect(existsSync(mark)).toBe(false);
    // Else git would have run it, and failed.
    expect(() => repository.git("diff", "HEAD")).toThrow();
    expect(existsSync(mark)).toBe(true);
  });

  it("says what is wrong, with code 2", async () => {
    const cases: readonly [
      argv: readonly string[],
      message: RegExp,
      cwd?: string,
      env?: Record<string, string>,
    ][] = [
      [["--diff", "mian"], /"mian" is no revision of this repository/],
      [["--diff", "--output=x"], /"--output=x" is no revision/],
      [["--diff", "main", "-"], /--diff looks at files of the repository/],
      [["--diff", "main", outside], /outside of the repository/],
      [["--diff", "main", "--agent", "codex"], /leave --agent out/],
      [["--commits", "main..", "docs"], /looks at messages alone/],
      [["--diff", "main"], /in no git repository/, outside],
      [["--diff", "main"], /git could not be started/, repository.folder, { PATH: outside }],
    ];
    for (const [argv, message, cwd, env] of cases) {
      const ran = await langdrift(["scan", ...argv], cwd, env);
      expect([ran.code, ran.out]).toEqual([2, ""]);
      expect(ran.err).toMatch(message);
    }
    const clone = join(outside, "clone");
    repository.git("clone", "-q", "--depth", "1", "--no-local", `file://${repository.folder}`, clone);
    for (const argv of [
      ["--diff", "main"],
      ["--commits", "origin/main.."],
    ]) {
      const ran = await langdrift(["scan", ...argv], clone);
      expect(ran).toMatchObject({ code: 2, err: expect.stringContaining("fetch-depth: 0") });
    }
  });
});

describe("scan --commits and --commit-msg", () => {
  it("judges what authors say in messages by the language of the history", async () => {
    const found = await reported(["--commits", "main.."]);
    expect(found.code).toBe(1);
    expect(found.places).toEqual([expect.stringMatching(/^commit [0-9a-f]{12}:3 修复了测试$/)]);
    expect(await reported(["--commits", "main..main"])).toMatchObject({ code: 0, places: [] });
  });

  it("leaves comments and all below the scissors out", async () => {
    const rest =
      "# 请输入提交说明\n# ------------------------ >8 ------------------------\ndiff --git a/x b/x\n+状态\n";
    repository.put(".git/MSG", `Go on with the list\n\n${rest}`);
    expect(await reported(["--commit-msg", ".git/MSG"])).toMatchObject({ code: 0, places: [] });
    repository.put(".git/MSG", `修复列表\n\n${rest}`);
    expect((await reported(["--commit-msg", ".git/MSG"])).places).toEqual([".git/MSG:1 修复列表"]);
    expect((await langdrift(["scan", "--commit-msg", "none"])).code).toBe(2);
  });
});
