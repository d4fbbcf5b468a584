/** The figures of a part, as they are committed. Pure functions. */
import { breakdown, DIMENSIONS } from "./corpora-breakdown.mjs";
import { reliability } from "./corpora-calibration.mjs";
import { wilson } from "./corpora-interval.mjs";

/**
 * Least number of sessions of a row, by part. In the held-out part a row over a single session would tell whoever
 * reads it how that session went; smaller groups are pooled there.
 */
const LEAST_SESSIONS = { tuned: 1, "held-out": 10 };

/** Parts whose single outcomes may be read, and so are stored. */
const OPEN_PARTS = ["tuned"];

/** Named shares of a row: which counts they are taken from, and whether more is better. */
export const MEASURES = {
  recall: { part: "found", whole: "drifts", good: true },
  precision: { part: "right", whole: "findings", good: true },
  falseAlarms: { part: "alarmed", whole: "explained", good: false },
};

/** Six digits: enough that no rate in the tables is rounded twice. */
const rounded = (value) => Math.round(1e6 * value) / 1e6;

/** Shares of a row with their 95 % intervals: `[rate, low, high]`, or null over nothing. */
function shares(counts) {
  const entries = Object.entries(MEASURES).map(([name, { part, whole }]) => {
    const interval = wilson(counts[part], counts[whole]);
    return [name, interval && [interval.rate, interval.low, interval.high].map(rounded)];
  });
  return Object.fromEntries(entries);
}

function rowsOf(system, scores, least) {
  return Object.keys(DIMENSIONS).flatMap((name) =>
    breakdown(scores, name, least).map((row) => ({ system, ...row, ...shares(row) })),
  );
}

/** Where sessions went wrong, by id: numbers of labels, and the levels of false findings. Faultless ones are left out. */
export function slipsOf(scores) {
  const slips = scores.map(({ session, missed, flagged, wrong }) => {
    const numbers = (labels) => labels.map((label) => session.labels.indexOf(label));
    return [
      session.id,
      { missed: numbers(missed), flagged: numbers(flagged), wrong: wrong.map((p) => p.level) },
    ];
  });
  return Object.fromEntries(slips.filter(([, { missed, wrong }]) => missed.length + wrong.length > 0));
}

/**
 * Scores as `slipsOf` left them, as far as comparing needs them: right predictions are not kept, wrong ones have a
 * level and nothing else.
 */
export function scoresFrom(sessions, slips) {
  return sessions.map((session) => {
    const { missed = [], flagged = [], wrong = [] } = slips[session.id] ?? {};
    const at = (numbers) => numbers.map((number) => session.labels[number]);
    const found = session.labels.filter((l, n) => l.verdict === "drift" && !missed.includes(n));
    return {
      session,
      found,
      missed: at(missed),
      right: [],
      wrong: wrong.map((level) => ({ level })),
      flagged: at(flagged),
    };
  });
}

function roundedReliability(claims) {
  const round = (_, value) => (typeof value === "number" ? rounded(value) : value);
  return JSON.parse(JSON.stringify(reliability(claims)), round);
}

/** Rows of systems that could not be run, with the hash of the files that they were scored on. */
function keptRows(committed, skipped) {
  const kept = {};
  const rows = (committed?.rows ?? []).filter(({ system }) => skipped.includes(system));
  for (const { system } of rows) kept[system] = committed.kept[system] ?? committed.corpora.sha256;
  return { rows, kept };
}

/**
 * The figures of one part.
 * @param part name of the part
 * @param sha256 hash of its files
 * @param systems scores by system, the library first
 * @param claims the library's unexplained findings
 * @param skipped systems that could not be run: their committed rows are kept
 * @param committed the part's committed figures, if any
 */
export function partFigures({ part, sha256, systems, claims, skipped, committed }) {
  const [[, own]] = systems;
  const drift = own.filter(({ session }) => session.kind === "drift").length;
  const old = keptRows(committed, skipped);
  return {
    corpora: { sha256, sessions: own.length, drift, explained: own.length - drift },
    rows: [...systems.flatMap(([name, scores]) => rowsOf(name, scores, LEAST_SESSIONS[part])), ...old.rows],
    kept: old.kept,
    certainty: roundedReliability(claims),
    ...(OPEN_PARTS.includes(part) ? { slips: slipsOf(own) } : {}),
  };
}

/** JSON text with one row, bin or session a line, so that a difference of two versions can be read. */
export function figuresText(figures) {
  const line = (value) => JSON.stringify(value);
  const list = (values) => `[\n${values.map((value) => `      ${line(value)}`).join(",\n")}\n    ]`;
  const map = (value) => {
    if (value === null) return "null";
    const entries = Object.entries(value).map(([key, item]) => `      ${line(key)}: ${line(item)}`);
    return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n    }`;
  };
  const parts = Object.entries(figures.parts).map(([name, { corpora, rows, kept, certainty, slips }]) => {
    const fields = { corpora: line(corpora), rows: list(rows), kept: map(kept), certainty: map(certainty) };
    if (slips) fields.slips = map(slips);
    const body = Object.entries(fields).map(([key, text]) => `    ${line(key)}: ${text}`);
    return `  ${line(name)}: {\n${body.join(",\n")}\n  }`;
  });
  return `{\n"format": ${figures.format},\n"parts": {\n${parts.join(",\n")}\n}\n}\n`;
}
