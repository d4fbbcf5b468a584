import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ConfigError } from "../errors.js";
import type { FindingFilter } from "../model/finding-filter.js";
import type { Baseline } from "./baseline.js";
import { createBaselineFilter } from "./baseline-filter.js";
import { parseBaseline } from "./baseline-text.js";
import type { BaselinePlace } from "./source-name.js";

/** A baseline file. Relative to `cwd`. @defaultValue of `cwd`: `process.cwd()` */
export interface BaselineFile {
  readonly file: string;
  readonly cwd?: string;
}

export function placeOf({ file, cwd = process.cwd() }: BaselineFile): BaselinePlace {
  return { folder: dirname(resolve(cwd, file)), cwd };
}

/** @throws ConfigError `invalid-baseline` for a file that cannot be read or is no baseline */
export async function readBaseline({ file, cwd = process.cwd() }: BaselineFile): Promise<Baseline> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), "utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const why = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new ConfigError(
      `The baseline "${file}" ${why}. \`langdrift baseline -o ${file}\` writes one.`,
      "invalid-baseline",
      { cause },
    );
  }
  return parseBaseline(text, file);
}

/**
 * A filter for `ScanOptions.filters` that holds back what a baseline file accepts. For one scan.
 *
 * @throws ConfigError `invalid-baseline`
 * @example
 * const filters = [await loadBaseline({ file: "langdrift.baseline.json" })];
 * for await (const event of scan(["docs"], { filters })) console.log(event.type);
 */
export async function loadBaseline(where: BaselineFile): Promise<FindingFilter> {
  return createBaselineFilter(await readBaseline(where), { ...placeOf(where), exists: existsSync });
}
