import { readTool } from "../tool.js";
import type { Deps } from "./deps.js";
import type { Io } from "./io.js";
import { createSink, isClosedPipe, type Sink } from "./sink.js";

/** Scripts ask for the version most, and waiting for the whole command line to load would double the time it takes. */
const asksVersion = ([flag, ...rest]: readonly string[]): boolean =>
  rest.length === 0 && (flag === "--version" || flag === "-V");

async function execute(
  argv: readonly string[],
  io: Io,
  deps: Deps,
  streams: { readonly stdout: Sink; readonly stderr: Sink },
): Promise<number> {
  try {
    if (asksVersion(argv)) {
      streams.stdout.write(`${readTool().version}\n`);
      return 0;
    }
    const { parseCommandLine } = await import("./program.js");
    const parsed = await parseCommandLine(argv, streams, io, deps);
    switch (parsed.type) {
      case "action":
        return await parsed.action();
      case "told":
        return 0;
      case "usage":
        if (parsed.message !== "") streams.stderr.write(`error: ${parsed.message}\n`);
        return 2;
      default:
        return parsed satisfies never;
    }
  } catch (error) {
    const { errorText } = await import("./error-text.js");
    streams.stderr.write(`${errorText(error)}\n`);
    return 2;
  }
}

/**
 * The command line: parses, runs, prints. Never ends the process and never throws; all output has been handed over
 * when it resolves.
 * @param argv what the user typed, without the program itself
 * @returns the exit code (see `EXIT_CODES`)
 */
export async function run(argv: readonly string[], io: Io, deps: Deps = {}): Promise<number> {
  const streams = { stdout: createSink(io.stdout), stderr: createSink(io.stderr) };
  const code = await execute(argv, io, deps, streams);
  await Promise.all([streams.stdout.flush(), streams.stderr.flush()]);
  return isClosedPipe(streams.stdout.failure) ? 0 : code;
}
