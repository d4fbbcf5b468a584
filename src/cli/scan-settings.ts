import { resolve } from "node:path";
import type { ConfigDocument } from "../config/config-document.js";
import { DISGUISE_NAMES } from "../decode/index.js";
import { ConfigError } from "../errors.js";
import type { Channel, Role } from "../model/utterance.js";
import type { RateAlarmOptions } from "../rate-alarms.js";
import type { ScanOptions } from "../scan-options.js";
import { COLOR_CHOICES, type ColorChoice } from "./color.js";
import type { FailOn } from "./exit-code.js";
import type { Io } from "./io.js";
import { atItsPlace, type Given, layered } from "./layered-values.js";
import {
  choice,
  choices,
  fraction,
  list,
  pointInTime,
  positive,
  probability,
  wholeNumber,
} from "./option-values.js";

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
  /** The git revision or range of which only the added lines are judged. */
  readonly diff: string | undefined;
  /** The range of commits whose messages are judged. */
  readonly commits: string | undefined;
  /** The file with a commit message that is judged. */
  readonly commitMessage: string | undefined;
  /** The file of accepted findings. */
  readonly baseline: string | undefined;
  /** Where counts by session are written; `-` for standard output. */
  readonly summary: string | undefined;
  /** Tokens of the summary are counted with a vocabulary. */
  readonly exactTokens: boolean;
  /** Of `watch`: the rate above which it warns. */
  readonly alarm: RateAlarmOptions | undefined;
}

/** Values as commander collected them from the command line; what was not written there is absent. */
export type GivenFlags = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** A path of a configuration is relative to it, any other to the working folder. */
const fromFolder = (given: Given | undefined, path: string): string =>
  given?.folder === undefined ? path : resolve(given.folder, path);

function alarmOf(above: number | undefined, alpha: number | undefined): RateAlarmOptions | undefined {
  if (above !== undefined) return { above, ...(alpha !== undefined && { alpha }) };
  if (alpha === undefined) return undefined;
  throw new ConfigError("--alarm-alpha says how sure an alarm must be; add --alarm-above RATE.");
}

/**
 * Turns flags, environment and configurations into settings. Languages and log formats are checked by the library, which
 * knows them.
 * @param now milliseconds since the epoch, for `--since 7d`
 * @param configs the stronger first
 * @throws ConfigError for the first value that is not allowed
 */
export function readScanSettings(
  flags: GivenFlags,
  env: Io["env"],
  now: number,
  configs: readonly ConfigDocument[] = [],
): ScanSettings {
  const given = layered(flags, env, configs);
  const text = <T>(key: string, parse: (name: string, value: string) => T): T | undefined => {
    const entry = given.get(key);
    if (typeof entry?.value !== "string") return undefined;
    const value = entry.value.trim();
    return atItsPlace(entry, () => parse(entry.name, value));
  };
  const toggle = (key: string): boolean | undefined => {
    const value = given.get(key)?.value;
    return typeof value === "boolean" ? value : undefined;
  };
  const isOn = (key: string, fallback: boolean): boolean => toggle(key) ?? fallback;
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
    inlineIgnores: toggle("inlineIgnores"),
    stats: toggle("stats"),
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
    diff: text("diff", (_, value) => value),
    commits: text("commits", (_, value) => value),
    commitMessage: text("commitMsg", (_, value) => value),
    baseline: text("baseline", (_, value) => fromFolder(given.get("baseline"), value)),
    summary: text("summary", (_, value) => value),
    exactTokens: isOn("exactTokens", false),
    alarm: alarmOf(text("alarmAbove", positive), text("alarmAlpha", probability)),
  };
}
