import { BASELINE_FLAGS } from "./baseline-flags.js";
import { COMPARE_FLAGS, PROVENANCE_FLAGS } from "./evidence-flags.js";
import type { PlainCommand } from "./plain-command.js";

const PROVENANCE_HELP = `
Examples:
  langdrift provenance logs --control product-a=controls/a --control product-b=b.json
  langdrift provenance "week-*.json"          from summaries of scans
  langdrift provenance logs --tokenizer qwen=tokenizer.json -f json

Exit codes: 0 when all input was examined, whatever was found; 2 when not; 130 when interrupted.
`;

/** The commands that work on sessions as a whole. Their code is loaded when one is run. */
export const PLAIN_COMMANDS: readonly PlainCommand[] = [
  {
    name: "baseline",
    summary: "accept what is found now, so that scans report only what is new",
    description:
      "Scans, and writes what it finds as accepted: `langdrift scan --baseline FILE` then reports only what is new. " +
      "The file holds hashes, no text. Scan with the same options of what is examined.",
    argument: { name: "[path...]", help: "files, folders, globs, or - for standard input" },
    flags: BASELINE_FLAGS,
    run: async (run) => (await import("./baseline-command.js")).baselineCommand(run),
  },
  {
    name: "provenance",
    summary: "count what sessions hold of evidence about the models that wrote them",
    description:
      "Counts sessions with unexplained Chinese, with intervals, and what else points to a model: template strings, tokens " +
      "that leaked, token counts. Without a path it takes the sessions of the agents it finds on this machine. " +
      "It says nothing about what a product is; the exit code never depends on what is found.",
    argument: {
      name: "[path...]",
      help: "files, folders, globs, session summaries, or - for standard input",
    },
    flags: PROVENANCE_FLAGS,
    after: PROVENANCE_HELP,
    run: async (run) => (await import("./provenance-command.js")).provenanceCommand(run),
  },
  {
    name: "compare",
    summary: "did the rate of unexplained Chinese change between two sets of sessions?",
    description:
      "Compares how many sessions hold unexplained Chinese in two sets: before and after a change, a product and a control. " +
      "The exit code never depends on what is found.",
    argument: { name: "<set...>", help: "A and B: each a path, a quoted glob, or a session summary" },
    flags: COMPARE_FLAGS,
    run: async (run) => (await import("./compare-command.js")).compareCommand(run),
  },
  {
    name: "merge",
    summary: "merge session summaries that scans wrote",
    description:
      "Merges files that `langdrift scan --summary FILE` wrote. What stands in several counts once, whatever the order.",
    argument: { name: "[file...]", help: "summary files, folders of them, globs" },
    flags: [{ key: "output", flags: "-o, --output <file>", help: "write there instead of standard output" }],
    run: async (run) => (await import("./merge-command.js")).mergeCommand(run),
  },
  {
    name: "init",
    summary: "write a commented configuration for a repository",
    description:
      "Looks at a repository, without running anything of it, and writes a langdrift.config.json with the reasons in comments.",
    argument: { name: "[folder]", help: "the repository; default: the working folder" },
    flags: [
      {
        key: "workflow",
        flags: "--workflow",
        help: "also write a workflow for GitHub or GitLab",
        switch: true,
      },
      { key: "stdout", flags: "--stdout", help: "print instead of writing", switch: true },
      { key: "force", flags: "--force", help: "replace files that exist", switch: true },
    ],
    run: async (run) => (await import("./init/init-command.js")).initCommand(run),
  },
];
