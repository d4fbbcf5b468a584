import { ConfigError } from "../errors.js";
import { GitFailure, type GitPlace, gitText } from "./run-git.js";

/** A repository, seen from a folder in it. */
export interface Repository extends GitPlace {
  /** The way from its top to `cwd`: empty or `docs/`. */
  readonly prefix: string;
  /** Its history was cut off by a clone of limited depth. */
  readonly shallow: boolean;
}

/** @throws ConfigError `no-repository`, `git-missing` */
export async function openRepository(place: GitPlace): Promise<Repository> {
  try {
    const answer = await gitText(["rev-parse", "--is-shallow-repository", "--show-prefix"], place);
    const [shallow, prefix = ""] = answer.split("\n");
    return { ...place, prefix, shallow: shallow === "true" };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const foreign = /dubious ownership/.test(error.said);
    throw new ConfigError(
      foreign
        ? "This repository belongs to another user, and git does not open it: allow it with `git config --global --add safe.directory FOLDER`."
        : "This folder is in no git repository: run langdrift inside one to look at a change.",
      "no-repository",
      { cause: error },
    );
  }
}

const DEEPER =
  "This clone has only part of the history: fetch the rest (`fetch-depth: 0` for actions/checkout, or `git fetch --unshallow`).";

/** The full name of a commit. @throws ConfigError `unknown-revision` */
export async function resolveCommit(revision: string, repository: Repository): Promise<string> {
  // What looks like an option is none: no revision begins with a dash.
  if (!revision.startsWith("-")) {
    try {
      const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
      return (await gitText(args, repository)).trim();
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
    }
  }
  const hint = repository.shallow
    ? DEEPER
    : "`git branch -a` and `git tag` list what there is; a branch of another machine must be fetched first.";
  throw new ConfigError(`"${revision}" is no revision of this repository. ${hint}`, "unknown-revision");
}

/** The commit that two have last in common. @throws ConfigError `no-merge-base` */
export async function mergeBase(a: string, b: string, repository: Repository): Promise<string> {
  try {
    return (await gitText(["merge-base", a, b], repository)).trim();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const hint = repository.shallow ? DEEPER : "Compare the two as they are with `--diff A..B`.";
    throw new ConfigError(
      `${a.slice(0, 12)} and ${b.slice(0, 12)} have no commit in common. ${hint}`,
      "no-merge-base",
    );
  }
}

/** `A..B`, `A...B` or one revision. A side that is left out is `HEAD`. */
export interface Range {
  readonly from: string;
  /** Null for one revision. */
  readonly to: string | null;
  /** `...`: what B adds to what both have in common. */
  readonly symmetric: boolean;
}

/** @throws ConfigError for an empty revision */
export function parseRange(text: string, option: string): Range {
  const at = text.indexOf("..");
  if (text.trim() === "")
    throw new ConfigError(`${option} takes a revision such as main, HEAD~1 or main..HEAD.`);
  if (at < 0) return { from: text, to: null, symmetric: false };
  const symmetric = text.startsWith("...", at);
  return { from: text.slice(0, at) || "HEAD", to: text.slice(at + (symmetric ? 3 : 2)) || "HEAD", symmetric };
}
