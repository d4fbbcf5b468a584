import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { ConfigError, LangdriftError } from "../errors.js";

/** Where git runs. */
export interface GitPlace {
  /** A folder of the working tree, or of a bare repository. Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** git said no. */
export class GitFailure extends LangdriftError {
  override readonly name = "GitFailure";
  /** What it said, at most 4,000 UTF-16 units. */
  readonly said: string;

  constructor(command: string, said: string) {
    const [first = ""] = said.split("\n");
    const why = first.replace(/^fatal: /, "").replace(/\p{C}/gu, "?");
    super("git-failed", `git ${command} failed: ${why || "it does not say why"}`);
    this.said = said;
  }
}

/**
 * A repository is data: its own settings must not make git run a program (a hook, a file system monitor, a pager), write
 * to it, or fetch from somewhere.
 */
const SAFE = [
  "--no-pager",
  "--no-optional-locks",
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.quotePath=false",
];

/** Variables of git that say where the repository is and whom its owner trusts. */
const KEPT =
  /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|CONFIG_COUNT|CONFIG_(?:KEY|VALUE)_\d+)$/;

function environment(env: GitPlace["env"]): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !name.toUpperCase().startsWith("GIT_") || KEPT.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "",
  };
}

const LONGEST_COMPLAINT = 4000;

/**
 * The output of a git command as it comes. Breaking off ends the command.
 *
 * @throws GitFailure when it ends with another code than 0
 * @throws ConfigError `git-missing`
 */
export async function* gitBytes(args: readonly string[], place: GitPlace): AsyncGenerator<Uint8Array> {
  const child = spawn("git", ["-C", place.cwd, ...SAFE, ...args], {
    // Some systems look for programs in the current folder first, and that may be a scanned one.
    cwd: dirname(process.execPath),
    env: environment(place.env),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  ended.catch(() => {});
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(0, LONGEST_COMPLAINT);
  });
  let done = false;
  try {
    for await (const chunk of child.stdout) yield chunk as Buffer;
    done = true;
  } catch (error) {
    // Why it could not be started says more than that its output broke off.
    await ended.catch((cause) => Promise.reject(missing(cause)));
    throw error;
  } finally {
    if (!done) child.kill();
  }
  const code = await ended.catch((cause) => Promise.reject(missing(cause)));
  if (code !== 0) throw new GitFailure(args[0] ?? "", said.trim());
}

function missing(cause: unknown): ConfigError {
  const message = "git could not be started; it must be installed and on the PATH to look at a change.";
  return new ConfigError(message, "git-missing", { cause });
}

/** The whole output of a git command with a short answer. @throws as {@link gitBytes} */
export async function gitText(args: readonly string[], place: GitPlace): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of gitBytes(args, place)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
