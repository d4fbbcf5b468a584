import { run } from "../../src/cli/run.js";
import { Collector } from "./harness.js";

/** What a run left behind, named as `spawnSync` names it. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * The command line on real files in a folder, in this process: everything that the built program does but for the
 * start of the process and the streams of the system, which bin.test.ts covers.
 */
export function langdriftIn(cwd: string): (...argv: readonly string[]) => Promise<Ended> {
  return async (...argv) => {
    const stdout = new Collector();
    const stderr = new Collector();
    const stdin = (async function* () {})();
    const status = await run(argv, { stdin, stdout, stderr, env: { NO_COLOR: "1" }, cwd });
    return { status, stdout: stdout.text, stderr: stderr.text };
  };
}
