import type { ScanOptions } from "../scan-options.js";
import type { PlainOptions } from "./messages.js";

const KEYS = [
  "as",
  "channels",
  "decode",
  "everyPlace",
  "expect",
  "flag",
  "inlineIgnores",
  "minCertainty",
  "models",
  "roles",
  "since",
  "sources",
  "stats",
] as const satisfies readonly (keyof PlainOptions)[];

/**
 * What another thread needs to scan a source in the same way.
 *
 * @returns null where an option is no plain data after all
 */
export function plainOptions(options: ScanOptions): PlainOptions | null {
  const given = KEYS.map((key) => [key, options[key]] as const);
  const everyPlace = options.everyPlace ?? options.filters?.some((filter) => filter.everyPlace) ?? false;
  try {
    return structuredClone({
      ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
      everyPlace,
      cwd: options.cwd ?? process.cwd(),
    });
  } catch {
    return null;
  }
}
