import { createRequire } from "node:module";
import type { ErrorObject } from "ajv/dist/2020.js";
import type { ConfigError } from "../errors.js";
import { didYouMean } from "../suggestion.js";
import type { ConfigDocument, KeyPath } from "./config-document.js";

/** Options that are said anew for each run, and why they are no keys. */
const PER_RUN: ReadonlySet<string> = new Set([
  "since",
  "agent",
  "project",
  "summary",
  "exactTokens",
  "passthrough",
  "diff",
  "stats",
  "commits",
  "commitMsg",
  "alarmAbove",
  "alarmAlpha",
  "config",
  "printConfig",
]);

const TYPES: Readonly<Record<string, string>> = {
  array: "a list in brackets",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  object: "an object in braces",
  string: "a text in quotes",
};

/** The schema of configurations, version 1, as it ships. */
export function readConfigSchema(): { readonly properties: Readonly<Record<string, SchemaKey>> } {
  // By the name of the package: this module may be part of a bundle, in another folder.
  return createRequire(import.meta.url)("langdrift/schema/langdrift-config-1.schema.json");
}

/** What the schema says of a key. */
export interface SchemaKey {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: unknown;
}

/**
 * Checks a configuration against the schema.
 *
 * @throws ConfigError for the first fault in the order of the file, with place and suggestion
 */
export async function validateConfig(document: ConfigDocument): Promise<void> {
  const { Ajv2020 } = await import("ajv/dist/2020.js");
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true });
  ajv.addKeyword("patternErrorMessage");
  const validate = ajv.compile(readConfigSchema());
  if (validate(document.value)) return;
  const faults = (validate.errors ?? []).filter(({ keyword }) => keyword !== "if");
  const errors = faults.map((fault) => faultAt(document, fault));
  errors.sort((a, b) => a.line - b.line || a.column - b.column);
  throw errors[0]!.error;
}

function faultAt(
  document: ConfigDocument,
  fault: ErrorObject,
): { readonly line: number; readonly column: number; readonly error: ConfigError } {
  const parent = pathOf(fault.instancePath);
  const extra: unknown = fault.params.additionalProperty;
  const path = typeof extra === "string" ? [...parent, extra] : parent;
  const isKey = typeof extra === "string";
  return { ...document.place(path, isKey), error: document.error(path, messageOf(fault, path), isKey) };
}

function pathOf(pointer: string): KeyPath {
  const names = pointer.split("/").slice(1);
  const decoded = names.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  return decoded.map((name) => (/^\d{1,9}$/.test(name) ? Number(name) : name));
}

function messageOf({ keyword, params, data, parentSchema }: ErrorObject, path: KeyPath): string {
  const name = path.map((part) => (typeof part === "number" ? `[${part}]` : `"${part}"`)).join(" ");
  switch (keyword) {
    case "additionalProperties":
      return unknownKey(String(path.at(-1)), Object.keys(parentSchema?.properties ?? {}), path.length > 1);
    case "enum":
      return `${name} must be ${listed(params.allowedValues)}, not ${shown(data)}.${suggested(data, params.allowedValues)}`;
    case "type":
      return `${name} must be ${typeWords(parentSchema?.type)}, not ${shown(data)}.`;
    case "minimum":
    case "maximum":
      return `${name} must be ${range(parentSchema)}, not ${shown(data)}.`;
    case "pattern":
      return `${name} ${parentSchema?.patternErrorMessage}, not ${shown(data)}.`;
    case "minItems":
      return `${name} must hold at least one value; leave the key out for the default.`;
    case "maxItems":
      return `${name} must hold one value only.`;
    case "minLength":
      return `${name} must not be empty.`;
    case "required":
      return `${name} needs "${params.missingProperty}".`;
    case "dependentRequired":
      return `${name} needs "${params.missingProperty}" beside "${params.property}".`;
    default:
      return `${name} needs one of text, path, role, channel, rule, model; without one it allows everything.`;
  }
}

function unknownKey(key: string, known: readonly string[], nested: boolean): string {
  if (!nested && PER_RUN.has(key)) {
    const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return `"${key}" is said anew for each run (${flag}); it is no key of a configuration.`;
  }
  const where = nested ? "this entry" : "a configuration";
  return `"${key}" is no key of ${where}.${didYouMean(key, known)} Keys: ${known.join(", ")}.`;
}

function listed(values: readonly unknown[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

const suggested = (data: unknown, allowed: readonly string[]): string =>
  typeof data === "string" ? didYouMean(data, allowed) : "";

function typeWords(type: unknown): string {
  return listed([type].flat().map((one) => TYPES[String(one)] ?? one));
}

function range(schema: ErrorObject["parentSchema"]): string {
  const kind = schema?.type === "integer" ? "a whole number" : "a number";
  return schema?.maximum === undefined
    ? `${kind} of at least ${schema?.minimum}`
    : `${kind} from ${schema.minimum} to ${schema.maximum}`;
}

function shown(data: unknown): string {
  if (typeof data !== "object" || data === null) return JSON.stringify(data).slice(0, 60);
  return Array.isArray(data) ? "a list" : "an object";
}
