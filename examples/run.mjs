import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Runs the examples (all, or those that are named), and ends with 1 when one does not do what its README says. */
const ALL = ["scan-logs/scan.mjs", "ci-check/check.mjs", "agent-harness/harness.mjs"];

const named = process.argv.slice(2);
const failed = (named.length === 0 ? ALL : named).filter((script) => {
  console.log(`\n===== ${script}`);
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], {
    stdio: "inherit",
  });
  return status !== 0;
});
console.log(failed.length === 0 ? "\nAll examples did what they say." : `\nFailed: ${failed.join(", ")}`);
if (failed.length > 0) process.exitCode = 1;
