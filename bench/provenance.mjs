// Simulations of the provenance statistics, each beside what it is held against: `npm run bench:provenance`.
// Seeded: the same figures on every machine.
import { comparisonRows } from "./provenance/comparisons.mjs";
import { intervalRows } from "./provenance/intervals.mjs";
import { monitorRows } from "./provenance/monitors.mjs";
import { tokenizerRows } from "./provenance/tokenizers.mjs";

const SECTIONS = [
  ["How often an interval of 95 % holds the rate", intervalRows],
  ["How often a monitor gives an alarm (alpha 1 %), and after how much text", monitorRows],
  ["How often a comparison finds a difference (p of 0.05 and less)", comparisonRows],
  ["How often the tokenizer fit ends well", tokenizerRows],
];

for (const [title, rowsOf] of SECTIONS) {
  const started = performance.now();
  const rows = await rowsOf();
  const width = Math.max(...rows.map(({ name }) => name.length));
  process.stdout.write(`\n${title}\n`);
  for (const { name, measured, nominal } of rows)
    process.stdout.write(`  ${name.padEnd(width)}  ${measured.padStart(15)}  ${nominal}\n`);
  process.stderr.write(`  (${((performance.now() - started) / 1000).toFixed(0)} s)\n`);
}
