import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { GUIDE_WITH_NEW, leakingRepository } from "./leaking-repository.js";
import { Machine, ROOT } from "./machine.js";
import { hooksErrors } from "./schemas.js";

const machine = new Machine();
const repository = leakingRepository();
afterAll(() => {
  machine.remove();
  repository.remove();
});

interface Hook {
  readonly id: string;
  readonly entry: string;
}
const hooks: readonly Hook[] = parse(readFileSync(join(ROOT, ".pre-commit-hooks.yaml"), "utf8"));
const entryOf = (id: string): string => hooks.find((hook) => hook.id === id)!.entry;

const AUTHOR = {
  GIT_AUTHOR_NAME: "A",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "A",
  GIT_COMMITTER_EMAIL: "a@example.org",
};
const GOOD = "Describe the tests that are left, and why each of them is";
const BAD = "Make the build 状态 green again when all of the tests pass";
const folder = join(machine.temp, "hooks");

const commit = (message: string) =>
  machine.run(
    "git",
    ["-c", `core.hooksPath=${folder}`, "commit", "-q", "-a", "-m", message],
    repository.folder,
    AUTHOR,
  );

beforeAll(() => {
  mkdirSync(folder);
  // As pre-commit does: the entry, and the names of the staged files as arguments.
  const names = "git diff --cached --name-only --diff-filter=ACMR -z | xargs -0";
  writeFileSync(join(folder, "pre-commit"), `#!/bin/sh\n${names} ${entryOf("langdrift-added")}\n`);
  chmodSync(join(folder, "pre-commit"), 0o755);
  copyFileSync(join(ROOT, "hooks/commit-msg"), join(folder, "commit-msg"));
});

describe("hooks", () => {
  test("of .pre-commit-hooks.yaml have the keys that pre-commit knows", () => {
    expect(hooksErrors(hooks)).toEqual([]);
    expect(hooksErrors([{ ...hooks[0], stage: ["commit-msg"] }])).toHaveLength(1);
  });

  test("stop a commit for a staged line, then for its message, and let a clean one pass", () => {
    repository.put("docs/guide.md", `${GUIDE_WITH_NEW}One of them is 完整 and can go to the others.\n`);
    const staged = commit(GOOD);
    // git sends what hooks print to standard error. The leaks of the commits before are not this commit's.
    expect([staged.status, staged.stderr.match(/docs\/\S+/g)]).toEqual([1, ["docs/guide.md:4:16"]]);

    repository.put("docs/guide.md", `${GUIDE_WITH_NEW}One of them is whole and can go to the others.\n`);
    const message = commit(BAD);
    expect([message.status, message.stderr]).toEqual([1, expect.stringContaining("状态")]);
    expect(commit(GOOD)).toEqual(expect.objectContaining({ status: 0, stdout: "" }));
    expect(repository.git("log", "-1", "--format=%s").trim()).toBe(GOOD);
  });

  test("scan the files or the message that pre-commit names", () => {
    const call = (id: string, ...names: string[]) => {
      const [program = "", ...words] = entryOf(id).split(" ");
      return machine.run(program, [...words, ...names], repository.folder);
    };
    const whole = call("langdrift", "docs/guide.md", "docs/zh.md");
    expect([whole.status, whole.stdout.match(/docs\/\S+/g)]).toEqual([
      1,
      ["docs/guide.md:2:28", "docs/guide.md:3:40"],
    ]);
    repository.put(".git/COMMIT_EDITMSG", `${BAD}\n# Please enter the commit message 请输入\n`);
    const message = call("langdrift-commit-msg", ".git/COMMIT_EDITMSG");
    expect([message.status, message.stdout]).toEqual([1, expect.not.stringContaining("请输入")]);
  });

  test("say what to do where langdrift is not installed", () => {
    const { status, stderr } = machine.run(
      "/bin/sh",
      [join(ROOT, "hooks/commit-msg"), ".git/COMMIT_EDITMSG"],
      repository.folder,
      { PATH: "/usr/bin:/bin" },
    );
    expect([status, stderr]).toEqual([2, "langdrift is not installed: npm install --save-dev langdrift\n"]);
  });
});
