import { type Flag, SCAN_FLAGS } from "./scan-flags.js";

/** Flags of a scan that say what is examined and found. */
const SHARED = new Set([
  "expect",
  "flag",
  "as",
  "role",
  "channel",
  "since",
  "model",
  "agent",
  "project",
  "decode",
  "jobs",
  "allowEmpty",
  "quiet",
]);

export const BASELINE_FLAGS: readonly Flag[] = [
  {
    key: "output",
    flags: "-o, --output <file>",
    help: "write there (default langdrift.baseline.json; - for standard output)",
  },
  { key: "baseline", flags: "--baseline <file>", help: "the same" },
  {
    key: "prune",
    flags: "--prune",
    help: "only drop from the file what no longer occurs; sources not examined keep theirs",
    switch: true,
  },
  ...SCAN_FLAGS.filter(({ key }) => SHARED.has(key)),
];
