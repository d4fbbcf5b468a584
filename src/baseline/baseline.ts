import type { Finding, Rule } from "../model/finding.js";
import { CONTENT_DIGITS } from "../pipeline/fingerprint.js";

/** Accepted findings of one source that are alike. */
export interface BaselineEntry {
  /** The path of the source from the folder of the baseline, with `/`; `-` for standard input. */
  readonly source: string;
  readonly rule: Rule;
  /** What they are, in hex: the first 24 digits of their fingerprints. */
  readonly hash: string;
  /** How many there are: the occurrences from 1 to this number are accepted. */
  readonly count: number;
}

/** Findings that are accepted. Holds no text that was scanned. */
export interface Baseline {
  /** Sorted by source, rule, hash; no two of one kind. */
  readonly entries: readonly BaselineEntry[];
}

/** What a finding has in common with the entry that accepts it. */
export type Accepted = Omit<BaselineEntry, "count">;

export function acceptedAs(finding: Finding, source: string): Accepted {
  return { source, rule: finding.rule, hash: finding.fingerprint.slice(0, CONTENT_DIGITS) };
}

/** Orders entries, and tells them apart. */
export function entryKey({ source, rule, hash }: Accepted): string {
  return `${source}\u0000${rule}\u0000${hash}`;
}

/** A baseline of these findings, in any order: what is alike is counted. */
export function baselineOf(found: Iterable<Accepted>): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const one of found) {
    const key = entryKey(one);
    entries.set(key, { ...one, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  return { entries: sorted([...entries.values()]) };
}

/** By code units, so that a file is the same wherever it was written. */
export function sorted(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  return [...entries].sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1));
}

/** A baseline without what no longer occurs. */
export interface PrunedBaseline {
  readonly baseline: Baseline;
  /** Findings that were dropped. */
  readonly dropped: number;
}

/**
 * Drops what no longer occurs.
 *
 * @param present what was found now
 * @param stays whether the entries of a source are kept untouched, because it was not examined
 */
export function pruneBaseline(
  old: Baseline,
  present: Baseline,
  stays: (source: string) => boolean = () => false,
): PrunedBaseline {
  const now = new Map(present.entries.map((entry) => [entryKey(entry), entry.count]));
  let dropped = 0;
  const entries = old.entries.flatMap((entry) => {
    if (stays(entry.source)) return [entry];
    const count = Math.min(entry.count, now.get(entryKey(entry)) ?? 0);
    dropped += entry.count - count;
    return count === 0 ? [] : [{ ...entry, count }];
  });
  return { baseline: { entries }, dropped };
}

/** Findings that a baseline accepts. */
export function countAccepted({ entries }: Baseline): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}
