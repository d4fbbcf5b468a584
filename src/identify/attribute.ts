import type { Attribution, HanRun } from "../model/run.js";
import { weighElsewhere, weighInJapanese } from "./japanese-evidence.js";
import { weighInKorean } from "./korean-evidence.js";
import { hanScriptOf } from "./repertoire.js";
import { candidateOf, type HanSurroundings, placeRun } from "./surroundings.js";
import { Evidence } from "./weigh.js";

/** Between these two probabilities of Chinese nothing is said, where Han is foreign anyway. */
const UNDECIDED_FROM = 0.3;
const UNDECIDED_TO = 0.7;

/**
 * Says which language a Han run is in: Chinese against Japanese or Korean where one of them is native, else Chinese
 * against Japanese with `und` when the evidence is balanced. Evidence is in decibans, positive for Chinese, and starts
 * with the odds that the place gives; the logistic of its sum is the probability of Chinese. `confidence` is that
 * probability or its complement, for `und` the greater of the two.
 */
export function attributeHan(run: HanRun, surroundings: HanSurroundings): Attribution {
  const placed = placeRun(run, surroundings);
  const candidate = candidateOf(placed, surroundings.native);
  const evidence = new Evidence();
  if (candidate === "jpn") weighInJapanese(placed, evidence);
  else if (candidate === "kor") weighInKorean(placed, evidence);
  else weighElsewhere(placed, evidence);
  const { chinese, parts } = evidence;
  if (candidate !== null && chinese < 0.5) {
    return {
      language: candidate,
      script: candidate === "jpn" ? "Jpan" : "Kore",
      confidence: 1 - chinese,
      evidence: parts,
    };
  }
  if (candidate === null && chinese <= UNDECIDED_FROM) {
    return { language: "jpn", script: "Jpan", confidence: 1 - chinese, evidence: parts };
  }
  if (candidate === null && chinese < UNDECIDED_TO) {
    return { language: "und", script: "Hani", confidence: Math.max(chinese, 1 - chinese), evidence: parts };
  }
  return { language: "cmn", script: hanScriptOf(run.text), confidence: chinese, evidence: parts };
}
