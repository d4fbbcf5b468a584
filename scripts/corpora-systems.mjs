/** What is scored: the library, and baselines with whatever package each of them needs. */
import { franc } from "franc";
import { hanBaseline, lineBaseline, ratioBaseline, spanBaseline } from "./corpora-baselines.mjs";
import { fromFinding, isAlarm, scoreSession } from "./corpora-score.mjs";

/** Name of the library's own rows. */
export const OWN = "langdrift";

/** Baselines that need no development dependency, by name. */
export const PLAIN_BASELINES = {
  "any Han run": hanBaseline(1),
  "three Han in a row": hanBaseline(3),
  "20 % Han ratio": ratioBaseline(0.2),
  "franc per line": lineBaseline((line) => franc(line) === "cmn"),
};

/** CLD3 in its mode for mixed text: no least length, five languages a line, no practical limit of a span's bytes. */
async function cld3() {
  const { loadModule } = await import("cld3-asm");
  const identifier = (await loadModule()).create(0, 1_000_000);
  return spanBaseline((line) =>
    identifier
      .findMostFrequentLanguages(line, 5)
      .filter(({ language }) => language === "zh")
      .flatMap((result) => result.byte_ranges)
      .map((range) => ({ start: range.start_index, end: range.end_index })),
  );
}

async function eld() {
  const { eld: detector } = await import("eld/large");
  return lineBaseline((line) => detector.detect(line).language === "zh");
}

/** The Chinese labels of fastText's lid.176: Mandarin, Wu and Yue. */
const FASTTEXT_CHINESE = new Set(["__label__zh", "__label__wuu", "__label__yue"]);

async function fastText() {
  const { getLIDModel } = await import("fasttext.wasm.js");
  const model = await (await getLIDModel()).load();
  return lineBaseline((line) => {
    const best = model.predict(line, 1, 0);
    return best.size() > 0 && FASTTEXT_CHINESE.has(best.get(0)[1]);
  });
}

const BASELINES = {
  ...Object.fromEntries(
    Object.entries(PLAIN_BASELINES).map(([name, predict]) => [name, async () => predict]),
  ),
  "CLD3 spans": cld3,
  "eld per line": eld,
  "fastText per line": fastText,
};

/** Names of all systems, the library first. */
export const SYSTEMS = [OWN, ...Object.keys(BASELINES)];

/** True for the error of a package that is not there, in either module system. */
const isMissing = ({ code }) => code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";

/**
 * Loads every baseline whose package is installed.
 * @returns predictors by name, and the names left out
 */
export async function loadBaselines() {
  const predictors = new Map();
  const skipped = [];
  for (const [name, load] of Object.entries(BASELINES)) {
    try {
      predictors.set(name, await load());
    } catch (error) {
      if (!isMissing(error)) throw error;
      skipped.push(name);
    }
  }
  return { predictors, skipped };
}

/** Scores a predictor on sessions. */
export function scoreBaseline(predict, sessions) {
  return sessions.map((session) => scoreSession(session, predict(session)));
}

/**
 * Scores the library on corpus files.
 * @param scan the library's `scan`
 * @returns `scores`, one a session, by its alarms; `claims`, one an unexplained finding (notes included), for
 *   calibration
 */
export async function scoreLibrary(scan, files) {
  const scores = [];
  const claims = [];
  for (const { path, sessions } of files) {
    const alarms = sessions.map(() => []);
    const unexplained = sessions.map(() => []);
    for await (const event of scan([path], { as: "messages", explain: true })) {
      if (event.type === "diagnostic" && event.partial) throw new Error(`${path}: ${event.message}`);
      if (event.type !== "finding" || event.explanation !== null) continue;
      const index = event.location.line - 1;
      unexplained[index].push(fromFinding(event));
      if (isAlarm(event)) alarms[index].push(fromFinding(event));
    }
    for (const [index, session] of sessions.entries()) {
      scores.push(scoreSession(session, alarms[index]));
      const { right, wrong } = scoreSession(session, unexplained[index]);
      claims.push(...right.map(({ certainty }) => ({ certainty, right: true })));
      claims.push(...wrong.map(({ certainty }) => ({ certainty, right: false })));
    }
  }
  return { scores, claims };
}
