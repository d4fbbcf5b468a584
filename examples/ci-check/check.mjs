import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { outputsOf } from "./evals.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "langdrift-ci-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "outputs"));
copyFileSync(join(HERE, "langdrift.config.json"), join(folder, "langdrift.config.json"));

/** What `npx langdrift` runs where it is installed. */
function langdrift(...args) {
  const bin = join(HERE, "../../bin/langdrift.js");
  const run = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: "utf8" });
  console.log(`$ langdrift ${args.join(" ")}\n${run.stdout}${run.stderr}exit code ${run.status}\n`);
  return run;
}
const evaluate = (model) => writeFileSync(join(folder, "outputs/answers.jsonl"), outputsOf(model));

// 1. What is known is accepted
evaluate("parrot-1");
assert.equal(langdrift("baseline").status, 0);
assert.equal(langdrift("scan").status, 0);

// 2. A new leak fails the run, and is the only one that is reported
evaluate("parrot-2");
const REPORTS = ["-f", "pretty", "-f", "sarif=drift.sarif", "-f", "markdown=drift.md"];
const failed = langdrift("scan", ...REPORTS);
assert.equal(failed.status, 1);
assert.match(failed.stdout, /然后/);
assert.doesNotMatch(failed.stdout, /重启|轻拿轻放/);
const { results } = JSON.parse(readFileSync(join(folder, "drift.sarif"), "utf8")).runs[0];
assert.deepEqual(
  results.map((one) => [one.ruleId, one.locations[0].physicalLocation.artifactLocation.uri]),
  [["word-switch", "outputs/answers.jsonl"]],
);
const summary = readFileSync(join(folder, "drift.md"), "utf8");
console.log(`drift.md:\n${summary}`);
assert.match(summary, /然后/);

// 3. Accepted, it passes
assert.equal(langdrift("baseline").status, 0);
assert.equal(langdrift("scan").status, 0);

// The same with matchers. The variables of a test runner that runs this script are not for the one below it.
const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:VITEST|TEST$)/.test(name)),
);
const tests = spawnSync(process.execPath, [vitest, "run", "--root", HERE], {
  env: { ...env, NO_COLOR: "1" },
  encoding: "utf8",
});
console.log(`$ vitest run\n${tests.stdout}${tests.stderr}`);
assert.equal(tests.status, 0);
assert.match(tests.stdout, /3 passed/);
