import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { scan } from "langdrift";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LOGS = "corpora/examples";

/** What `npx langdrift` runs where it is installed. */
function langdrift(...args) {
  const run = spawnSync(process.execPath, ["bin/langdrift.js", ...args], { cwd: ROOT, encoding: "utf8" });
  console.log(`$ langdrift ${args.join(" ")}\n${run.stdout}${run.stderr}exit code ${run.status}\n`);
  return run;
}

// 1. The command line
const shown = langdrift("scan", LOGS, "--no-config");
assert.equal(shown.status, 1);

// 2. The library
const count = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
const channels = new Map();
const reasons = new Map();
for await (const event of scan([LOGS], { cwd: ROOT, explain: true })) {
  if (event.type !== "finding") continue;
  if (event.explanation === null) count(channels, event.channel);
  else count(reasons, event.explanation.reason);
}
console.log("drifts by channel", Object.fromEntries(channels));
console.log("explained runs by reason", Object.fromEntries(reasons), "\n");
const drifts = [...channels.values()].reduce((sum, n) => sum + n, 0);
assert.ok(channels.has("answer") && channels.has("reasoning") && channels.has("tool-input"));
assert.ok(reasons.has("echo") && reasons.has("user-language"));
assert.match(shown.stdout, new RegExp(`✖ ${drifts} unexpected switches`));

// 3. What it says about the model
const said = langdrift("provenance", LOGS);
assert.equal(said.status, 0);
assert.match(said.stdout, /Sessions with unexplained Chinese: \d+ of \d+.*95 %/);
assert.match(said.stdout, /no likelihood ratio is given/);
