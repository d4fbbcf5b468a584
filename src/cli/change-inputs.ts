import { ConfigError } from "../errors.js";
import type { FindingFilter } from "../model/finding-filter.js";
import { counted } from "../report/numbers.js";
import type { Input } from "../source/index.js";
import type { Deps } from "./deps.js";
import { type FoundInputs, findInputs } from "./find-inputs.js";
import type { Io } from "./io.js";
import type { ScanSettings } from "./scan-settings.js";

/** What to scan, and what to hold back of it. */
export interface ScanInputs extends FoundInputs {
  readonly filters: readonly FindingFilter[];
  /** A change was asked for, and there is nothing in it to look at. */
  readonly nothing: boolean;
}

/** Whether a change or messages of a repository are asked for instead of files. */
export const looksAtChange = ({ diff, commits, commitMessage }: ScanSettings): boolean =>
  diff !== undefined || commits !== undefined || commitMessage !== undefined;

/** @throws ConfigError for what does not go together */
function check(
  { diff, commits, commitMessage, agents, request, passthrough }: ScanSettings,
  paths: readonly string[],
) {
  const option = diff !== undefined ? "--diff" : commits !== undefined ? "--commits" : "--commit-msg";
  const other = [
    ...(agents === undefined ? [] : ["--agent"]),
    ...(request.project === undefined ? [] : ["--project"]),
    ...(passthrough ? ["--passthrough"] : []),
  ];
  if (other.length > 0) throw new ConfigError(`${option} looks at a repository; leave ${other[0]} out.`);
  if (paths.length > 0 && diff === undefined) {
    const said = commits === undefined ? commitMessage : commits;
    throw new ConfigError(
      `${option} ${said} looks at messages alone; scan "${paths[0]}" by itself, or add --diff.`,
    );
  }
}

/**
 * What a scan looks at: a change and messages, where that is asked for; else the inputs that were named or found.
 *
 * @throws ConfigError
 */
export async function scanInputs(
  paths: readonly string[],
  settings: ScanSettings,
  io: Io,
  deps: Deps,
): Promise<ScanInputs> {
  const { diff, commits, commitMessage, agents } = settings;
  if (!looksAtChange(settings)) {
    return { ...(await findInputs(paths, agents, io, deps)), filters: [], nothing: false };
  }
  check(settings, paths);
  const place = { cwd: io.cwd, env: io.env };
  const inputs: Input[] = [];
  const filters: FindingFilter[] = [];
  const seen: string[] = [];
  if (diff !== undefined) {
    const change = await (await import("../git/change.js")).openChange(diff, { ...place, paths });
    inputs.push(...change.inputs);
    filters.push(change.filter);
    seen.push(`lines added to ${counted(change.inputs.length, "file")}`);
  }
  if (commits !== undefined || commitMessage !== undefined) {
    const { openCommits, openCommitMessage } = await import("../git/commits.js");
    const messages = [
      ...(commits === undefined ? [] : await openCommits(commits, place)),
      ...(commitMessage === undefined ? [] : [await openCommitMessage(commitMessage, place)]),
    ];
    inputs.push(...messages);
    seen.push(counted(messages.length, "commit message"));
  }
  const nothing = inputs.length === 0;
  return {
    inputs,
    filters,
    nothing,
    notice: nothing ? "the change adds nothing to look at" : `looking at ${seen.join(", ")}`,
  };
}
