import { type Flag, SCAN_FLAGS } from "./scan-flags.js";

/** Flags of a scan that say what is examined; `since`, `model` and `channel` narrow it down. */
const SHARED = new Set([
  "expect",
  "as",
  "role",
  "channel",
  "since",
  "model",
  "agent",
  "project",
  "minCertainty",
]);
const RUNNING = new Set(["jobs", "allowEmpty", "quiet"]);

const shared = (keys: ReadonlySet<string>): readonly Flag[] => SCAN_FLAGS.filter(({ key }) => keys.has(key));

/** What `provenance` and `compare` have in common. */
export const EVIDENCE_FLAGS: readonly Flag[] = [
  { key: "format", flags: "-f, --format <name>", help: "text (default) or json" },
  ...shared(SHARED),
  {
    key: "exactTokens",
    flags: "--exact-tokens",
    help: "count tokens with o200k_base instead of an estimate (slower)",
    switch: true,
  },
  {
    key: "seed",
    flags: "--seed <n>",
    help: "of what is drawn at random (default 1): the same seed, the same figures",
  },
  ...shared(RUNNING),
];

/** Both sides are named, so nothing is looked for on this machine. */
export const COMPARE_FLAGS: readonly Flag[] = EVIDENCE_FLAGS.filter(({ key }) => key !== "agent");

export const PROVENANCE_FLAGS: readonly Flag[] = [
  {
    key: "control",
    flags: "--control <name=path>",
    help: "sessions of known source to compare with: a path, a glob or a summary; repeatable",
    repeatable: true,
  },
  {
    key: "tokenizer",
    flags: "--tokenizer <name=file>",
    help: "a candidate for tokenizer fit: tokenizer.json, or *.tiktoken with its pattern; repeatable",
    repeatable: true,
  },
  {
    key: "tokenizerPattern",
    flags: "--tokenizer-pattern <name=regex>",
    help: "the pattern (pat_str) of a *.tiktoken candidate; repeatable",
    repeatable: true,
  },
  {
    key: "signatures",
    flags: "--signatures <file>",
    help: "a table of strings of your own to look for, beside those of langdrift (JSON); repeatable",
    repeatable: true,
  },
  ...EVIDENCE_FLAGS,
];
