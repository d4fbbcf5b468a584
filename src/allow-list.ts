import { resolve } from "node:path";
import { ConfigError } from "./errors.js";
import type { Diagnostic } from "./model/diagnostic.js";
import type { Finding, Rule } from "./model/finding.js";
import type { FindingFilter } from "./model/finding-filter.js";
import type { Channel, Role } from "./model/utterance.js";
import { pathMatcher } from "./path-glob.js";
import { modelFilter } from "./scan-options.js";
import { didYouMean } from "./suggestion.js";
import { unusedEntry } from "./unused-entry.js";

/** Findings that are wanted. All fields that are given must match. */
export interface AllowEntry {
  /** The whole run, after NFKC and without space around it. Needs a reason: a word alone does not tell why. */
  readonly text?: string;
  /** Glob pattern, relative to the working folder of the list; a folder means all in it, `-` standard input. */
  readonly path?: string;
  readonly role?: Role;
  readonly channel?: Channel;
  readonly rule?: Rule;
  /** Part of the model's name; case does not matter, `*` stands for anything. */
  readonly model?: string;
  /** Why, for the next reader. */
  readonly why?: string;
  /** Where the entry is written; what is said about it leads there. */
  readonly origin?: Diagnostic["location"];
}

/** The fields that a finding is compared with. */
const FIELDS = ["text", "path", "role", "channel", "rule", "model"] as const;

/**
 * A filter that counts findings as `allowed` when an entry matches. All entries that match count as used.
 *
 * @param options.cwd what relative patterns and the paths of findings are relative to. Default `process.cwd()`
 * @throws ConfigError for an entry with an unknown field, with no field to compare, or with `text` and no `why`
 * @example
 * const filters = [createAllowList([{ text: "海螺", why: "product name" }, { path: "docs/zh/**" }])];
 * for await (const event of scan(["docs"], { filters })) console.log(event.type);
 */
export function createAllowList(
  entries: readonly AllowEntry[],
  options: { readonly cwd?: string } = {},
): FindingFilter {
  const cwd = options.cwd ?? process.cwd();
  const rules = entries.map((entry) => ({ entry, matches: entryMatcher(entry, cwd), used: false }));
  return {
    accept(finding) {
      const matching = rules.filter(({ matches }) => matches(finding));
      for (const rule of matching) rule.used = true;
      return matching.length > 0 ? "allowed" : null;
    },
    unused: () =>
      rules
        .filter(({ used }) => !used)
        .map(({ entry }) =>
          unusedEntry(`The allow entry ${worded(entry)} matched no finding.`, entry.origin),
        ),
  };
}

function entryMatcher(entry: AllowEntry, cwd: string): (finding: Finding) => boolean {
  checkEntry(entry);
  const { text, path, role, channel, rule, model } = entry;
  const wanted = text === undefined ? null : normal(text);
  const isThere = path === undefined ? null : pathMatcher(path, cwd);
  const isModel = model === undefined ? null : modelFilter([model]);
  return (finding) =>
    (wanted === null || normal(finding.run.text) === wanted) &&
    (role === undefined || finding.role === role) &&
    (channel === undefined || finding.channel === channel) &&
    (rule === undefined || finding.rule === rule) &&
    (isModel === null || (finding.model !== null && isModel(finding.model))) &&
    (isThere === null || isThere(finding.location.uri === "-" ? null : resolve(cwd, finding.location.uri)));
}

function checkEntry(entry: AllowEntry): void {
  const known = [...FIELDS, "why", "origin"];
  for (const field of Object.keys(entry)) {
    if (known.includes(field)) continue;
    throw new ConfigError(`allow: "${field}" is no field of an entry.${didYouMean(field, known)}`);
  }
  if (FIELDS.every((field) => entry[field] === undefined)) {
    throw new ConfigError(
      `allow: an entry needs one of ${FIELDS.join(", ")}; without one it allows everything.`,
    );
  }
  if (entry.text !== undefined && (entry.why ?? "").trim() === "") {
    throw new ConfigError(`allow: the entry for "${entry.text}" needs "why": say what the text is.`);
  }
}

const normal = (text: string): string => text.normalize("NFKC").trim();

function worded(entry: AllowEntry): string {
  return JSON.stringify(
    Object.fromEntries(FIELDS.flatMap((f) => (entry[f] === undefined ? [] : [[f, entry[f]]]))),
  );
}
