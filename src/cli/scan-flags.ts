import { REPORT_FORMATS } from "../report/registry.js";

/** One option of `scan` or `watch`, as help shows it and as the environment names it. */
export interface Flag {
  /** Name of the value in commander's options, camel case. */
  readonly key: string;
  readonly flags: string;
  readonly help: string;
  /** A flag without a value. */
  readonly switch?: boolean;
  readonly repeatable?: boolean;
  /** The one command that has it; both have what says nothing. */
  readonly only?: Command;
}

/** Commands that find switches in what they are pointed at. */
export type Command = "scan" | "watch";

const formats = REPORT_FORMATS.map((format) => format.name).join(", ");

/** The options of `scan` and `watch`, in the order of their help. */
export const SCAN_FLAGS: readonly Flag[] = [
  { key: "expect", flags: "--expect <langs>", help: "languages that are due (en,fr), or auto (default)" },
  {
    key: "flag",
    flags: "--flag <langs>",
    help: "languages to report: zh (default), others by line (fr,de), or any",
  },
  { key: "as", flags: "--as <format>", help: "read every source as this log format (see langdrift formats)" },
  { key: "role", flags: "--role <roles>", help: "judge only what these roles wrote (assistant,unknown)" },
  {
    key: "channel",
    flags: "--channel <channels>",
    help: "judge only these channels (answer,reasoning,tool-input)",
  },
  {
    key: "since",
    flags: "--since <time>",
    help: "judge only what is newer: a date, a time, or a span such as 7d",
  },
  { key: "model", flags: "--model <names>", help: "judge only what these models wrote (glm,*-coder-*)" },
  {
    key: "agent",
    flags: "--agent <names>",
    help: "without a path: only these agents' sessions (claude-code,codex)",
  },
  {
    key: "project",
    flags: "--project <folder>",
    help: "in folders: only session logs of this project",
  },
  {
    key: "decode",
    flags: "--decode <kinds>",
    help: "decode text that is shown in disguise: python (\\u4e2d), html (&#20013;), percent (%E4%B8%AD)",
  },
  {
    key: "diff",
    flags: "--diff <rev>",
    help: "judge only lines added since a git revision (main, A..B, A...B); paths narrow it down",
    only: "scan",
  },
  {
    key: "commits",
    flags: "--commits <range>",
    help: "judge the messages of these commits (main.., A..B)",
    only: "scan",
  },
  {
    key: "commitMsg",
    flags: "--commit-msg <file>",
    help: "judge a commit message; for a commit-msg hook",
    only: "scan",
  },
  {
    key: "baseline",
    flags: "--baseline <file>",
    help: "report only what is not accepted there (langdrift baseline writes it)",
  },
  {
    key: "format",
    flags: "-f, --format <name[=file]>",
    help: `report: ${formats}; with =file written there; repeatable`,
    repeatable: true,
  },
  {
    key: "summary",
    flags: "--summary <file>",
    help: "also write counts by session, for langdrift merge, provenance and compare",
    only: "scan",
  },
  {
    key: "exactTokens",
    flags: "--exact-tokens",
    help: "in the summary, count tokens with o200k_base instead of an estimate (slower)",
    switch: true,
    only: "scan",
  },
  {
    key: "failOn",
    flags: "--fail-on <severity>",
    help: "lowest severity for exit code 1: error, warning (default), note, never",
  },
  { key: "minCertainty", flags: "--min-certainty <n>", help: "findings below it, from 0 to 1, are notes" },
  { key: "explain", flags: "--explain", help: "list explained runs too, with their reasons", switch: true },
  {
    key: "redact",
    flags: "--redact",
    help: "report scripts and lengths instead of the scanned words",
    switch: true,
  },
  {
    key: "passthrough",
    flags: "--passthrough",
    help: "copy standard input to standard output unchanged, report on standard error",
    switch: true,
    only: "scan",
  },
  {
    key: "alarmAbove",
    flags: "--alarm-above <rate>",
    help: "warn when a model's sessions with Chinese come at more than so many per million tokens",
    only: "watch",
  },
  {
    key: "alarmAlpha",
    flags: "--alarm-alpha <p>",
    help: "greatest probability of a false alarm, ever, for each model (default 0.01)",
    only: "watch",
  },
  { key: "jobs", flags: "--jobs <n>", help: "files read at the same time", only: "scan" },
  { key: "maxFindings", flags: "--max-findings <n>", help: "list at most n findings; all are counted" },
  {
    key: "allowEmpty",
    flags: "--allow-empty",
    help: "accept patterns that match nothing",
    switch: true,
    only: "scan",
  },
  {
    key: "stats",
    flags: "--stats",
    help: "say on standard error what was read, decoded and skipped, and where the time went",
    switch: true,
    only: "scan",
  },
  { key: "quiet", flags: "-q, --quiet", help: "findings only, no summary", switch: true },
  {
    key: "progress",
    flags: "--no-progress",
    help: "no progress line on a terminal",
    switch: true,
    only: "scan",
  },
  { key: "color", flags: "--color <when>", help: "auto (default), always, never" },
  {
    key: "inlineIgnores",
    flags: "--no-inline-ignores",
    help: "do not heed langdrift-ignore comments in plain text files",
    switch: true,
  },
  {
    key: "config",
    flags: "--config <file>",
    help: "configuration; default: the nearest langdrift.config.json",
  },
  { key: "config", flags: "--no-config", help: "no configuration, from package.json neither", switch: true },
  {
    key: "printConfig",
    flags: "--print-config",
    help: "print the resolved configuration with where each value comes from",
    switch: true,
  },
];

/** `failOn` → `LANGDRIFT_FAIL_ON`; the one flag that negates keeps its `NO_`. */
export function variableName(flag: Flag): string {
  const negated = flag.flags.startsWith("--no-") ? "NO_" : "";
  return `LANGDRIFT_${negated}${flag.key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** `--fail-on`: how messages name it. */
export function flagName(flag: Flag): string {
  return /--[a-z-]+/.exec(flag.flags)?.[0] ?? flag.flags;
}

/** The options of one command. */
export function flagsOf(command: Command): readonly Flag[] {
  return SCAN_FLAGS.filter(({ only }) => only === undefined || only === command);
}
