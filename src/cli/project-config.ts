import { homedir } from "node:os";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { AllowEntry } from "../allow-list.js";
import type { ConfigDocument } from "../config/config-document.js";
import type { ScanOptions } from "../scan-options.js";
import type { SourceOverride } from "../source-settings.js";
import type { Io } from "./io.js";
import { atItsPlace } from "./layered-values.js";
import { yesOrNo } from "./option-values.js";
import type { GivenFlags } from "./scan-settings.js";

/**
 * The configurations that hold: `--config` or `--no-config`, then their variables, then the nearest.
 *
 * @param home where the search for the nearest ends. Default: the home folder of the user
 * @throws ConfigError for one that cannot be read or is wrong
 */
export async function loadConfigs(
  flags: GivenFlags,
  { env, cwd }: Pick<Io, "env" | "cwd">,
  home: string = homedir(),
): Promise<readonly ConfigDocument[]> {
  if (flags.config === false) return [];
  const variable = env.LANGDRIFT_CONFIG ?? "";
  const without = env.LANGDRIFT_NO_CONFIG ?? "";
  const file =
    typeof flags.config === "string"
      ? { path: flags.config, namedBy: "--config" }
      : variable === ""
        ? undefined
        : { path: variable, namedBy: "LANGDRIFT_CONFIG" };
  if (flags.config === undefined && without !== "" && yesOrNo("LANGDRIFT_NO_CONFIG", without)) return [];
  const { findConfigs } = await import("../config/find-configs.js");
  return findConfigs({ cwd, home, ...(file === undefined ? {} : { file }) });
}

/** What configurations say beyond the values that flags have, too. */
export interface ProjectConfig {
  /** What is scanned when nothing is named, relative to the working folder; null when no configuration says. */
  readonly paths: readonly string[] | null;
  /** Patterns are relative to the working folder. */
  readonly sources: readonly SourceOverride[];
  readonly allow: readonly AllowEntry[];
  /** For the library. */
  readonly request: Pick<ScanOptions, "sources" | "filters">;
}

/**
 * Reads paths, overrides and allow entries, and checks what only the library can: languages, formats, entries.
 *
 * @param settled keys that flags or variables give, which win over those of overrides
 * @throws ConfigError with the place of what is wrong
 */
export async function readProjectConfig(
  configs: readonly ConfigDocument[],
  cwd: string,
  settled: ReadonlySet<string> = new Set(),
): Promise<ProjectConfig> {
  if (configs.length === 0) return { paths: null, sources: [], allow: [], request: {} };
  const [{ createAllowList }, { settingsBySource }, { rebaseGlob }, { reportFormat }] = await Promise.all([
    import("../allow-list.js"),
    import("../source-settings.js"),
    import("../path-glob.js"),
    import("../report/registry.js"),
  ]);
  const entries = <T extends object>(key: string): readonly T[] => {
    const document = holder(configs, key);
    const found = (document?.value[key] ?? []) as readonly (T & { readonly path?: string })[];
    return found.map((entry, at) => ({
      ...entry,
      ...(entry.path === undefined ? {} : { path: rebaseGlob(entry.path, document!.folder, cwd) }),
      origin: document!.place([key, at]),
    }));
  };
  const overrides = entries<SourceOverride>("sources");
  const allow = entries<AllowEntry>("allow");
  for (const key of ["expect", "flag", "as", "format"]) {
    const document = holder(configs, key);
    const value = document?.value[key];
    if (document === undefined) continue;
    const check = () =>
      key === "format" ? (value as string[]).map(reportFormat) : settingsBySource({ [key]: value });
    atItsPlace({ errorAt: (message) => document.error([key], message) }, check);
  }
  checkEach(configs, "sources", overrides, (entry) => settingsBySource({ cwd, sources: [entry] }));
  checkEach(configs, "allow", allow, (entry) => createAllowList([entry], { cwd }));
  const sources = overrides.map(
    (entry) =>
      Object.fromEntries(
        Object.entries(entry).filter(([key]) => !settled.has(key)),
      ) as unknown as SourceOverride,
  );
  const request = {
    ...(sources.length === 0 ? {} : { sources }),
    ...(allow.length === 0 ? {} : { filters: [createAllowList(allow, { cwd })] }),
  };
  return { paths: pathsOf(configs, cwd), sources, allow, request };
}

/** The strongest configuration that has a key. */
export function holder(configs: readonly ConfigDocument[], key: string): ConfigDocument | undefined {
  return configs.find(({ value }) => Object.hasOwn(value, key));
}

function checkEach<T>(
  configs: readonly ConfigDocument[],
  key: string,
  entries: readonly T[],
  check: (entry: T) => unknown,
): void {
  entries.forEach((entry, at) => {
    atItsPlace({ errorAt: (message) => holder(configs, key)!.error([key, at], message) }, () => check(entry));
  });
}

function pathsOf(configs: readonly ConfigDocument[], cwd: string): readonly string[] | null {
  const document = holder(configs, "paths");
  if (document === undefined) return null;
  const lead = relative(cwd, document.folder).replaceAll(sep, "/");
  return (document.value.paths as readonly string[]).map((path) =>
    path === "-" || lead === "" || isAbsolute(path) ? path : path === "." ? lead : `${lead}/${path}`,
  );
}

/**
 * Whether a scan of these inputs can tell that an entry is dead: it looks at all that is below the configurations. A scan of
 * one file cannot.
 */
export function seesEverything(
  inputs: readonly string[],
  configs: readonly ConfigDocument[],
  cwd: string,
): boolean {
  const withEntries = configs.filter(({ value }) => "sources" in value || "allow" in value);
  return withEntries.every(({ folder }) =>
    inputs.some((input) => {
      const inside = relative(resolve(cwd, input), folder);
      return inside === "" || !(inside.startsWith("..") || isAbsolute(inside));
    }),
  );
}
