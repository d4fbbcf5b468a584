import { ConfigError } from "../errors.js";
import { didYouMean } from "../suggestion.js";
import type { ReporterFactory } from "./reporter.js";

/** A report format. */
export interface ReportFormat {
  readonly name: string;
  readonly title: string;
  /** Meant for programs: standard output then holds nothing else, and the summary is repeated on standard error. */
  readonly machine: boolean;
  /** Loads its code only when it is wanted. */
  load(): Promise<ReporterFactory>;
}

/** All report formats; the first is the default. */
export const REPORT_FORMATS: readonly ReportFormat[] = [
  {
    name: "pretty",
    title: "code frames and a summary, for people",
    machine: false,
    load: async () => (await import("./pretty.js")).createPrettyReporter,
  },
  {
    name: "json",
    title: "one JSON object",
    machine: true,
    load: async () => (await import("./json.js")).createJsonReporter,
  },
  {
    name: "jsonl",
    title: "one JSON record a line, as it comes",
    machine: true,
    load: async () => (await import("./jsonl.js")).createJsonlReporter,
  },
  {
    name: "sarif",
    title: "SARIF 2.1.0, for code scanning",
    machine: true,
    load: async () => (await import("./sarif.js")).createSarifReporter,
  },
  {
    name: "junit",
    title: "JUnit XML, a test suite a source",
    machine: true,
    load: async () => (await import("./junit.js")).createJunitReporter,
  },
  {
    name: "gitlab",
    title: "GitLab code quality, JSON",
    machine: true,
    load: async () => (await import("./gitlab.js")).createGitlabReporter,
  },
  {
    name: "github",
    title: "GitHub workflow annotations and step summary",
    machine: true,
    load: async () => (await import("./github.js")).createGithubReporter,
  },
  {
    name: "markdown",
    title: "a Markdown summary, for comments and job pages",
    machine: false,
    load: async () => (await import("./markdown.js")).createMarkdownReporter,
  },
  {
    name: "rdjsonl",
    title: "reviewdog diagnostics, a JSON object a line",
    machine: true,
    load: async () => (await import("./rdjsonl.js")).createRdjsonlReporter,
  },
];

/**
 * The report format of a name.
 * @throws ConfigError `unknown-report-format`
 */
export function reportFormat(name: string): ReportFormat {
  const format = REPORT_FORMATS.find((candidate) => candidate.name === name);
  if (format !== undefined) return format;
  const names = REPORT_FORMATS.map((candidate) => candidate.name);
  throw new ConfigError(
    `Unknown report format "${name}": use ${names.join(", ")}.${didYouMean(name, names)}`,
    "unknown-report-format",
  );
}
