import { type ExplanationRule, explain } from "../run-in-context.js";

/** `user-language`: the user wrote Chinese in this session, outside quotes and pasted text. Configuration outranks it. */
export const userLanguage: ExplanationRule = ({ session, expected }) => {
  if (expected.basis === "config" || session.userChinese === null) return null;
  return explain("user-language", { turn: session.userChinese.turn, quote: session.userChinese.quote });
};

/** `expected`: Chinese was due by configuration, or because the speaker's own text is Chinese. */
export const expectedLanguage: ExplanationRule = ({ expected, session, attribution }) => {
  if (!expected.languages.includes("cmn") && !expected.languages.includes("zho")) return null;
  if (expected.basis === "user" && session.userChinese !== null) return null;
  if (expected.basis === "instruction") return null;
  return explain("expected", { basis: expected.basis, language: attribution.language });
};

/** `japanese`, `korean`: the Han is kanji or hanja in its own language. */
export const ownHan: ExplanationRule = ({ attribution }) => {
  if (attribution.language === "jpn") return explain("japanese", { confidence: attribution.confidence });
  if (attribution.language === "kor") return explain("korean", { confidence: attribution.confidence });
  return null;
};

const CHINESE_SENTENCE_HAN = 12;

/**
 * `expected` for a plain bilingual document: a whole paragraph in Chinese has Chinese as its own matrix language.
 * Only for text whose writer is unknown: a model's answer in two languages is still a switch.
 */
export const bilingualParagraph: ExplanationRule = (input) => {
  if (input.meta.role !== "unknown" || input.expected.basis === "config") return null;
  const outside = input.line.slice(0, input.run.start) + input.line.slice(input.run.end);
  if (/[\p{L}]{2}/u.test(outside.replace(/\p{Script=Han}/gu, ""))) return null;
  const opensParagraph = input.paragraphStart && input.run.han >= CHINESE_SENTENCE_HAN;
  const goesOn = /\p{Script=Han}/u.test(input.previousLine) && !/[a-z]{3}/i.test(input.previousLine);
  if (!opensParagraph && !(goesOn && !input.paragraphStart)) return null;
  return explain("expected", { basis: "matrix", document: "bilingual" });
};
