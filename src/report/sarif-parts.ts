import type { Notification, Region, ReportingDescriptor, Result } from "sarif";
import type { Diagnostic } from "../model/diagnostic.js";
import type { Finding, Rule, Severity } from "../model/finding.js";
import { findingMessage } from "./finding-message.js";
import type { RulePage } from "./reporter.js";
import { sourcePath, uriReference } from "./source-path.js";
import { terminalText } from "./terminal-text.js";

/** What `uriBaseId` stands for: the root of the sources, for code scanning the root of the repository. */
export const SOURCE_ROOT = "%SRCROOT%";

/** Rules in the order that `ruleIndex` counts, with the severity they have unless a finding is uncertain. */
export const SARIF_RULES = [
  ["response-switch", "error"],
  ["sentence-switch", "error"],
  ["word-switch", "warning"],
] as const satisfies readonly (readonly [Rule, Severity])[];

/** UTF-16 units of a text of the log in a property. */
const MAX_PROPERTY = 200;

/** Plain text of a message: brackets would be a link and braces a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6). */
export function sarifText(text: string): string {
  return text.replace(/[[\]\\]/g, "\\$&").replace(/[{}]/g, "$&$&");
}

/** One rule with its page. */
export function ruleDescriptor(
  [id, level]: (typeof SARIF_RULES)[number],
  pages: readonly RulePage[],
): ReportingDescriptor {
  const page = pages.find(({ name }) => name === id);
  const summary = page?.summary ?? id;
  const why = /\n## Why\n+([^\n]+)/.exec(page?.markdown ?? "")?.[1];
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: why === undefined ? summary : `${summary} ${why}` },
    help: { text: page?.text ?? summary, markdown: page?.markdown ?? summary },
    defaultConfiguration: { level },
    // As measured on the held-out corpora (docs/accuracy.md): nine of ten findings are right.
    properties: { tags: ["language", "code-switching"], precision: "high" },
  };
}

function region({ line, column, endLine, endColumn }: Finding["location"]): Region {
  const startLine = Math.max(line, 1);
  const startColumn = Math.max(column, 1);
  const lastLine = Math.max(endLine, startLine);
  return {
    startLine,
    startColumn,
    endLine: lastLine,
    endColumn: Math.max(endColumn, lastLine === startLine ? startColumn : 1),
  };
}

function artifact(uri: string, cwd: string): { uri: string; uriBaseId?: string } {
  const path = sourcePath(uri, cwd);
  return { uri: uriReference(path), ...(path.kind === "inside" ? { uriBaseId: SOURCE_ROOT } : {}) };
}

function short(text: string | null): string | null {
  if (text === null) return null;
  const shown = terminalText(text);
  return shown.length <= MAX_PROPERTY
    ? shown
    : `${shown.slice(0, MAX_PROPERTY).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Offsets in bytes stand in the properties: of a compressed source they count what was unpacked, which no region may. */
function properties(finding: Finding): Record<string, unknown> {
  const { run, expected, context, location } = finding;
  return {
    certainty: finding.certainty,
    language: run.language,
    script: run.script,
    ideographs: run.han,
    expectedLanguages: expected.languages,
    expectedBasis: expected.basis,
    format: finding.format,
    session: short(finding.session),
    turn: finding.turn,
    role: finding.role,
    channel: finding.channel,
    model: short(finding.model),
    agent: short(finding.agent),
    timestamp: short(finding.timestamp),
    before: short(context.before),
    after: short(context.after),
    pointer: short(location.pointer),
    byteOffset: location.byteOffset,
    byteLength: location.byteLength,
  };
}

/** One unexplained finding. */
export function sarifResult(finding: Finding, cwd: string): Result {
  return {
    ruleId: finding.rule,
    ruleIndex: SARIF_RULES.findIndex(([id]) => id === finding.rule),
    level: finding.severity,
    message: { text: sarifText(findingMessage(finding)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(finding.location.uri, cwd),
          region: region(finding.location),
        },
      },
    ],
    partialFingerprints: { "langdriftFingerprint/v1": finding.fingerprint },
    rank: Math.round(1000 * finding.certainty) / 10,
    properties: properties(finding),
  };
}

/** A diagnostic, or what the report itself has to say. */
export function notification(
  diagnostic: Pick<Diagnostic, "severity" | "message" | "location"> & { readonly code: string },
  cwd: string,
): Notification {
  const { code, severity, message, location } = diagnostic;
  const place =
    location === undefined
      ? null
      : {
          artifactLocation: artifact(location.uri, cwd),
          ...(location.line === undefined ? {} : { region: { startLine: Math.max(location.line, 1) } }),
        };
  return {
    descriptor: { id: code },
    level: severity === "info" ? "note" : severity,
    message: { text: sarifText(terminalText(message)) },
    ...(place === null ? {} : { locations: [{ physicalLocation: place }] }),
  };
}
