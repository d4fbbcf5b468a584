import type { Diagnostic } from "../model/diagnostic.js";
import type { FindingFilter } from "../model/finding-filter.js";
import { acceptedAs, type Baseline, type BaselineEntry, entryKey } from "./baseline.js";
import { type BaselinePlace, sourceName, sourcePath } from "./source-name.js";

export interface BaselineFilterOptions extends BaselinePlace {
  /** Whether a file is there. Sources that are gone count as examined. @defaultValue every file is there */
  readonly exists?: (path: string) => boolean;
}

/** Accepts the findings of a baseline, each as often as it stands there. For one scan. */
export function createBaselineFilter(baseline: Baseline, options: BaselineFilterOptions): FindingFilter {
  const left = new Map(baseline.entries.map((entry) => [entryKey(entry), entry.count]));
  const examined = new Set<string>();
  return {
    everyPlace: true,
    accept(finding) {
      const key = entryKey(acceptedAs(finding, sourceName(finding.location.uri, options)));
      const count = left.get(key) ?? 0;
      if (count === 0) return null;
      left.set(key, count - 1);
      return "baseline";
    },
    examined(uri) {
      examined.add(sourceName(uri, options));
    },
    unused() {
      const looked = lookedAt(baseline.entries, examined, options);
      const unmet = looked.reduce((sum, entry) => sum + (left.get(entryKey(entry)) ?? 0), 0);
      return unmet === 0 ? [] : [notMet(unmet)];
    },
  };
}

/** Entries of sources that were examined or are gone: those of other sources may still be met by another scan. */
function lookedAt(
  entries: readonly BaselineEntry[],
  examined: ReadonlySet<string>,
  options: BaselineFilterOptions,
): readonly BaselineEntry[] {
  const { exists } = options;
  const known = new Map<string, boolean>();
  const isGone = (source: string): boolean => {
    const path = exists === undefined ? null : sourcePath(source, options);
    return path !== null && exists?.(path) === false;
  };
  return entries.filter(({ source }) => {
    let looked = known.get(source);
    if (looked === undefined) {
      looked = examined.has(source) || isGone(source);
      known.set(source, looked);
    }
    return looked;
  });
}

function notMet(count: number): Diagnostic {
  const [what, they] =
    count === 1
      ? ["1 finding of the baseline was", "it is"]
      : [`${count} findings of the baseline were`, "they are"];
  return {
    code: "unused-entry",
    severity: "info",
    message: `${what} not met: if ${they} gone, \`langdrift baseline --prune\` shortens the file.`,
    partial: false,
  };
}
