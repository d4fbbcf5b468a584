import type { Io, OutputStream } from "./io.js";

/** `--color`. */
export type ColorChoice = "auto" | "always" | "never";

/**
 * Whether to colour what goes to `stream`. An explicit choice wins; then `NO_COLOR` (https://no-color.org: any
 * non-empty value), `FORCE_COLOR` (`0` and `false` turn off), and last whether the stream is a capable terminal.
 * @param stream `null` for a file, which is coloured only when that was asked for by name.
 */
export function wantsColor(choice: ColorChoice, env: Io["env"], stream: OutputStream | null): boolean {
  if (choice !== "auto") return choice === "always";
  if (stream === null || (env.NO_COLOR ?? "") !== "") return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && env.TERM !== "dumb";
}
