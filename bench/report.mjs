import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { markdownTable } from "../scripts/table.mjs";
import { ripgrepVersion } from "./tools.mjs";

/** The processor and the versions that figures depend on. No host names and no paths. */
export const machine = () => ({
  cpu: cpus()[0]?.model.trim() ?? "unknown",
  cores: cpus().length,
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  rg: ripgrepVersion(),
});

const digits = (value, places = 3) => (value == null ? "–" : String(Number(value.toPrecision(places))));
const megabytes = (bytes) => (bytes == null ? "–" : digits(bytes / 1e6));

/** The one figure of a row that its goal is about. */
export function headline({ against, figure }, { ratios = {}, figures = {} }) {
  return (against === undefined ? figures[figure] : ratios[against]) ?? null;
}

/** `goal`, `floor` or `below`; less is better where the goal is a cost. */
export function verdict(row, value) {
  if (value === null || row.goal === null) return "–";
  const reaches = (limit) => (row.against !== undefined || row.more ? value >= limit : value <= limit);
  return reaches(row.goal) ? "goal" : reaches(row.floor) ? "floor" : "below";
}

/** Lines about one row, for the terminal. */
export function rowText(row, result, previous) {
  const value = headline(row, result);
  const was = previous === undefined ? "" : `, was ${digits(previous)}`;
  const unit = row.against === undefined ? row.figure : `x ${row.against}`;
  const lines = [
    `${row.name}: ${digits(value)} ${unit} (goal ${row.goal ?? "–"}, floor ${row.floor ?? "–"}: ${verdict(row, value)}${was})`,
  ];
  if (result.error !== undefined) lines.push(`    could not be measured: ${result.error}`);
  for (const [name, m] of Object.entries(result.measured ?? {})) {
    const by =
      result.ratios?.[name] === undefined
        ? ""
        : `, langdrift is ${digits(result.ratios[name])} x (processor time: ${digits(result.cpuRatios?.[name])} x)`;
    const note = m.note === undefined ? "" : `, ${m.note}`;
    const speed = m.rate === null ? "" : `${digits(m.rate)} MB/s on ${megabytes(m.bytes)} MB, `;
    lines.push(
      `    ${name}: ${speed}${digits(m.seconds)} s, processor ${digits(m.cpu)} s, peak ${megabytes(m.peak)} MB${by}${note}`,
    );
  }
  for (const [name, figure] of Object.entries(result.figures ?? {}))
    lines.push(`    ${name}: ${digits(figure)}`);
  return lines.join("\n");
}

/** The committed runs, oldest first. */
export function committed(folder) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name));
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
}

/** The page of results: the newest run, and its headline figures beside those of earlier ones. */
export function resultsPage(rows, runs) {
  const newest = runs.at(-1);
  const { cpu, cores, platform, node, rg } = newest.machine;
  const head = ["row", "measured", "in", "goal", "floor", "", ...runs.slice(0, -1).map(({ date }) => date)];
  const body = rows
    .filter(({ name }) => newest.rows[name] !== undefined)
    .map((row) => {
      const value = headline(row, newest.rows[row.name]);
      const before = runs
        .slice(0, -1)
        .map((run) => digits(run.rows[row.name] && headline(row, run.rows[row.name])));
      const unit = row.against === undefined ? row.figure : `x ${row.against}`;
      return [
        row.name,
        digits(value),
        unit,
        digits(row.goal),
        digits(row.floor),
        verdict(row, value),
        ...before,
      ];
    });
  return [
    "# Results",
    "",
    "Written by `npm run bench -- --save`. Medians of runs in turns; ratios within one run on one machine.",
    "",
    `${newest.date}: ${cpu}, ${cores} cores, ${platform}, Node ${node.slice(1)}, ripgrep ${rg ?? "not installed"}, load ${newest.load} at the start.`,
    "",
    markdownTable([head, ...body]),
    "",
  ].join("\n");
}
