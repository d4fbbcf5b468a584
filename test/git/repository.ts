import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Settings of git that do not depend on the machine that runs the tests. */
export const GIT_ENV = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
};

/** A commit of a test: files by path (null removes one), on top of the last commit of its branch. */
export interface TestCommit {
  readonly branch: string;
  /** Where a new branch starts. */
  readonly from?: string;
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
const quoted = (path: string): string => `"${path.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;

function commitText({ branch, from, message, files }: TestCommit, index: number): string {
  const changes = Object.entries(files).map(([path, text]) =>
    text === null ? `D ${quoted(path)}\n` : `M 100644 inline ${quoted(path)}\n${data(text)}`,
  );
  const start = from === undefined ? "" : `from refs/heads/${from}\n`;
  return `commit refs/heads/${branch}\ncommitter A <a@example.org> ${1_700_000_000 + index} +0000\n${data(message)}${start}${changes.join("")}`;
}

/** A repository in a temporary folder, made by few processes. */
export class TestRepository {
  readonly folder = mkdtempSync(join(tmpdir(), "langdrift-git-"));

  constructor(commits: readonly TestCommit[], branch: string) {
    this.git("init", "-q");
    execFileSync("git", ["fast-import", "--quiet"], {
      cwd: this.folder,
      env: GIT_ENV,
      input: commits.map(commitText).join(""),
    });
    this.git("checkout", "-q", branch);
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", [...args], {
      cwd: this.folder,
      env: GIT_ENV,
      encoding: "utf8",
      stdio: "pipe",
    });
  }

  put(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
