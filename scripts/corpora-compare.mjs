/** Compares fresh figures of the library with the committed ones. Pure functions. */
import { MEASURES, scoresFrom } from "./corpora-accuracy.mjs";
import { groups, sessionCounts } from "./corpora-breakdown.mjs";
import { differenceInterval, ONE_SIDED_95, signTest } from "./corpora-interval.mjs";

/** Dimensions whose figures are compared. */
const COMPARED = ["all", "language", "level"];

/** Languages with fewer sessions have no figure of their own to compare. */
const LEAST_SESSIONS = 20;

/** A figure has changed when so large a change, or a larger one, comes by chance this rarely. One-sided. */
const CHANCE = 0.05;

const badCount = ({ part, whole, good }, counts) => (good ? counts[whole] - counts[part] : counts[part]);

/**
 * Sessions that became worse and better in a figure. A session is worse when it has more missed drifts (recall), more
 * false findings (precision), or is alarmed and was not (false alarms).
 */
function pairedChange(before, after, name, holds, measure) {
  let worse = 0;
  let better = 0;
  for (const [index, score] of after.entries()) {
    const old = bad(before[index], name, holds, measure);
    const now = bad(score, name, holds, measure);
    worse += Number(now > old);
    better += Number(now < old);
  }
  return { worse, better };
}

/** Faults of one session; needs no right findings, which stored outcomes lack. */
function bad(score, name, holds, measure) {
  const counts = sessionCounts(score, name, holds);
  if (measure === "precision") return counts.findings - counts.right;
  return badCount(MEASURES[measure], counts);
}

/** Judges one figure by the outcomes of the same sessions before and after. */
function byPairs(change) {
  const { worse, better } = change;
  return { ...change, fell: signTest(worse, better) < CHANCE, rose: signTest(better, worse) < CHANCE };
}

/** Judges one figure by two counts that are taken for independent. */
function byIntervals(measure, old, now) {
  const pair = (counts) => [badCount(measure, counts), counts[measure.whole]];
  const change = differenceInterval(pair(old), pair(now), ONE_SIDED_95);
  return { fell: change.low > 0, rose: change.high < 0 };
}

function compareFigure({ old, now, measure, paired }) {
  const spec = MEASURES[measure];
  const before = old[spec.part] / old[spec.whole];
  const after = now[spec.part] / now[spec.whole];
  if (before === after || Number.isNaN(before) || Number.isNaN(after)) return null;
  const isWorse = after < before === spec.good;
  const judged = paired ? byPairs(paired()) : byIntervals(spec, old, now);
  const { fell, rose, worse, better } = judged;
  let verdict = "noise";
  if (isWorse && fell) verdict = "worse";
  else if (!isWorse && rose) verdict = "better";
  return { measure, before, after, verdict, ...(paired ? { worse, better } : {}) };
}

const ownRows = ({ rows }, system) =>
  rows.filter((row) => row.system === system && COMPARED.includes(row.dimension));

/**
 * Compares a part's fresh figures with the committed ones.
 *
 * With the same files and stored outcomes (the tuned part) by a sign test on sessions, the exact McNemar test for
 * false alarms. Without stored outcomes (held out), or with other files, by the interval of the difference of two
 * independent shares, which asks for more.
 *
 * @param scores the library's fresh scores
 * @returns the basis, and every figure that differs with `verdict` "worse", "better" or "noise"
 */
export function comparePart(committed, fresh, scores, system) {
  const same = committed.corpora.sha256 === fresh.corpora.sha256;
  const sessions = scores.map((score) => score.session);
  const earlier = same && committed.slips ? scoresFrom(sessions, committed.slips) : null;
  const changes = ownRows(fresh, system).flatMap((now) => {
    const { dimension: name, key } = now;
    const old = ownRows(committed, system).find((row) => row.dimension === name && row.key === key);
    const group = groups(sessions, name, 1).find((g) => g.key === key);
    if (!old || !group || (name === "language" && now.sessions < LEAST_SESSIONS)) return [];
    return Object.keys(MEASURES).flatMap((measure) => {
      const paired = earlier && (() => pairedChange(earlier, scores, name, group.holds, measure));
      const change = compareFigure({ old, now, measure, paired });
      return change === null ? [] : [{ dimension: name, key, ...change }];
    });
  });
  return { basis: earlier ? "paired" : "intervals", sameFiles: same, changes };
}
