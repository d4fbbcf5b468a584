/**
 * Scores the built library and three baselines on the labelled corpora.
 *
 *   npm run corpora                    tables for the tuned and the held-out part
 *   npm run corpora -- --list          and the misses and false alarms of the tuned part
 *   node scripts/corpora.mjs --counts  rewrites the tables of corpora/README.md; needs no build
 *
 * The held-out part is never listed: whoever reads its errors has tuned on it.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { franc } from "franc";
import { countTables } from "./corpora-counts.mjs";
import { PARTS, readPart } from "./corpora-files.mjs";
import {
  fromFinding,
  groupBy,
  hanBaseline,
  isAlarm,
  labelText,
  lineBaseline,
  scoreSession,
  tally,
} from "./corpora-score.mjs";
import { textTable } from "./table.mjs";

/** Name in full, name in a narrow column, predictor. */
const BASELINES = [
  ["any Han run", "Han", hanBaseline(1)],
  ["three Han in a row", "3 Han", hanBaseline(3)],
  ["franc per line", "franc", lineBaseline((line) => franc(line))],
];

/** Languages with fewer sessions than this share one row: a rate over three sessions says nothing. */
const FEW = 10;

const print = (text) => process.stdout.write(`${text}\n`);
const rate = (share) => (share === null ? "–" : `${(100 * share).toFixed(1)} %`);

async function scanFile(scan, { path, sessions }) {
  const found = sessions.map(() => []);
  for await (const event of scan([path], { as: "messages", explain: true })) {
    if (event.type === "diagnostic" && event.partial) throw new Error(`${path}: ${event.message}`);
    if (isAlarm(event)) found[event.location.line - 1].push(fromFinding(event));
  }
  return sessions.map((session, index) => scoreSession(session, found[index]));
}

async function scoreAll(scan, files) {
  const own = [];
  for (const file of files) own.push(...(await scanFile(scan, file)));
  const sessions = files.flatMap((file) => file.sessions);
  const baselines = BASELINES.map(([name, , predict]) => [
    name,
    sessions.map((session) => scoreSession(session, predict(session))),
  ]);
  return [["langdrift", own], ...baselines];
}

const RATES = ["recall", "precision", "F1", "false alarms"];
const rates = ({ recall, precision, f1, falseAlarms }) => [recall, precision, f1, falseAlarms].map(rate);

function systemsTable(systems) {
  return textTable([
    ["system", ...RATES],
    ...systems.map(([name, scores]) => [name, ...rates(tally(scores))]),
  ]);
}

function languageTable([[, own], ...baselines]) {
  const sizes = new Map(groupBy(own, (s) => s.session.lang).map(([lang, scores]) => [lang, scores.length]));
  const row = ({ session: { lang } }) => (sizes.get(lang) < FEW ? "others" : lang);
  const others = baselines.map(([, scores]) => new Map(groupBy(scores, row)));
  const groups = groupBy(own, row).sort(([a], [b]) => Number(a === "others") - Number(b === "others"));
  const rows = groups.map(([name, scores]) => {
    const total = tally(scores);
    const rest = others.map((byRow) => tally(byRow.get(name)));
    return [
      name,
      String(total.drifts),
      String(total.explained),
      ...rates(total),
      ...rest.flatMap(({ f1, falseAlarms }) => [rate(f1), rate(falseAlarms)]),
    ];
  });
  const head = ["language", "drifts", "explained", ...RATES];
  return textTable([[...head, ...BASELINES.flatMap(([, short]) => [`${short}: F1`, "false"])], ...rows]);
}

function levelTable(systems) {
  const levels = ["word", "sentence", "response"];
  const rows = levels.map((level) => {
    const totals = systems.map(([, scores]) => tally(scores, level));
    return [level, String(totals[0].drifts), ...totals.map((total) => rate(total.recall))];
  });
  return textTable([["recall by level", "drifts", ...systems.map(([name]) => name)], ...rows]);
}

function excerpt(text, start, end) {
  return JSON.stringify(
    `${text.slice(Math.max(0, start - 30), start)}⟦${text.slice(start, end)}⟧${text.slice(end, end + 30)}`,
  );
}

function listErrors(scores) {
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

async function main(args) {
  if (args.includes("--counts")) return writeCounts();
  const { scan } = await import("../dist/index.js");
  for (const part of PARTS) {
    const systems = await scoreAll(scan, readPart(part));
    const scores = systems[0][1];
    const drift = scores.filter((s) => s.session.kind === "drift").length;
    print(`\n${part}: ${drift} sessions with a drift, ${scores.length - drift} explained\n`);
    print(systemsTable(systems));
    print(`\n${languageTable(systems)}`);
    print(`\n${levelTable(systems)}\n`);
    if (part === "tuned" && args.includes("--list")) listErrors(scores);
  }
}

await main(process.argv.slice(2));
