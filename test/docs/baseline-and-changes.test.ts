import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import * as library from "../../src/index.js";
import { observedScan } from "../../src/scan.js";
import { langdrift } from "../cli/harness.js";
import { GIT_ENV, TestRepository } from "../git/repository.js";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/baseline-and-changes.md"), "utf8");
const blocks = (language: string): string[] =>
  Array.from(page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g")), ([, code]) => code!);

const GUIDE =
  "The server starts in the morning and reads its settings.\nThe build of it is in good 状态 and we can go on.\n";
const repository = new TestRepository(
  [
    { branch: "main", message: "Write down how the server starts\n", files: { "docs/guide.md": GUIDE } },
    {
      branch: "topic",
      from: "main",
      message: "Describe what is left to do\n\n修复了测试\n",
      files: {
        "docs/guide.md": `${GUIDE}Then we look at all of the other tests 然后 we write down what is left.\n`,
        "docs/zh.md":
          "服务器在早上启动，并从我们指定的文件中读取设置。所有的测试都通过了，我们可以继续下一步。\n".repeat(
            4,
          ),
      },
    },
  ],
  "main",
);
afterAll(() => repository.remove());

describe("docs/baseline-and-changes.md", () => {
  it("shows what its commands say, in the order of the page", async () => {
    for (const block of blocks("console")) {
      const [command = "", ...expected] = block.trim().split("\n");
      const argv = command.replace("$ langdrift ", "").split(" ");
      const { code, out, err } = await langdrift(argv, {
        io: { cwd: repository.folder, env: GIT_ENV },
        deps: { scan: observedScan },
      });
      for (const line of expected) expect(`${out}${err}exit code ${code}\n`, command).toContain(line);
      // The baseline is that of main.
      if (argv.join(" ") === "baseline docs") repository.git("checkout", "-q", "topic");
    }
  });

  it("has an example for programs that gives what it states", async () => {
    const [code = ""] = blocks("js");
    const printed: string[] = [];
    const openChange = (revision: string) =>
      library.openChange(revision, { cwd: repository.folder, env: GIT_ENV });
    const loadBaseline = (where: { file: string }) =>
      library.loadBaseline({ ...where, cwd: repository.folder });
    const scan: typeof library.scan = (inputs, options) =>
      library.scan(inputs, { ...options, cwd: repository.folder });
    const body = code.replace(/^import .*$/m, "");
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const log = { log: (...words: string[]) => printed.push(words.join(" ")) };
    await new AsyncFunction("openChange", "loadBaseline", "scan", "console", body)(
      openChange,
      loadBaseline,
      scan,
      log,
    );
    expect(printed).toEqual([/console\.log\(.*\/\/ (.+)$/m.exec(code)![1]]);
  });
});
