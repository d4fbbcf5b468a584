import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureAll, median } from "./measure.mjs";
import * as tools from "./tools.mjs";

const HERE = import.meta.dirname;

/** Start-up: how many times what a Node takes that does nothing. Processor time is steadier than wall time. */
async function startUp(context, args, text) {
  mkdirSync(context.folder, { recursive: true });
  const input = join(context.folder, "line.txt");
  writeFileSync(input, text);
  const list = [tools.nodeNothing(), tools.command("langdrift", args, input)];
  const measured = await measureAll(list, { ...context, runs: Math.max(context.runs * 4, 10) });
  const of = (key) => measured.langdrift[key] / measured["node -e 0"][key];
  return { measured, figures: { "x node -e 0": of("seconds"), "x processor time": of("cpu") } };
}

function printed(script, ...args) {
  const { stdout } = spawnSync(process.execPath, ["--expose-gc", join(HERE, script), ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return stdout;
}

function monitor({ runs, budget }) {
  const samples = Array.from({ length: runs }, () => JSON.parse(printed("monitor.mjs", String(budget / 2))));
  return {
    figures: {
      "million deltas a second": median(samples.map((s) => s.perSecond)) / 1e6,
      "heap bytes kept a delta": median(samples.map((s) => s.heapPerDelta)),
      "characters from a clause's end to the drift": median(samples.map((s) => s.late)),
    },
  };
}

/** Reads the table that `npm run tokens` prints: the last column is estimate by exact count, a row a language. */
function tokens() {
  const rows = printed("../scripts/token-estimate.mjs").split("\n").slice(1);
  const errors = rows.flatMap((row) => {
    const ratio = /^\w+\s+\d+\s+\d+\s+([\d.]+)$/.exec(row.trim())?.[1];
    return ratio === undefined ? [] : [Math.abs(Number(ratio) - 1) * 100];
  });
  return { figures: { "% off, worst language": Math.max(...errors), "% off, median": median(errors) } };
}

const CLEAN = "All is well with the file.\n";
const DRIFT = "All is well, 我们检查一下 the file.\n";
const SCAN = ["scan", "-", "--fail-on", "never"];
const starts = (name, goal, floor, args, text = "") => ({
  name,
  figure: "x node -e 0",
  goal,
  floor,
  run: (context) => startUp(context, args, text),
});

/** The rows that scan no files. For start-up and tokens less is better. */
export const OTHER_ROWS = [
  starts("start-up, --version", 1.15, 1.5, ["--version"]),
  starts("start-up, --help", null, null, ["--help"]),
  starts("start-up, one clean line", 1.3, 2, SCAN, CLEAN),
  starts("start-up, one line with a finding", 1.3, 2, SCAN, DRIFT),
  {
    name: "monitor",
    figure: "million deltas a second",
    goal: 2,
    floor: 0.5,
    more: true,
    run: async (context) => monitor(context),
  },
  { name: "token estimate", figure: "% off, worst language", goal: 5, floor: 10, run: async () => tokens() },
];
