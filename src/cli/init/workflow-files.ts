import { readFileSync } from "node:fs";
import { packageFile } from "../../tool.js";
import type { RepositoryView } from "./look-at-repository.js";

/** A file that runs langdrift, and what else is to be done for it. */
export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
  readonly next: string;
}

const GITLAB_PATH = ".gitlab/langdrift.gitlab-ci.yml";

/** For the services that the repository uses; GitHub's where it uses none. */
export function workflowFiles({ github, gitlab }: RepositoryView, version: string): readonly WorkflowFile[] {
  const forGithub = {
    path: ".github/workflows/langdrift.yml",
    text: template("github.yml", version),
    next: "",
  };
  const forGitlab = {
    path: GITLAB_PATH,
    text: template("gitlab.yml", version),
    next: `add to .gitlab-ci.yml: include: [{ local: ${GITLAB_PATH} }]`,
  };
  return [...(github || !gitlab ? [forGithub] : []), ...(gitlab ? [forGitlab] : [])];
}

/** A file of the package's `templates`, which installs the version that writes it. */
function template(name: string, version: string): string {
  const text = readFileSync(packageFile(`templates/${name}`), "utf8");
  return text.replace(/langdrift@[0-9][\w.+-]*/g, `langdrift@${version}`);
}

/** An entry for `.pre-commit-config.yaml`, which people edit themselves; the hook is that of `.pre-commit-hooks.yaml`. */
export function preCommitHint(version: string): string {
  return [
    "for pre-commit, add to the repos of .pre-commit-config.yaml:",
    "  - repo: local",
    "    hooks:",
    "      - id: langdrift",
    "        name: unexpected switches into Chinese",
    "        entry: langdrift scan --allow-empty",
    "        language: node",
    `        additional_dependencies: ["langdrift@${version}"]`,
    "        types: [text]",
    "        require_serial: true",
  ].join("\n");
}
