import { ConfigError } from "../errors.js";
import type { Rule } from "../model/finding.js";
import { type Baseline, type BaselineEntry, entryKey, sorted } from "./baseline.js";

/** The version of the file format, which fixes how findings are told apart. */
const VERSION = 1;

const RULES = ["response-switch", "sentence-switch", "word-switch"] as const satisfies readonly Rule[];
const HASH = /^[0-9a-f]{24}$/;

/** The text of a baseline file: JSON, an entry a line, the same for the same findings to the byte. */
export function formatBaseline({ entries }: Baseline): string {
  const lines = sorted(entries).map(
    ({ source, rule, hash, count }) => `    ${JSON.stringify({ source, rule, hash, count })}`,
  );
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "type": "langdrift-baseline",\n  "version": ${VERSION},\n  "findings": ${list}\n}\n`;
}

/**
 * Reads the text of a baseline file.
 *
 * @param name what to call it in messages
 * @throws ConfigError `invalid-baseline` for text that is none, or one of a later version
 */
export function parseBaseline(text: string, name = "the baseline"): Baseline {
  const value = parsed(text, name);
  if (!isObject(value) || value.type !== "langdrift-baseline" || !Array.isArray(value.findings)) {
    throw invalid(`"${name}" is no baseline of langdrift. \`langdrift baseline\` writes one.`);
  }
  if (value.version !== VERSION) {
    const newer = typeof value.version === "number" && value.version > VERSION;
    throw invalid(
      newer
        ? `"${name}" has version ${value.version}, and this langdrift knows version ${VERSION}: update langdrift, or write the baseline anew with \`langdrift baseline\`.`
        : `"${name}" states no version of a baseline: write it anew with \`langdrift baseline\`.`,
    );
  }
  const entries = new Map<string, BaselineEntry>();
  for (const [index, item] of value.findings.entries()) {
    const entry = entryOf(item);
    if (entry === null) {
      throw invalid(
        `"${name}": finding ${index + 1} is not {source, rule, hash, count}: restore the file, or write it anew with \`langdrift baseline\`.`,
      );
    }
    // A merge of two branches may leave an entry twice.
    const key = entryKey(entry);
    entries.set(key, { ...entry, count: Math.max(entry.count, entries.get(key)?.count ?? 0) });
  }
  return { entries: sorted([...entries.values()]) };
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const conflict = /^[<=>]{7}/m.test(text) ? " It holds marks of a merge conflict." : "";
    throw invalid(
      `"${name}" is not valid JSON.${conflict} Restore it, or write it anew with \`langdrift baseline\`.`,
      cause,
    );
  }
}

function invalid(message: string, cause?: unknown): ConfigError {
  return new ConfigError(message, "invalid-baseline", cause === undefined ? {} : { cause });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entryOf(value: unknown): BaselineEntry | null {
  if (!isObject(value)) return null;
  const { source, rule, hash, count } = value;
  const known = RULES.find((each) => each === rule);
  if (typeof source !== "string" || source === "" || known === undefined) return null;
  if (typeof hash !== "string" || !HASH.test(hash)) return null;
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 1) return null;
  return { source, rule: known, hash, count };
}
