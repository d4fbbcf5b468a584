import type { ConfigDocument } from "../config/config-document.js";
import { ConfigError } from "../errors.js";
import type { Io } from "./io.js";
import { list, yesOrNo } from "./option-values.js";
import { type Flag, flagName, SCAN_FLAGS, variableName } from "./scan-flags.js";
import type { GivenFlags } from "./scan-settings.js";

/** A value and who gave it. */
export interface Given {
  /** The flag, variable or key that the user wrote, for messages. */
  readonly name: string;
  /** As a flag has it: what is a list in a configuration is separated by commas. */
  readonly value: string | readonly string[] | boolean;
  /** In words: `flag --expect`, `variable LANGDRIFT_EXPECT`, `langdrift.config.json:3`. */
  readonly origin: string;
  /** For a value of a configuration: the folder that paths in it are relative to. */
  readonly folder?: string;
  /** For a value of a configuration: an error that shows where it stands. */
  readonly errorAt?: (message: string) => ConfigError;
}

/** Flags about the configuration itself. */
const ABOUT_CONFIG: ReadonlySet<string> = new Set(["config", "printConfig"]);

/**
 * Every value that was given, each from the strongest place: flags, environment, then the configurations in order. An empty
 * variable counts as not set.
 */
export function layered(
  flags: GivenFlags,
  env: Io["env"],
  configs: readonly ConfigDocument[],
): ReadonlyMap<string, Given> {
  const given = new Map<string, Given>();
  for (const flag of SCAN_FLAGS) {
    if (ABOUT_CONFIG.has(flag.key)) continue;
    const value = fromFlags(flag, flags) ?? fromEnvironment(flag, env) ?? fromConfigs(flag, configs);
    if (value !== null) given.set(flag.key, value);
  }
  return given;
}

/** Runs a check of a value; its error shows the place that the value has in a configuration. */
export function atItsPlace<T>({ errorAt }: Pick<Given, "errorAt">, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (errorAt === undefined || !(error instanceof ConfigError)) throw error;
    throw errorAt(error.message);
  }
}

function fromFlags(flag: Flag, flags: GivenFlags): Given | null {
  const value = flags[flag.key];
  const name = flagName(flag);
  return value === undefined ? null : { name, value, origin: `flag ${name}` };
}

function fromEnvironment(flag: Flag, env: Io["env"]): Given | null {
  const name = variableName(flag);
  const text = env[name] ?? "";
  if (text === "") return null;
  const negated = flag.flags.startsWith("--no-");
  const value = flag.switch ? yesOrNo(name, text) !== negated : flag.repeatable ? list(name, text) : text;
  return { name, value, origin: `variable ${name}` };
}

/** The schema has settled which keys there are and of what kind their values are. */
function fromConfigs({ key, repeatable }: Flag, configs: readonly ConfigDocument[]): Given | null {
  const document = configs.find(({ value }) => Object.hasOwn(value, key));
  if (document === undefined) return null;
  const value = document.value[key];
  const { uri, line } = document.place([key]);
  return {
    name: `"${key}"`,
    value: Array.isArray(value)
      ? repeatable
        ? value
        : value.join(",")
      : typeof value === "boolean"
        ? value
        : String(value),
    origin: `${uri}:${line}`,
    folder: document.folder,
    errorAt: (message) => document.error([key], message),
  };
}
