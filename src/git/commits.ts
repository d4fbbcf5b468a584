import { readFile } from "node:fs/promises";
import { posix, resolve } from "node:path";
import { ConfigError } from "../errors.js";
import { type Source, showPath } from "../source/index.js";
import { historyLanguages } from "./history-languages.js";
import { ownMessage } from "./message-text.js";
import { openRepository, parseRange, type Repository, resolveCommit } from "./repository.js";
import { GitFailure, gitText } from "./run-git.js";

/** Commits whose messages are read before a range, to know the language of the history. */
const HISTORY = 100;
/** More commits are no range that somebody reviews. */
const MOST = 10_000;

interface Commit {
  readonly sha: string;
  readonly message: string;
}

/** Messages, oldest first. What they are signed with is not checked: that would run a program. */
async function messagesOf(
  range: readonly string[],
  most: number,
  repository: Repository,
): Promise<readonly Commit[]> {
  const shown = [
    "--no-show-signature",
    "--no-color",
    "--no-decorate",
    "--no-notes",
    "--no-patch",
    "--encoding=UTF-8",
  ];
  const log = ["log", "-z", ...shown, `--max-count=${most}`, "--format=%H%n%B", ...range, "--"];
  const records = (await gitText(log, repository)).split("\0").filter((record) => record !== "");
  return records.reverse().map((record) => {
    const end = record.indexOf("\n");
    return end < 0
      ? { sha: record, message: "" }
      : { sha: record.slice(0, end), message: record.slice(end + 1) };
  });
}

function messageSource(uri: string, message: string, expect: readonly string[]): Source {
  const bytes = Buffer.from(message);
  return {
    uri,
    name: posix.basename(uri),
    size: bytes.length,
    path: null,
    live: false,
    ...(expect.length === 0 ? {} : { expect }),
    async *open() {
      yield bytes;
    },
  };
}

export interface CommitOptions {
  /** A folder of the repository. @defaultValue `process.cwd()` */
  readonly cwd?: string;
  /** What git is run with. @defaultValue `process.env` */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * The messages of commits as sources for `scan`, oldest first, each called `commit` and the first 12 digits of its name:
 * those of `A..B`, or of `A..HEAD` when only `A` is given. Due are the languages of these messages and of the 100 before.
 *
 * @throws ConfigError `no-repository`, `unknown-revision`, `git-missing`, or for more than 10,000 commits
 */
export async function openCommits(range: string, options: CommitOptions = {}): Promise<readonly Source[]> {
  const { cwd = process.cwd(), env = process.env } = options;
  const repository = await openRepository({ cwd, env });
  const { from, to } = parseRange(range, "--commits");
  const first = await resolveCommit(from, repository);
  const last = await resolveCommit(to ?? "HEAD", repository);
  const commits = await messagesOf([`${first}..${last}`], MOST + 1, repository);
  if (commits.length > MOST) {
    throw new ConfigError(`--commits: "${range}" holds more than ${MOST} commits; name a shorter range.`);
  }
  if (commits.length === 0) return [];
  const before = await messagesOf([first], HISTORY, repository);
  const messages = commits.map(({ sha, message }) => ({ sha, message: ownMessage(message) }));
  const expect = historyLanguages([...before, ...messages].map(({ message }) => ownMessage(message)));
  return messages.map(({ sha, message }) => messageSource(`commit ${sha.slice(0, 12)}`, message, expect));
}

/**
 * The message in a file that git gives to a `commit-msg` hook, as a source for `scan`: comments and what stands below a
 * scissors line are left out. Due are the languages of the last 100 messages, where there are any.
 *
 * @throws ConfigError when the file cannot be read
 */
export async function openCommitMessage(file: string, options: CommitOptions = {}): Promise<Source> {
  const { cwd = process.cwd(), env = process.env } = options;
  const uri = showPath(file);
  const text = await readFile(resolve(cwd, file), "utf8").catch((cause) => {
    throw new ConfigError(
      `The commit message "${uri}" cannot be read (${cause.code}): a commit-msg hook passes its name as "$1".`,
      "unreadable",
      { cause },
    );
  });
  return messageSource(uri, ownMessage(text), historyLanguages(await history({ cwd, env })));
}

/** The last messages; none in a new repository, or outside of any. */
async function history(place: { cwd: string; env: Readonly<Record<string, string | undefined>> }) {
  try {
    const commits = await messagesOf(["HEAD"], HISTORY, await openRepository(place));
    return commits.map(({ message }) => ownMessage(message));
  } catch (error) {
    if (error instanceof GitFailure || (error instanceof ConfigError && error.code === "no-repository"))
      return [];
    throw error;
  }
}
