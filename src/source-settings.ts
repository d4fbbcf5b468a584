import type { DisguiseName } from "./decode/index.js";
import { ConfigError } from "./errors.js";
import type { Diagnostic } from "./model/diagnostic.js";
import { type PathMatcher, pathMatcher } from "./path-glob.js";
import { formatByName } from "./reader/format-names.js";
import { type JudgeOptions, pipelineSettings, type ScanOptions } from "./scan-options.js";
import type { MachineSettings } from "./source-machine.js";
import { didYouMean } from "./suggestion.js";
import { unusedEntry } from "./unused-entry.js";

/** Settings for some of the sources; what is not given stands as it is for all. */
export interface SourceOverride extends JudgeOptions {
  /** Glob pattern, relative to `ScanOptions.cwd`; a folder means all in it, `-` standard input. */
  readonly path: string;
  /** Read these sources in this format. */
  readonly as?: string;
  readonly decode?: readonly DisguiseName[];
  /** Where the entry is written; what is said about it leads there. */
  readonly origin?: Diagnostic["location"];
}

/** How one source is read and judged. */
export interface SourceSettings {
  readonly settings: MachineSettings;
  /** The format that the caller insists on, or null to recognise one. */
  readonly forced: string | null;
}

/** Settings source by source. */
export interface SettingsBySource {
  /** Those for sources that no override matches. */
  readonly common: SourceSettings;
  /** @param path where the source is; null for standard input */
  of(path: string | null): SourceSettings;
  /** Overrides whose pattern matched no source so far. */
  unused(): readonly Diagnostic[];
}

const KEYS = ["expect", "flag", "minCertainty", "as", "decode"] as const;

interface Entry {
  readonly override: SourceOverride;
  readonly matches: PathMatcher;
  used: boolean;
}

/**
 * Lays overrides over the options: of all that match a source the last one wins, key by key.
 *
 * @throws ConfigError for options or overrides that do not fit, whether or not a source matches
 */
export function settingsBySource(options: ScanOptions): SettingsBySource {
  const { sources = [], cwd = process.cwd() } = options;
  const entries = sources.map((override): Entry => {
    checkOverride(override);
    return { override, matches: pathMatcher(override.path, cwd), used: false };
  });
  const common = resolved(options, []);
  for (const { override } of entries) resolved(options, [override]);
  // Sources are many, the sets of overrides that match them few.
  const known = new Map<string, SourceSettings>([["", common]]);
  return {
    common,
    of(path) {
      const matching = entries.filter(({ matches }) => matches(path));
      for (const entry of matching) entry.used = true;
      const key = matching.map((entry) => entries.indexOf(entry)).join(" ");
      const settings =
        known.get(key) ??
        resolved(
          options,
          matching.map(({ override }) => override),
        );
      known.set(key, settings);
      return settings;
    },
    unused: () =>
      entries
        .filter(({ used }) => !used)
        .map(({ override }) =>
          unusedEntry(
            `The entry of sources for ${JSON.stringify(override.path)} matched no source.`,
            override.origin,
          ),
        ),
  };
}

function resolved(options: ScanOptions, overrides: readonly SourceOverride[]): SourceSettings {
  const own = overrides.flatMap((override) => KEYS.map((key) => [key, override[key]] as const));
  const merged: ScanOptions = {
    ...options,
    ...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
  };
  return {
    settings: pipelineSettings(merged, false),
    forced: merged.as === undefined ? null : formatByName(merged.as),
  };
}

function checkOverride(override: SourceOverride): void {
  const known = ["path", ...KEYS, "origin"];
  for (const key of Object.keys(override)) {
    if (known.includes(key)) continue;
    throw new ConfigError(`sources: "${key}" is no key of an entry.${didYouMean(key, known)}`);
  }
  if (typeof override.path !== "string" || override.path === "") {
    throw new ConfigError('sources: each entry needs "path", a glob pattern such as "evals/**/*.jsonl".');
  }
}
