import { existsSync } from "node:fs";
import type { ScanEvent } from "../model/scan-event.js";
import { scan } from "../scan.js";
import type { ScanOptions } from "../scan-options.js";
import type { Input } from "../source/index.js";
import {
  type Accepted,
  acceptedAs,
  type Baseline,
  baselineOf,
  type PrunedBaseline,
  pruneBaseline,
} from "./baseline.js";
import { type BaselineFile, placeOf } from "./baseline-file.js";
import { sourceName, sourcePath } from "./source-name.js";

/** What stands in sources now. */
export interface Recorded {
  readonly baseline: Baseline;
  /** False when part of the input was not examined. */
  readonly complete: boolean;
  /** The same baseline, or an older one, without what no longer occurs; entries of sources not examined stay. */
  prune(old: Baseline): PrunedBaseline;
}

export interface RecordOptions extends ScanOptions, BaselineFile {
  /** Is told every event of the scan. @defaultValue none */
  readonly onEvent?: (event: ScanEvent) => void;
}

/**
 * Scans, and puts down what is found as accepted: see `formatBaseline`.
 *
 * @param inputs as of `scan`
 * @param options as of `scan`, and the file that the baseline is for, since sources are named relative to it
 * @throws ConfigError for options that do not fit
 */
export async function recordBaseline(inputs: readonly Input[], options: RecordOptions): Promise<Recorded> {
  const { file, onEvent, ...request } = options;
  const place = placeOf(options);
  const found: Accepted[] = [];
  const examined = new Set<string>();
  const broken = new Set<string>();
  let complete = false;
  let unplaced = false;
  for await (const event of scan(inputs, { ...request, everyPlace: true })) {
    onEvent?.(event);
    if (event.type === "finding" && event.explanation === null) {
      found.push(acceptedAs(event, sourceName(event.location.uri, place)));
    } else if (event.type === "end") examined.add(sourceName(event.uri, place));
    else if (event.type === "summary") complete = event.complete;
    else if (event.type === "diagnostic" && event.partial) {
      if (event.location === undefined) unplaced = true;
      else broken.add(sourceName(event.location.uri, place));
    }
  }
  const baseline = baselineOf(found);
  const stays = (source: string): boolean => {
    if (unplaced || broken.has(source)) return true;
    if (examined.has(source)) return false;
    const path = sourcePath(source, place);
    return path === null || existsSync(path);
  };
  return { baseline, complete, prune: (old) => pruneBaseline(old, baseline, stays) };
}
