/** Committed figures as Markdown, for people. Pure functions. */
import { OTHERS } from "./corpora-breakdown.mjs";
import { wilson } from "./corpora-interval.mjs";
import { markdownTable } from "./table.mjs";

const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)} %`;

/** A share with its interval: `97.4 % (95.0–98.7)`. */
function share(triple) {
  if (triple === null) return "–";
  const [rate, low, high] = triple;
  return `${percent(rate)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;
}

function f1({ recall, precision }) {
  if (recall === null || precision === null) return "–";
  const [r, p] = [recall[0], precision[0]];
  return percent(r + p === 0 ? 0 : (2 * r * p) / (r + p));
}

const systemsOf = (part) => [...new Set(part.rows.map((row) => row.system))];
const rowsOf = (part, dimension, system) =>
  part.rows.filter((row) => row.dimension === dimension && row.system === system);

/** The table of all systems over the whole part. */
export function overallTable(part) {
  const rows = part.rows.filter((row) => row.dimension === "all");
  const cells = (row) => [
    row.system,
    `${row.found} of ${row.drifts}`,
    share(row.recall),
    `${row.right} of ${row.findings}`,
    share(row.precision),
    f1(row),
    `${row.alarmed} of ${row.explained}`,
    share(row.falseAlarms),
  ];
  const head = ["system", "found", "recall", "right", "precision", "F1", "alarmed", "false alarms"];
  return markdownTable([head, ...rows.map(cells)]);
}

/** The library's counts and shares in one breakdown. */
export function ownTable(part, dimension) {
  const rows = rowsOf(part, dimension, systemsOf(part)[0]);
  const cells = (row) => [
    row.key,
    String(row.sessions),
    `${row.found} of ${row.drifts}`,
    share(row.recall),
    `${row.right} of ${row.findings}`,
    share(row.precision),
    `${row.alarmed} of ${row.explained}`,
    share(row.falseAlarms),
  ];
  const head = [dimension, "sessions", "found", "recall", "right", "precision", "alarmed", "false alarms"];
  return markdownTable([head, ...rows.map(cells)]);
}

/** One measure of one breakdown, all systems side by side. `whole` is the count that the shares are of. */
function sideBySide(part, dimension, measure, whole) {
  const systems = systemsOf(part);
  const rows = rowsOf(part, dimension, systems[0]).filter((row) => row[whole] > 0);
  const cell = (system, key) => {
    const row = rowsOf(part, dimension, system).find((other) => other.key === key);
    return row ? share(row[measure]) : "–";
  };
  return markdownTable([
    [dimension, whole, ...systems],
    ...rows.map(({ key, [whole]: count }) => [key, String(count), ...systems.map((s) => cell(s, key))]),
  ]);
}

/** The reliability table. */
export function certaintyTable({ bins }) {
  const cells = ({ from, to, count, certainty, right }) => {
    const { rate, low, high } = wilson(right, count);
    const name = to === null ? `${from}` : `${from}–${to}`;
    return [name, String(count), certainty.toFixed(3), String(right), share([rate, low, high])];
  };
  return markdownTable([
    ["certainty", "findings", "mean certainty", "right", "share right"],
    ...bins.map(cells),
  ]);
}

/** The figures under the reliability table, in one sentence. */
export function certaintySummary({ count, right, brier, baseRateBrier, error }) {
  const figures = `Brier score ${brier.toFixed(3)}, expected calibration error ${error.toFixed(3)}`;
  const base = `${percent(right / count)} for all would score ${baseRateBrier.toFixed(3)}`;
  return `${count} unexplained findings, ${right} right. ${figures}; the one certainty of ${base}.`;
}

const INTRO = `A labelled drift is _found_ when an unexplained finding of the library (warning or error) or a prediction of a baseline overlaps it; findings are _right_ when they overlap a labelled drift; an explained session is _alarmed_ when it has any. In breakdowns by level, length, channel and reason, "alarmed" counts sessions with an explained run of that kind and those in which such a run was flagged. Findings count by their own level, length and channel; baselines have no level. Length is in Han characters.

In brackets: 95 % score intervals (Wilson), which take the counted things for independent. A dash stands for a share of nothing.`;

const POOLED = `Rows over fewer than ten sessions are pooled as "${OTHERS}": a row over one session would tell how that session went, and nothing of this part is to be known but totals.`;

const SIDE_BY_SIDE = [
  ["language", ["recall", "drifts"], ["falseAlarms", "explained"]],
  ["level", ["recall", "drifts"], ["falseAlarms", "explained"]],
  ["length", ["recall", "drifts"], ["falseAlarms", "explained"]],
  ["channel", ["recall", "drifts"], ["falseAlarms", "explained"]],
  ["reason", ["falseAlarms", "explained"]],
];

const TITLES = { recall: "recall of all systems", falseAlarms: "false alarms of all systems" };

function breakdownSection(part, [dimension, ...measures]) {
  const tables = measures.map(
    ([measure, whole]) =>
      `By ${dimension}, ${TITLES[measure]}:\n\n${sideBySide(part, dimension, measure, whole)}`,
  );
  const own = dimension === "reason" ? [] : [ownTable(part, dimension)];
  return [`## By ${dimension}`, ...own, ...tables].join("\n\n");
}

function keptNote(part) {
  return Object.entries(part.kept).map(([system, sha256]) => {
    const files = sha256 === part.corpora.sha256 ? "the same files" : "earlier files";
    return `\`${system}\` could not be run here; its rows are those of an earlier run on ${files}.`;
  });
}

/** The Markdown file of one part. */
export function partMarkdown(name, part) {
  const { sessions, drift, explained, sha256 } = part.corpora;
  const sections = [
    `# Accuracy on the ${name} part`,
    "Written by `npm run corpora -- --write`. The same figures for programs are in `accuracy.json`.",
    `${sessions} sessions: ${drift} with a drift, ${explained} explained. Files: \`${sha256.slice(0, 12)}\`.`,
    INTRO,
    ...(part.slips ? [] : [POOLED]),
    "## All systems",
    overallTable(part),
    ...keptNote(part),
    ...SIDE_BY_SIDE.map((breakdown) => breakdownSection(part, breakdown)),
    "## Certainty",
    "All unexplained findings, those below the threshold of alarms (notes) too; right when they overlap a labelled drift. Bins take in their lower edge; they narrow near 1, where certainties crowd, and empty ones are left out.",
    ...(part.certainty ? [certaintyTable(part.certainty), certaintySummary(part.certainty)] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}
