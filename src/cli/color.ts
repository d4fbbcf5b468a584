import type { Io, OutputStream } from "./io.js";
import { choice } from "./option-values.js";

/** What `--color` may be. */
export const COLOR_CHOICES = ["auto", "always", "never"] as const;

/** `--color`. */
export type ColorChoice = (typeof COLOR_CHOICES)[number];

/**
 * The choice of a command that has no other settings: its flag, then `LANGDRIFT_COLOR`, then `auto`.
 * @throws ConfigError for another word
 */
export function colorChoice(flag: string | undefined, env: Io["env"]): ColorChoice {
  const variable = env.LANGDRIFT_COLOR ?? "";
  if (flag !== undefined) return choice("--color", flag, COLOR_CHOICES);
  return variable === "" ? "auto" : choice("LANGDRIFT_COLOR", variable.trim(), COLOR_CHOICES);
}

/**
 * Whether to colour what goes to `stream`. An explicit choice wins; then `NO_COLOR` (https://no-color.org: any
 * non-empty value), `FORCE_COLOR` (`0` and `false` turn off), and last whether the stream is a capable terminal.
 * @param stream `null` for a file, which is coloured only when that was asked for by name.
 */
export function wantsColor(chosen: ColorChoice, env: Io["env"], stream: OutputStream | null): boolean {
  if (chosen !== "auto") return chosen === "always";
  if (stream === null || (env.NO_COLOR ?? "") !== "") return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && env.TERM !== "dumb";
}
