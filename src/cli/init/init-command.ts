import { lstat, mkdir, realpath, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { ConfigDocument } from "../../config/config-document.js";
import { CONFIG_NAME } from "../../config/find-configs.js";
import { validateConfig } from "../../config/validate-config.js";
import { ConfigError } from "../../errors.js";
import { counted } from "../../report/numbers.js";
import { readTool } from "../../tool.js";
import type { CommandRun } from "../plain-command.js";
import { readProjectConfig } from "../project-config.js";
import { lookAtRepository } from "./look-at-repository.js";
import { proposeConfig } from "./propose-config.js";
import { preCommitHint, workflowFiles } from "./workflow-files.js";

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * `langdrift init`: looks at a repository and writes a configuration for it, and workflow files if they are wanted.
 *
 * @throws ConfigError when a file is there already and `--force` is not given; nothing is written then
 */
export async function initCommand({ paths, flags, stdout, stderr, io }: CommandRun): Promise<number> {
  const root = await folderOf(paths, io.cwd);
  const view = await lookAtRepository(root);
  const config = { path: CONFIG_NAME, text: proposeConfig(view) };
  await check(config.text, root);
  const { version } = readTool();
  const workflows = flags.workflow === true ? workflowFiles(view, version) : [];
  const files: readonly NewFile[] = [config, ...workflows];
  if (flags.stdout === true) {
    stdout.write(config.text);
    for (const { path, text } of workflows) stdout.write(`--- ${path}\n${text}`);
    return 0;
  }
  for (const file of files) await checkPlace(root, file.path, flags.force === true);
  for (const file of files) await write(root, file, flags.force === true);
  const names = files.map(({ path }) => path).join(", ");
  stderr.write(`wrote ${names} (${counted(view.files, "file")} looked at); langdrift scan uses it\n`);
  for (const { next } of workflows) if (next !== "") stderr.write(`${next}\n`);
  if (view.preCommit) stderr.write(`${preCommitHint(version)}\n`);
  return 0;
}

async function folderOf(paths: readonly string[], cwd: string): Promise<string> {
  if (paths.length > 1) throw new ConfigError("`langdrift init` takes one folder.");
  const root = resolve(cwd, paths[0] ?? ".");
  const info = await stat(root).catch(() => null);
  if (info?.isDirectory() !== true) throw new ConfigError(`"${paths[0]}" is no folder.`);
  return realpath(root);
}

/** What is written must be a configuration that holds. */
async function check(text: string, root: string): Promise<void> {
  const document = ConfigDocument.parse({
    path: join(root, CONFIG_NAME),
    name: CONFIG_NAME,
    text,
    key: null,
  });
  if (document === null) return;
  await validateConfig(document);
  await readProjectConfig([document], root);
}

async function checkPlace(root: string, path: string, force: boolean): Promise<void> {
  const existing = await lstat(join(root, path)).catch(() => null);
  if (existing !== null && !force) {
    throw new ConfigError(
      `${path} exists; --force replaces it, --stdout prints the proposal.`,
      "file-exists",
    );
  }
  // A link of the repository must not lead the file out of it.
  for (let folder = dirname(join(root, path)); folder !== root; folder = dirname(folder)) {
    const real = await realpath(folder).catch(() => null);
    if (real !== null && real !== folder) {
      throw new ConfigError(`${relative(root, folder)} is a link; ${path} is not written through it.`);
    }
  }
}

async function write(root: string, { path, text }: NewFile, force: boolean): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  // A link is replaced, not written through.
  if (force) await rm(file, { force: true });
  await writeFile(file, text, { flag: "wx" });
}
