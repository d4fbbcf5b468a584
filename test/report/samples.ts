import type { Finding } from "../../src/model/finding.js";
import type { ScanEvent, Summary } from "../../src/model/scan-event.js";
import type { ReportContext, ReportSummary } from "../../src/report/reporter.js";

type Overrides = Partial<Omit<Finding, "run" | "context" | "location">> & {
  readonly run?: Partial<Finding["run"]>;
  readonly context?: Partial<Finding["context"]>;
  readonly location?: Partial<Finding["location"]>;
};

/** A word switch in an English answer of a session log; every part can be replaced. */
export function finding(overrides: Overrides = {}): { readonly type: "finding" } & Finding {
  return {
    type: "finding",
    rule: "word-switch",
    level: "word",
    severity: "warning",
    certainty: 0.97,
    certaintyParts: [{ name: "base", value: 1, weight: 15.1 }],
    expected: { languages: ["eng"], basis: "user" },
    explanation: null,
    format: "claude-code",
    session: "s1",
    turn: 12,
    role: "assistant",
    channel: "answer",
    model: "some-model-1",
    timestamp: "2026-11-24T03:06:01Z",
    agent: null,
    fingerprint: "0a1b2c3d",
    ...overrides,
    run: {
      text: "状态",
      language: "cmn",
      script: "Hans",
      han: 2,
      segment: "prose",
      evidence: [{ name: "simplified-only", weight: 12, detail: "态" }],
      ...overrides.run,
    },
    location: {
      uri: "logs/a.jsonl",
      line: 14,
      column: 233,
      endLine: 14,
      endColumn: 235,
      byteOffset: 18211,
      byteLength: 6,
      pointer: "/message/content/0/text",
      start: 17,
      end: 19,
      ...overrides.location,
    },
    context: { before: "I'll run one last ", after: " check over it", ...overrides.context },
  };
}

export const EXPOSURE = {
  sessions: 14,
  utterances: 1204,
  characters: 3_100_000,
  tokens: 780_000,
  first: null,
  last: null,
  strata: [
    {
      role: "assistant",
      channel: "answer",
      model: "some-model-1",
      utterances: 1204,
      characters: 3_100_000,
      han: 2,
      tokens: 780_000,
    },
  ],
} as const;

export function summary(overrides: Partial<Summary> = {}): Extract<ScanEvent, { type: "summary" }> {
  return {
    type: "summary",
    complete: true,
    sources: 3,
    bytes: 5_000_000,
    counts: { error: 0, warning: 1, note: 0, explained: {}, accepted: {} },
    exposure: EXPOSURE,
    elapsedMs: 1234,
    ...overrides,
  };
}

export function reportSummary(overrides: Partial<ReportSummary> = {}): ReportSummary {
  return {
    ...summary(),
    driftedSessions: 1,
    driftedLanguages: ["cmn"],
    omitted: 0,
    problems: 0,
    interrupted: false,
    ...overrides,
  };
}

/** A clean scan of one source around the given events; counts follow from the findings among them. */
export function scanOf(events: readonly ScanEvent[], overrides: Partial<Summary> = {}): ScanEvent[] {
  const counts = { error: 0, warning: 0, note: 0, explained: {}, accepted: {} };
  for (const event of events) {
    if (event.type === "finding" && event.explanation === null) counts[event.severity] += 1;
  }
  return [
    { type: "begin", options: { expect: "auto", flag: ["cmn"] } },
    ...events,
    { type: "end", uri: "logs/a.jsonl", format: "claude-code", bytes: 5_000_000, exposure: EXPOSURE },
    summary({ counts, ...overrides }),
  ];
}

/** A context that collects what is written. */
export function collecting(overrides: Partial<ReportContext> = {}): ReportContext & { text(): string } {
  const chunks: string[] = [];
  return {
    write: (text) => void chunks.push(text),
    text: () => chunks.join(""),
    tool: { name: "langdrift", version: "0.1.0" },
    cwd: "/project",
    rulePages: () =>
      ["response-switch", "sentence-switch", "word-switch"].map((name) => ({
        name,
        summary: `About ${name}.`,
        text: name,
        markdown: `# ${name}`,
      })),
    color: false,
    width: 80,
    quiet: false,
    explain: false,
    ...overrides,
  };
}
