/**
 * Scores the built library and its baselines on the labelled corpora, and compares with the committed figures.
 *
 *   npm run corpora                    prints the main tables; exits with 1, naming each figure, when one got worse
 *   npm run corpora -- --write         and rewrites corpora/accuracy; then exits with 0
 *   npm run corpora -- --list          and lists the misses and false alarms of the tuned part
 *   node scripts/corpora.mjs --counts  rewrites the tables of corpora/README.md; needs no build
 *
 * The held-out part is never listed, and only its totals are stored: whoever reads its errors has tuned on it.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { figuresText, partFigures } from "./corpora-accuracy.mjs";
import { comparePart } from "./corpora-compare.mjs";
import { countTables } from "./corpora-counts.mjs";
import { PARTS, partHash, readPart } from "./corpora-files.mjs";
import {
  certaintySummary,
  certaintyTable,
  overallTable,
  ownTable,
  partMarkdown,
} from "./corpora-markdown.mjs";
import { labelText } from "./corpora-score.mjs";
import { loadBaselines, OWN, scoreBaseline, scoreLibrary } from "./corpora-systems.mjs";

const FOLDER = new URL("../corpora/accuracy/", import.meta.url);
const FIGURES = new URL("accuracy.json", FOLDER);

const print = (text) => process.stdout.write(`${text}\n`);
const percent = (share) => `${(100 * share).toFixed(1)} %`;

function committedFigures() {
  try {
    return JSON.parse(readFileSync(FIGURES, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

async function scorePart(part, { scan, baselines, committed }) {
  const files = readPart(part);
  const sessions = files.flatMap((file) => file.sessions);
  const { scores, claims } = await scoreLibrary(scan, files);
  const others = [...baselines.predictors].map(([name, predict]) => [name, scoreBaseline(predict, sessions)]);
  const fresh = partFigures({
    part,
    sha256: partHash(files),
    systems: [[OWN, scores], ...others],
    claims,
    skipped: baselines.skipped,
    committed: committed?.parts[part],
  });
  return { scores, fresh };
}

function printTables(part, { corpora, ...figures }) {
  print(`\n${part}: ${corpora.drift} sessions with a drift, ${corpora.explained} explained\n`);
  print(overallTable(figures));
  for (const dimension of ["language", "level"]) print(`\n${ownTable(figures, dimension)}`);
  if (figures.certainty === null) return;
  print(`\n${certaintyTable(figures.certainty)}\n\n${certaintySummary(figures.certainty)}`);
}

function excerpt(text, start, end) {
  return JSON.stringify(
    `${text.slice(Math.max(0, start - 30), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 30)}`,
  );
}

function listErrors(scores) {
  print("");
  for (const { session, missed, wrong } of scores) {
    for (const label of missed) {
      const place = excerpt(labelText(session, label), label.start, label.end);
      print(`missed       ${session.id}  ${label.level}  ${place}  (${session.note})`);
    }
    for (const { pointer, text, certainty } of wrong) {
      print(
        `false alarm  ${session.id}  ${pointer}  ${JSON.stringify(text)}  ${certainty}  (${session.note})`,
      );
    }
  }
}

const MEASURE_NAMES = { recall: "recall", precision: "precision", falseAlarms: "false alarms" };

function changeLine(part, { dimension, key, measure, before, after, verdict, worse, better }) {
  const place = dimension === "all" ? part : `${part}, ${dimension} ${key}`;
  const pairs = worse === undefined ? "" : ` (sessions worse ${worse}, better ${better})`;
  return `${verdict}: ${place}: ${MEASURE_NAMES[measure]} ${percent(before)} → ${percent(after)}${pairs}`;
}

/** Prints what differs from the committed figures. @returns the number of figures that got worse */
function printComparison(part, { basis, sameFiles, changes }) {
  print("");
  if (!sameFiles) print(`${part}: files changed since the committed figures; compared by unpaired intervals`);
  const told = changes.filter(({ verdict }) => verdict !== "noise");
  for (const change of told) print(changeLine(part, change));
  const how = basis === "paired" ? "sign test on sessions" : "intervals of the difference";
  print(
    `${part}: ${changes.length} figures differ, ${told.length} by more than noise (${how}, 5 % one-sided)`,
  );
  return changes.filter(({ verdict }) => verdict === "worse").length;
}

function writeFigures(parts) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FIGURES, figuresText({ format: 1, parts }));
  for (const [name, part] of Object.entries(parts)) {
    writeFileSync(new URL(`${name}.md`, FOLDER), partMarkdown(name, part));
  }
  print("\nwrote corpora/accuracy");
}

function writeCounts() {
  const readme = new URL("../corpora/README.md", import.meta.url);
  const tables = countTables(
    Object.fromEntries(PARTS.map((part) => [part, readPart(part).flatMap((f) => f.sessions)])),
  );
  const text = readFileSync(readme, "utf8");
  const edited = text.replace(
    /(<!-- counts -->\n)[\s\S]*(\n<!-- \/counts -->)/,
    (_, open, close) => `${open}\n${tables}\n${close}`,
  );
  writeFileSync(readme, edited);
}

/** @returns the exit code */
async function score(args) {
  const { scan } = await import("../dist/index.js");
  const committed = committedFigures();
  const baselines = await loadBaselines();
  for (const name of baselines.skipped) print(`${name}: not installed, skipped; its committed rows are kept`);
  const parts = {};
  let worse = 0;
  for (const part of PARTS) {
    const { scores, fresh } = await scorePart(part, { scan, baselines, committed });
    parts[part] = fresh;
    printTables(part, fresh);
    if (part === "tuned" && args.includes("--list")) listErrors(scores);
    if (committed) worse += printComparison(part, comparePart(committed.parts[part], fresh, scores, OWN));
  }
  if (args.includes("--write")) {
    writeFigures(parts);
    return 0;
  }
  if (committed === null) print("\nno committed figures to compare with; --write writes them");
  else if (baselines.skipped.length === 0 && figuresText({ format: 1, parts }) !== figuresText(committed)) {
    print("\ncorpora/accuracy is out of date; --write rewrites it");
  }
  return committed === null || worse > 0 ? 1 : 0;
}

async function main(args) {
  if (args.includes("--counts")) writeCounts();
  else process.exitCode = await score(args);
}

await main(process.argv.slice(2));
