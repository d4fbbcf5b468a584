#!/usr/bin/env node
import module from "node:module";

// Compiled code is kept between runs where the runtime can (Node 22.1 on); NODE_DISABLE_COMPILE_CACHE turns it off.
module.enableCompileCache?.();

const interrupt = new AbortController();
// Once only: a second Ctrl-C ends the process at once.
process.once("SIGINT", () => interrupt.abort());

try {
  const { run } = await import("../dist-cli/run.js");
  process.exitCode = await run(process.argv.slice(2), {
    get stdin() {
      return process.stdin;
    },
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    signal: interrupt.signal,
  });
} catch (error) {
  process.exitCode = 2;
  console.error(`error: langdrift could not be loaded; please install it again.\n${error.stack}`);
}
