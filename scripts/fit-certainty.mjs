/**
 * Fits the weights of certainty on the tuned part of the corpora and writes src/judge/certainty-weights.generated.ts.
 *
 *   npm run build && node scripts/fit-certainty.mjs [--dry]
 *
 * Logistic regression over every unexplained run: right when it overlaps a labelled drift. The sign of each weight is fixed
 * beforehand (projected gradient), and a ridge draws
 * weights that few runs support to a stated prior. The figures printed are of
 * five-fold cross-validation by session, so they do not flatter.
 */
import { writeFileSync } from "node:fs";
import { scan } from "../dist/index.js";
import { FEATURES } from "../dist/judge/certainty-features.js";
import { readPart } from "./corpora-files.mjs";
import { fromFinding, scoreSession } from "./corpora-score.mjs";

/** Strength of the ridge, in units of one run: a weight of 1 (4.3 decibans) costs as much as a half run. */
const RIDGE = 0.5;
const STEPS = 4000;
const RATE = 0.02;
const FOLDS = 5;
const DECIBANS = 10 / Math.LN10;

const names = FEATURES.map(({ name }) => name);
const priors = FEATURES.map(({ prior }) => prior / DECIBANS);

async function runsOf({ path, sessions }) {
  const found = sessions.map(() => []);
  for await (const event of scan([path], { as: "messages", explain: false, minCertainty: 0 })) {
    if (event.type === "finding" && event.explanation === null) found[event.location.line - 1].push(event);
  }
  return sessions.flatMap((session, index) =>
    found[index].map((event) => {
      const prediction = fromFinding(event);
      const values = new Map(event.certaintyParts.map(({ name, value }) => [name, value]));
      return {
        session: session.id,
        right: scoreSession(session, [prediction]).right.length,
        features: names.map((name) => values.get(name) ?? 0),
      };
    }),
  );
}

const probability = (weights, features) =>
  1 / (1 + Math.exp(-features.reduce((sum, value, i) => sum + value * weights[i], 0)));

function project(weight, { sign, least }) {
  if (least !== undefined && weight < least / DECIBANS) return least / DECIBANS;
  if (sign === "positive") return Math.max(0, weight);
  return sign === "negative" ? Math.min(0, weight) : weight;
}

function fitWeights(runs) {
  let weights = [...priors];
  const momentum = names.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : RIDGE * (weight - priors[i])));
    for (const { right, features } of runs) {
      const error = probability(weights, features) - right;
      features.forEach((value, i) => {
        gradient[i] += error * value;
      });
    }
    weights = weights.map((weight, i) => {
      momentum[i] = 0.9 * momentum[i] - (RATE * gradient[i]) / Math.sqrt(runs.length);
      return project(weight + momentum[i], FEATURES[i]);
    });
  }
  return weights;
}

function crossValidate(runs) {
  const sessions = [...new Set(runs.map(({ session }) => session))];
  const foldOf = new Map(sessions.map((session, i) => [session, i % FOLDS]));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fitWeights(runs.filter(({ session }) => foldOf.get(session) !== fold));
    return runs
      .filter(({ session }) => foldOf.get(session) === fold)
      .map((run) => ({ right: run.right, certainty: probability(weights, run.features) }));
  }).flat();
}

function report(predictions) {
  const brier = predictions.reduce((sum, p) => sum + (p.certainty - p.right) ** 2, 0) / predictions.length;
  const share = predictions.reduce((sum, p) => sum + p.right, 0) / predictions.length;
  console.log(
    `${predictions.length} runs, ${(100 * share).toFixed(1)} % right; Brier ${brier.toFixed(4)}, of a constant ${(share * (1 - share)).toFixed(4)}`,
  );
  for (const [low, high] of [
    [0, 0.5],
    [0.5, 0.7],
    [0.7, 0.8],
    [0.8, 0.9],
    [0.9, 0.95],
    [0.95, 1.01],
  ]) {
    const bin = predictions.filter((p) => p.certainty >= low && p.certainty < high);
    if (bin.length === 0) continue;
    const mean = (of) => bin.reduce((sum, p) => sum + of(p), 0) / bin.length;
    console.log(
      `  ${low}–${Math.min(1, high)}: ${bin.length} runs, certainty ${mean((p) => p.certainty).toFixed(3)}, right ${mean((p) => p.right).toFixed(3)}`,
    );
  }
}

const runs = [];
for (const file of readPart("tuned")) runs.push(...(await runsOf(file)));
report(crossValidate(runs));
const weights = fitWeights(runs).map((weight) => Math.round(weight * DECIBANS * 10) / 10 + 0);
const rows = names.map((name, i) => `  ${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${weights[i]},`);
console.log(rows.join("\n"));
if (!process.argv.includes("--dry")) {
  writeFileSync(
    new URL("../src/judge/certainty-weights.generated.ts", import.meta.url),
    `// Written by scripts/fit-certainty.mjs from the tuned part of the corpora. Do not edit.
import type { CertaintyFeature } from "./certainty-features.js";

/** Decibans per unit of each feature. */
export const CERTAINTY_WEIGHTS: Readonly<Record<CertaintyFeature, number>> = {
${rows.join("\n")}
};
`,
  );
}
