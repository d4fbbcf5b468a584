import { DISGUISE_NAMES } from "../decode/index.js";
import { ConfigError } from "../errors.js";
import type { Channel, Role } from "../model/utterance.js";
import type { RateAlarmOptions } from "../rate-alarms.js";
import type { ScanOptions } from "../scan-options.js";
import { COLOR_CHOICES, type ColorChoice } from "./color.js";
import type { FailOn } from "./exit-code.js";
import type { Io } from "./io.js";
import {
  choice,
  choices,
  fraction,
  list,
  pointInTime,
  positive,
  probability,
  wholeNumber,
  yesOrNo,
} from "./option-values.js";
import { flagName, SCAN_FLAGS, variableName } from "./scan-flags.js";

const ROLES = ["user", "assistant", "system", "tool", "unknown"] as const satisfies readonly Role[];
const CHANNELS = [
  "answer",
  "reasoning",
  "reasoning-summary",
  "tool-input",
  "summary",
  "title",
  "prompt",
  "injected",
  "system",
  "tool-output",
  "event",
  "text",
] as const satisfies readonly Channel[];

/** What a user may say about a scan, checked. */
export interface ScanSettings {
  /** What the library is told. */
  readonly request: ScanOptions;
  /** `NAME` or `NAME=FILE`, as written. */
  readonly formats: readonly string[];
  readonly failOn: FailOn;
  readonly redact: boolean;
  readonly maxFindings: number;
  readonly allowEmpty: boolean;
  readonly quiet: boolean;
  readonly progress: boolean;
  /** Names of agents whose sessions are looked for when no path is given; all when absent. */
  readonly agents: readonly string[] | undefined;
  /** Standard output is a copy of standard input, and the report goes to standard error. */
  readonly passthrough: boolean;
  readonly color: ColorChoice;
  /** Where counts by session are written; `-` for standard output. */
  readonly summary: string | undefined;
  /** Tokens of the summary are counted with a vocabulary. */
  readonly exactTokens: boolean;
  /** Of `watch`: the rate above which it warns. */
  readonly alarm: RateAlarmOptions | undefined;
}

/** Values as commander collected them from the command line; what was not written there is absent. */
export type GivenFlags = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** A value with the name under which the user gave it, for messages. */
interface Given {
  readonly name: string;
  readonly value: string | readonly string[] | boolean;
}

/** Flags win, then the environment; an empty variable counts as not set. */
function layered(flags: GivenFlags, env: Io["env"]): ReadonlyMap<string, Given> {
  const given = new Map<string, Given>();
  for (const flag of SCAN_FLAGS) {
    const value = flags[flag.key];
    const variable = variableName(flag);
    const fromEnv = env[variable] ?? "";
    if (value !== undefined) {
      given.set(flag.key, { name: flagName(flag), value });
    } else if (fromEnv !== "") {
      const negated = flag.flags.startsWith("--no-");
      const parsed = flag.switch
        ? yesOrNo(variable, fromEnv) !== negated
        : flag.repeatable
          ? list(variable, fromEnv)
          : fromEnv;
      given.set(flag.key, { name: variable, value: parsed });
    }
  }
  return given;
}

function alarmOf(above: number | undefined, alpha: number | undefined): RateAlarmOptions | undefined {
  if (above !== undefined) return { above, ...(alpha !== undefined && { alpha }) };
  if (alpha === undefined) return undefined;
  throw new ConfigError("--alarm-alpha says how sure an alarm must be; add --alarm-above RATE.");
}

/**
 * Turns flags and environment into settings. Languages and log formats are checked by the library, which knows them.
 * @param now milliseconds since the epoch, for `--since 7d`
 * @throws ConfigError for the first value that is not allowed
 */
export function readScanSettings(flags: GivenFlags, env: Io["env"], now: number): ScanSettings {
  const given = layered(flags, env);
  const text = <T>(key: string, parse: (name: string, value: string) => T): T | undefined => {
    const entry = given.get(key);
    return typeof entry?.value === "string" ? parse(entry.name, entry.value.trim()) : undefined;
  };
  const isOn = (key: string, fallback: boolean): boolean => {
    const value = given.get(key)?.value;
    return typeof value === "boolean" ? value : fallback;
  };
  const formats = given.get("format")?.value;

  const request = {
    expect: text("expect", (name, value) => (value === "auto" ? value : list(name, value))),
    flag: text("flag", list),
    as: text("as", (_, value) => value),
    roles: text("role", (name, value) => choices(name, value, ROLES)),
    channels: text("channel", (name, value) => choices(name, value, CHANNELS)),
    since: text("since", (name, value) => pointInTime(name, value, now)),
    models: text("model", list),
    project: text("project", (_, value) => value),
    decode: text("decode", (name, value) => choices(name, value, DISGUISE_NAMES)),
    minCertainty: text("minCertainty", fraction),
    jobs: text("jobs", (name, value) => wholeNumber(name, value, 1)),
    explain: isOn("explain", false),
  };
  return {
    // An absent option must be absent, not undefined: the library's defaults stand under what it is given.
    request: Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)),
    formats: Array.isArray(formats) ? formats : [],
    failOn:
      text("failOn", (name, value) => choice(name, value, ["error", "warning", "note", "never"])) ??
      "warning",
    redact: isOn("redact", false),
    maxFindings:
      text("maxFindings", (name, value) => wholeNumber(name, value, 0)) ?? Number.POSITIVE_INFINITY,
    allowEmpty: isOn("allowEmpty", false),
    quiet: isOn("quiet", false),
    progress: isOn("progress", true),
    agents: text("agent", list),
    passthrough: isOn("passthrough", false),
    color: text("color", (name, value) => choice(name, value, COLOR_CHOICES)) ?? "auto",
    summary: text("summary", (_, value) => value),
    exactTokens: isOn("exactTokens", false),
    alarm: alarmOf(text("alarmAbove", positive), text("alarmAlpha", probability)),
  };
}
