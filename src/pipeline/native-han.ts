import { countScripts } from "../identify/index.js";
import type { SessionContext } from "../judge/index.js";
import type { Expectation } from "../model/finding.js";

/**
 * The language that holds Han natively at one place, if any: what stands in the same sentence decides before what the
 * utterance, the expectation or a request says.
 * @param matrix ISO 639-3 code of what the speaker wrote so far, or null
 */
export function nativeHan(
  sentence: string,
  expected: Expectation,
  matrix: string | null,
  session: SessionContext,
): "jpn" | "kor" | null {
  const scripts = countScripts(sentence);
  const kana = (scripts.Hira ?? 0) + (scripts.Kana ?? 0);
  const hangul = scripts.Hang ?? 0;
  if (hangul > 0 || kana > 0) return hangul > kana ? "kor" : "jpn";
  for (const language of [...expected.languages, matrix]) {
    if (language === "jpn" || language === "kor") return language;
  }
  const asked = session.requests().find((r) => r.language === "jpn" || r.language === "kor")?.language;
  return asked === "jpn" || asked === "kor" ? asked : null;
}
