import type { ConfigDocument } from "../config/config-document.js";
import { readConfigSchema } from "../config/validate-config.js";
import { jsonText } from "../report/records.js";
import { PRECEDENCE_ORDER } from "./help-text.js";
import type { Given } from "./layered-values.js";
import { holder, type ProjectConfig } from "./project-config.js";

/** Keys whose values no flag has. */
const OWN_KEYS = ["paths", "sources", "allow"] as const;

/**
 * The resolved configuration as JSON with comments that say where each value comes from; a configuration file itself.
 * Paths and patterns are relative to the working folder.
 */
export function printedConfig(
  given: ReadonlyMap<string, Given>,
  configs: readonly ConfigDocument[],
  project: ProjectConfig,
  version: string,
): string {
  const { properties } = readConfigSchema();
  const lines = Object.entries(properties).flatMap(([key, schema]) => {
    if (key === "$schema") return [];
    const own = OWN_KEYS.find((each) => each === key);
    const document = own === undefined ? undefined : holder(configs, own);
    if (own !== undefined && document !== undefined) {
      const { uri, line } = document.place([own]);
      const value = (project[own] ?? []).map((entry) =>
        typeof entry === "string" ? entry : { ...entry, origin: undefined },
      );
      return entryLines(key, value, `${uri}:${line}`);
    }
    const found = given.get(key);
    if (found !== undefined && isKeyValue(key, found))
      return entryLines(key, jsonValue(found.value, schema), found.origin);
    if ("default" in schema) return entryLines(key, schema.default, "default");
    return [`  // ${jsonText(key)} is not set`];
  });
  const others = [...given].filter(([key, value]) => !(key in properties && isKeyValue(key, value)));
  const perRun = others.map(
    ([key, { value, origin }]) => `  // for this run: ${key} ${jsonText(value)} (${origin})`,
  );
  const head = `// langdrift ${version}. ${PRECEDENCE_ORDER}`;
  const base = "// Paths are relative to the working folder: as a file, it belongs there.";
  return `${[head, base, "{", ...lines, ...perRun, "}"].join("\n")}\n`;
}

/** The first line says where the value comes from; a list of entries has one on each line. */
function entryLines(key: string, value: unknown, origin: string): string[] {
  const note = ` // ${origin}`;
  if (!Array.isArray(value) || !value.some((item) => typeof item === "object")) {
    return [`  ${jsonText(key)}: ${jsonText(value)},${note}`];
  }
  return [`  ${jsonText(key)}: [${note}`, ...value.map((item) => `    ${jsonText(item)},`), "  ],"];
}

/** Files of reports, and several reports, are named on the command line alone. */
function isKeyValue(key: string, { value }: Given): boolean {
  return key !== "format" || (Array.isArray(value) && value.length === 1 && !value[0].includes("="));
}

/** A value as a configuration has it: flags and variables give text. */
function jsonValue(value: Given["value"], schema: { readonly type?: unknown }): unknown {
  if (typeof value !== "string") return value;
  if (schema.type === "number" || schema.type === "integer") return Number(value);
  const isList = schema.type === "array" || (Array.isArray(schema.type) && value.trim() !== "auto");
  if (!isList) return value.trim();
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
