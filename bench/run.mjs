// Measures langdrift against what else reads logs. See README.md in this folder; needs `npm run build`.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { OTHER_ROWS } from "./other-rows.mjs";
import { committed, headline, machine, resultsPage, rowText } from "./report.mjs";
import { SCAN_ROWS } from "./scan-rows.mjs";
import { missing } from "./tools.mjs";

const MIB = 1 << 20;
const ROWS = [...SCAN_ROWS, ...OTHER_ROWS];
const RESULTS = join(import.meta.dirname, "results");
/** Bytes and counts of inputs, no file over 512 MiB; seconds that a run of langdrift should take; seconds after which a run is ended. */
const SIZES = {
  quick: { bytes: 32 * MIB, files: 100, large: 32 * MIB, line: 32 * MIB, budget: 3, limit: 20 },
  full: { bytes: 256 * MIB, files: 2000, large: 512 * MIB, line: 500 * MIB, budget: 6, limit: 120 },
};

const { values: flags } = parseArgs({
  options: {
    help: { type: "boolean", short: "h", default: false },
    quick: { type: "boolean", default: false },
    runs: { type: "string", default: "3" },
    only: { type: "string", multiple: true },
    dir: { type: "string", default: tmpdir() },
    keep: { type: "boolean", default: false },
    json: { type: "string" },
    save: { type: "boolean", default: false },
  },
});

if (flags.help) {
  console.log(
    "npm run bench -- [--quick] [--only ROW]… [--runs N] [--dir FOLDER] [--keep] [--json FILE] [--save]\n" +
      "--save keeps a full run in bench/results/; it writes files of half a gigabyte and takes more than ten minutes",
  );
  process.exit(0);
}

/** Rows whose name holds what `--only` says; all without it. */
function chosenRows() {
  const chosen = ROWS.filter(({ name }) => flags.only?.some((part) => name.includes(part)) ?? true);
  if (chosen.length > 0) return chosen;
  throw new Error(`--only matches no row; there are: ${ROWS.map(({ name }) => name).join(", ")}`);
}

const absent = missing();
const load = loadavg()[0];
console.log(
  `load ${load.toFixed(2)} on ${cpus().length} cores${flags.quick ? ", quick: small inputs, for trying out" : ""}`,
);
if (load > 0.5)
  console.log("warning: the machine is not idle; ratios may be off and nothing of this should be kept");
for (const name of absent) console.log(`skipped: ${name} is not installed`);

const runs = committed(RESULTS);
// A folder of its own: what is removed at the end is what was made here.
const folder = join(flags.dir, "langdrift-bench");
const sizes = flags.quick ? SIZES.quick : SIZES.full;
const context = { ...sizes, runs: Math.max(1, Number(flags.runs) || 3), folder, absent };
const result = {
  date: new Date().toISOString().slice(0, 10),
  machine: machine(),
  load: Number(load.toFixed(2)),
  quick: flags.quick,
  runs: context.runs,
  rows: {},
};

/** One row, or what was wrong with it; its inputs go at once, since those of all would fill a disk. */
async function runRow(row) {
  try {
    return await row.run(context);
  } catch (error) {
    return { error: error.message };
  } finally {
    if (!flags.keep) rmSync(folder, { recursive: true, force: true });
  }
}

for (const row of chosenRows()) {
  const measured = await runRow(row);
  result.rows[row.name] = measured;
  const before = runs.at(-1)?.rows[row.name];
  console.log(`\n${rowText(row, measured, before && headline(row, before))}`);
}

if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
if (flags.save && (flags.quick || flags.only !== undefined)) {
  console.log("\nnot saved: a result is a full run of all rows");
} else if (flags.save) {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${result.date}.json`), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(RESULTS, "README.md"), resultsPage(ROWS, committed(RESULTS)));
}
