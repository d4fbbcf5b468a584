import { iso6393To1 } from "iso-639-3";
import { escapeGlob } from "../../path-glob.js";
import { jsonText } from "../../report/records.js";
import type { RepositoryView } from "./look-at-repository.js";

/** Entries of a kind that are written out; a repository with more of them is better served by a pattern. */
const MAX_ENTRIES = 20;

/** A configuration for what a repository holds, as JSON with the reasons in comments. */
export function proposeConfig(view: RepositoryView): string {
  return [
    "// langdrift configuration. All keys: docs/configuration.md; what holds and why: langdrift scan --print-config",
    ...(view.complete ? [] : ["// The repository is large; not all of its files were looked at."]),
    "{",
    ...(view.manifest
      ? [`  "$schema": "./node_modules/langdrift/schema/langdrift-config-1.schema.json",`, ""]
      : []),
    ...pathLines(view),
    "",
    ...expectLines(view),
    "",
    "  // What makes a scan fail: error (sentences and responses), warning (words, too), note, never.",
    '  "failOn": "warning",',
    "  // Findings less certain than this are notes.",
    '  "minCertainty": 0.5,',
    ...sourceLines(view),
    ...allowLines(),
    "}",
    "",
  ].join("\n");
}

/** Folders and files with text that models wrote or read, by what they hold. */
function placesOf({ evals, transcripts, prompts, documents }: RepositoryView) {
  const kinds = [
    ["outputs of evaluations", evals],
    ["transcripts of agents", transcripts],
    ["prompts", prompts],
    ["documents", documents],
  ] as const;
  return kinds.filter(([, places]) => places.length > 0);
}

function pathLines(view: RepositoryView): string[] {
  const found = placesOf(view);
  if (found.length === 0) {
    return [
      "  // What `langdrift scan` reads when no path is named. No folder is named like one of logs, prompts or documents.",
      '  "paths": ["."],',
    ];
  }
  const listed = found.flatMap(([kind, places]) => [
    `    // ${kind}`,
    ...places.slice(0, MAX_ENTRIES).map((place) => `    ${jsonText(withoutSlash(place))},`),
  ]);
  return ["  // What `langdrift scan` reads when no path is named.", '  "paths": [', ...listed, "  ],"];
}

function expectLines({ languages, documents }: RepositoryView): string[] {
  const why =
    languages.length === 0
      ? documents.length === 0
        ? "No documents were found."
        : "The language of the documents is not plain."
      : `The documents are in ${languages.map(tagOf).join(", ")}.`;
  return [
    `  // ${why} "auto" takes the language from instructions, the user's turns and the text itself;`,
    '  // a list such as ["en"] settles it for everything.',
    '  "expect": "auto",',
    "  // Languages whose unexpected use is reported.",
    '  "flag": ["zh"],',
  ];
}

/** The last entry that matches wins, so that exceptions come last. */
function sourceLines(view: RepositoryView): string[] {
  const { documents, languages, chineseDocuments, translations } = view;
  const [language, ...others] = languages;
  const settled = language !== undefined && others.length === 0 ? documents : [];
  const places = placesOf(view).flatMap(([, found]) => found);
  const isScanned = (path: string): boolean =>
    places.length === 0 ||
    places.some((place) => path === place || (place.endsWith("/") && path.startsWith(place)));
  const outside = translations.filter((path) => !isScanned(path)).slice(0, MAX_ENTRIES);
  const entries = [
    ...comment(
      settled,
      `All documents that were read are in ${language === undefined ? "" : tagOf(language)}.`,
    ),
    ...settled.slice(0, MAX_ENTRIES).map((path) => sourceLine(path, [tagOf(language ?? "")])),
    ...comment(chineseDocuments, "These hold sentences in Chinese."),
    ...chineseDocuments
      .slice(0, MAX_ENTRIES)
      .map(({ path, other }) => sourceLine(path, other === null ? ["zh"] : ["zh", tagOf(other)])),
    ...comment(
      translations,
      "Named like translations into Chinese; those that are not scanned are commented out.",
    ),
    ...translations
      .filter(isScanned)
      .slice(0, MAX_ENTRIES)
      .map((path) => sourceLine(path, ["zh"])),
    ...outside.map((path) => `    // ${sourceLine(path, ["zh"]).trim()}`),
  ];
  return entries.length === 0 ? [] : ["", '  "sources": [', ...entries, "  ],"];
}

/** Nothing is allowed without a person who says why. */
function allowLines(): string[] {
  return [
    "",
    "  // Findings that are wanted. All fields of an entry must match.",
    '  "allow": [',
    '    // { "text": "…", "why": "name of a product" },',
    "  ],",
  ];
}

const comment = (of: readonly unknown[], text: string): string[] =>
  of.length === 0 ? [] : [`    // ${text}`];

function sourceLine(path: string, expect: readonly string[]): string {
  return `    { "path": ${jsonText(patternOf(path))}, "expect": ${jsonText(expect)} },`;
}

const withoutSlash = (path: string): string => (path.endsWith("/") ? path.slice(0, -1) : path);

function patternOf(path: string): string {
  return path.endsWith("/") ? `${escapeGlob(withoutSlash(path))}/**` : escapeGlob(path);
}

/** `eng` → `en`, as people write it. */
function tagOf(code: string): string {
  return code === "cmn" ? "zh" : (iso6393To1[code] ?? code);
}
