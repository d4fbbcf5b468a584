import type { LedgerCell, LedgerSession, SessionLedger, TokenUnit } from "../model/ledger.js";
import type { Channel } from "../model/utterance.js";
import { joinCells, joinSessions } from "./ledger.js";
import { LedgerError } from "./ledger-error.js";

/** The version of the file; fields may be added within it. */
export const LEDGER_VERSION = 1;
const TYPE = "langdrift-summary";

const CHANNELS: ReadonlySet<string> = new Set<Channel>([
  "answer",
  "reasoning",
  "reasoning-summary",
  "tool-input",
  "summary",
  "title",
  "text",
]);
const UNITS: readonly TokenUnit[] = ["estimated", "o200k_base"];

/** Whether a file begins like a session summary, so that it is none of the logs. @param head its first 200 characters or more */
export function looksLikeLedger(head: string): boolean {
  return /^\ufeff?\s{0,20}\{\s{0,20}"type"\s{0,5}:\s{0,5}"langdrift-summary"/.test(head);
}

/**
 * Whether a file begins like a report of this program (`json`, `jsonl`, of `provenance` or `compare`), which is easily
 * taken for a summary. @param head its first 200 characters or more
 */
export function looksLikeReport(head: string): boolean {
  return /^(?:\{"version":\d{1,4},\n?"(?:findings":\[|complete":(?:true|false),"tokens":")|\{"type":"begin","version":\d{1,4},"tool":\{"name":"langdrift")/.test(
    head,
  );
}

/** Refuses a file that is no session summary, and says where summaries come from. */
export function notASummary(name: string, why: string, cause?: unknown): LedgerError {
  return new LedgerError(
    "invalid-summary",
    `${name}: is no session summary (${why}). \`langdrift scan … --summary FILE\` writes one from logs.`,
    "",
    { cause },
  );
}

/** The text of a summary file: JSON, one session a line, the same bytes for the same ledger. */
export function writeLedger({ complete, tokens, settings, sessions }: SessionLedger): string {
  const head = JSON.stringify({ type: TYPE, version: LEDGER_VERSION, complete, tokens, settings });
  const lines = sessions.map(({ id, source, format, cells }) =>
    JSON.stringify({ id, source, format, cells }),
  );
  return `${head.slice(0, -1)},"sessions":[${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n`}]}\n`;
}

/**
 * Reads a summary file. Fields that it does not know are ignored.
 *
 * @param name of the file, for messages
 * @throws LedgerError `invalid-summary`, with the place; of another file, with the command that writes summaries
 */
export function readLedger(text: string, name: string): SessionLedger {
  const check = checker(name);
  if (looksLikeReport(text.slice(0, 512))) throw notASummary(name, "it is a report of langdrift");
  const parsed = parse(text, name);
  if (!isRecord(parsed) || parsed.type !== TYPE) throw notASummary(name, `it holds no "type": "${TYPE}"`);
  const root = parsed;
  if (root.version !== LEDGER_VERSION)
    check.fail(
      "/version",
      `is ${JSON.stringify(root.version)}; this program reads version ${LEDGER_VERSION}`,
    );
  if (typeof root.complete !== "boolean") check.fail("/complete", "must be true or false");
  const settings = check.list(root.settings, "/settings").map((s, i) => check.text(s, `/settings/${i}`));
  const sessions = check.list(root.sessions, "/sessions");
  return {
    complete: root.complete as boolean,
    tokens:
      UNITS.find((unit) => unit === root.tokens) ?? check.fail("/tokens", `must be ${UNITS.join(" or ")}`),
    settings: [...new Set(settings)].sort(),
    sessions: joinSessions(sessions.map((session, i) => readSession(session, `/sessions/${i}`, check))),
  };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    throw notASummary(name, "it is not JSON", cause);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Check = ReturnType<typeof checker>;

function readSession(value: unknown, at: string, check: Check): LedgerSession {
  const session = check.object(value, at);
  const cells = check.list(session.cells, `${at}/cells`);
  return {
    id: check.hex(session.id, `${at}/id`),
    source: check.hex(session.source, `${at}/source`),
    format: check.text(session.format, `${at}/format`),
    cells: joinCells(cells.map((cell, i) => readCell(cell, `${at}/cells/${i}`, check))),
  };
}

function readCell(value: unknown, at: string, check: Check): LedgerCell {
  const cell = check.object(value, at);
  const { model, day, channel } = cell;
  if (day !== null && !(typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day)))
    check.fail(`${at}/day`, 'must be a day such as "2026-11-24", or null');
  if (typeof channel !== "string" || !CHANNELS.has(channel))
    check.fail(`${at}/channel`, `must be one of ${[...CHANNELS].join(", ")}`);
  return {
    model: model === null ? null : check.text(model, `${at}/model`),
    day: day as string | null,
    channel: channel as Channel,
    utterances: check.count(cell.utterances, `${at}/utterances`),
    characters: check.count(cell.characters, `${at}/characters`),
    tokens: check.count(cell.tokens, `${at}/tokens`),
    findings: check.count(cell.findings, `${at}/findings`),
  };
}

function checker(name: string) {
  const fail = (pointer: string, why: string): never => {
    throw new LedgerError(
      "invalid-summary",
      `${name}: ${pointer === "" ? "the file" : pointer} ${why}.`,
      pointer,
    );
  };
  const text = (value: unknown, at: string): string =>
    typeof value === "string" ? value : fail(at, "must be a text");
  return {
    fail,
    text,
    object: (value: unknown, at: string): Readonly<Record<string, unknown>> =>
      isRecord(value) ? value : fail(at, "must be an object"),
    list: (value: unknown, at: string): readonly unknown[] =>
      Array.isArray(value) ? value : fail(at, "must be a list"),
    hex: (value: unknown, at: string): string =>
      /^[0-9a-f]{8,64}$/.test(text(value, at)) ? (value as string) : fail(at, "must be 8 to 64 hex digits"),
    count: (value: unknown, at: string): number =>
      Number.isSafeInteger(value) && (value as number) >= 0
        ? (value as number)
        : fail(at, "must be a whole number of at least 0"),
  };
}
