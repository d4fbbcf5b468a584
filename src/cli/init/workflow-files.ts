import type { RepositoryView } from "./look-at-repository.js";

/** A file that runs langdrift, and what else is to be done for it. */
export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
  readonly next: string;
}

/** For the services that the repository uses; GitHub's where it uses none. */
export function workflowFiles({ github, gitlab }: RepositoryView, version: string): readonly WorkflowFile[] {
  return [
    ...(github || !gitlab ? [githubWorkflow(version)] : []),
    ...(gitlab ? [gitlabInclude(version)] : []),
  ];
}

/** An entry for `.pre-commit-config.yaml`, which people edit themselves. */
export function preCommitHint(version: string): string {
  return [
    "for pre-commit, add to the repos of .pre-commit-config.yaml:",
    "  - repo: local",
    "    hooks:",
    "      - id: langdrift",
    "        name: langdrift",
    `        entry: npx --yes langdrift@${version} scan --allow-empty`,
    "        language: system",
    "        types: [text]",
  ].join("\n");
}

function githubWorkflow(version: string): WorkflowFile {
  return {
    path: ".github/workflows/langdrift.yml",
    next: "",
    text: `# Scans what langdrift.config.json names. It fails on findings at or above "failOn", and on input that could not be read.
name: langdrift

on: [push, pull_request]

permissions:
  contents: read

jobs:
  scan:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes langdrift@${version} scan
`,
  };
}

function gitlabInclude(version: string): WorkflowFile {
  const path = ".gitlab/langdrift.gitlab-ci.yml";
  return {
    path,
    next: `add to .gitlab-ci.yml: include: [{ local: ${path} }]`,
    text: `# Scans what langdrift.config.json names. It fails on findings at or above "failOn", and on input that could not be read.
langdrift:
  image: node:22
  script:
    - npx --yes langdrift@${version} scan
`,
  };
}
