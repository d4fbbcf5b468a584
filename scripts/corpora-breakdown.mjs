/** Counts of scores by language, level, length, channel and reason. Pure functions. */
import { channelOf, hanCount } from "./corpora-score.mjs";

const LENGTHS = [
  ["1", 1],
  ["2", 2],
  ["3–5", 5],
  ["6–10", 10],
  ["11+", Number.POSITIVE_INFINITY],
];

/** Class of a text by its number of Han characters, or null when it has none. */
export function lengthClass(text) {
  const han = hanCount(text);
  return han === 0 ? null : LENGTHS.find(([, most]) => han <= most)[0];
}

/**
 * How scores are broken down. `session` gives a key to whole sessions; `label` and `prediction` to single labels and
 * predictions. A key of null or undefined belongs to no row.
 */
export const DIMENSIONS = {
  all: { session: () => "all" },
  language: { session: (session) => session.lang },
  level: {
    label: (label) => label.level,
    prediction: (p) => p.level,
    order: ["word", "sentence", "response"],
  },
  length: {
    label: (label) => lengthClass(label.text),
    prediction: (p) => lengthClass(p.text ?? ""),
    order: LENGTHS.map(([name]) => name),
  },
  channel: {
    label: (label) => channelOf(label),
    prediction: (p) => channelOf(p),
    order: ["answer", "reasoning", "tool-input"],
  },
  reason: { label: (label) => label.reason, prediction: () => null },
};

/** Key of sessions that are too few for a row of their own. */
export const OTHERS = "others";

const keysOf = (session, { session: own, label }) =>
  new Set((own ? [own(session)] : session.labels.map(label)).filter((key) => key != null));

/** Number of sessions in which each key occurs. */
function sizes(sessions, dimension) {
  const counts = new Map();
  for (const session of sessions) {
    for (const key of keysOf(session, dimension)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The keys to pool, smallest first, until neither a row nor the pool has fewer than `least` sessions. */
function pooled(counts, least) {
  const pool = new Set();
  let size = 0;
  for (const [key, count] of [...counts].sort(([, a], [, b]) => a - b)) {
    if (count >= least && (size === 0 || size >= least)) break;
    pool.add(key);
    size += count;
  }
  return pool;
}

/**
 * The rows of a breakdown: a name, and the keys that it holds.
 * @param least rows over fewer sessions are pooled as "others"
 */
export function groups(sessions, name, least) {
  const dimension = DIMENSIONS[name];
  const counts = sizes(sessions, dimension);
  const pool = pooled(counts, least);
  const place = (key) => dimension.order?.indexOf(key) ?? 0;
  const single = [...counts.keys()].filter((key) => !pool.has(key));
  single.sort((a, b) => place(a) - place(b) || counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  const rows = single.map((key) => ({ key, holds: new Set([key]) }));
  return pool.size === 0 ? rows : [...rows, { key: OTHERS, holds: pool }];
}

const NOTHING = { sessions: 0, drifts: 0, found: 0, findings: 0, right: 0, explained: 0, alarmed: 0 };

/** What counts of a whole session. */
function wholeSession(score) {
  const explained = score.session.kind === "explained";
  return {
    sessions: 1,
    drifts: score.found.length + score.missed.length,
    found: score.found.length,
    findings: score.right.length + score.wrong.length,
    right: score.right.length,
    explained: Number(explained),
    alarmed: Number(explained && score.wrong.length > 0),
  };
}

/** What counts of one session in a row of a breakdown by labels. */
function partOfSession(score, { label, prediction }, holds) {
  const ofRow = (labels) => labels.filter((l) => holds.has(label(l))).length;
  const made = (predictions) => predictions.filter((p) => holds.has(prediction(p))).length;
  const found = ofRow(score.found);
  const right = made(score.right);
  return {
    sessions: Number(ofRow(score.session.labels) > 0),
    drifts: found + ofRow(score.missed),
    found,
    findings: right + made(score.wrong),
    right,
    explained: Number(ofRow(score.session.labels.filter((l) => l.verdict === "explained")) > 0),
    alarmed: Number(ofRow(score.flagged) > 0),
  };
}

/**
 * Counts of one session in one row.
 *
 * `explained` and `alarmed` are 0 or 1. In a breakdown of whole sessions: whether it is an explained session, and
 * whether it has any false finding. In a breakdown by labels: whether an explained run of the row's kind occurs, and
 * whether one was flagged.
 */
export function sessionCounts(score, name, holds) {
  const dimension = DIMENSIONS[name];
  if (!dimension.session) return partOfSession(score, dimension, holds);
  return holds.has(dimension.session(score.session)) ? wholeSession(score) : NOTHING;
}

/** The rows of a breakdown with their counts. */
export function breakdown(scores, name, least) {
  const sessions = scores.map((score) => score.session);
  return groups(sessions, name, least).map(({ key, holds }) => {
    const total = { ...NOTHING };
    for (const score of scores) {
      const counts = sessionCounts(score, name, holds);
      for (const field of Object.keys(total)) total[field] += counts[field];
    }
    return { dimension: name, key, ...total };
  });
}
