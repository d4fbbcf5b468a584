import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";

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
const CHINESE_LINE_HAN = 60;

/** A long line with more ideographs than words of another script: a document dumped into one line, say. */
function chineseLine(line: string): boolean {
  const han = line.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han >= CHINESE_LINE_HAN && han >= (line.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0);
}

/** A whole paragraph in Chinese: a line without other words that opens one, or goes on with one. */
function chineseParagraph({ line, run, previousLine, paragraphStart }: RunInContext): boolean {
  const outside = line.slice(0, run.start) + line.slice(run.end);
  if (/[\p{L}]{2}/u.test(outside.replace(/\p{Script=Han}/gu, ""))) return false;
  if (paragraphStart) return run.han >= CHINESE_SENTENCE_HAN;
  return /\p{Script=Han}/u.test(previousLine) && !/[a-z]{3}/i.test(previousLine);
}

/** So many Chinese paragraphs make a document one in two languages throughout. */
const BILINGUAL_PARAGRAPHS = 3;

/** A word inside a clause of another language: there a document in two languages has only one. */
function embedded({ run, line, clause }: RunInContext): boolean {
  const words = line.slice(clause.start, clause.end).match(/[\p{Script=Latin}\p{Script=Cyrillic}]{2,}/gu);
  return run.han <= 4 && (words?.length ?? 0) >= 3;
}

/**
 * `expected` for a plain bilingual document: a whole paragraph in Chinese has Chinese as its own matrix language.
 * After some of them so have phrases that no sentence of another language holds. Only for text whose writer is unknown: a
 * model's answer in two languages is still a switch.
 */
export const bilingualParagraph: ExplanationRule = (input) => {
  if (input.meta.role !== "unknown" || input.expected.basis === "config") return null;
  const paragraph = chineseLine(input.line) || chineseParagraph(input);
  const throughout = input.session.chineseParagraphs >= BILINGUAL_PARAGRAPHS && !embedded(input);
  if (!paragraph && !throughout) return null;
  return explain("expected", { basis: "matrix", document: paragraph ? "paragraph" : "bilingual" });
};

/** So many comments in Chinese make it the language of the code's comments. */
const COMMENTS_READ = 2;

/** `expected` for a comment in code whose comments, as far as they were read, are in Chinese. */
export const codeInChinese: ExplanationRule = ({ run, session, expected }) => {
  if (run.segment.kind !== "comment" || expected.basis === "config") return null;
  return session.chineseComments < COMMENTS_READ
    ? null
    : explain("expected", { basis: "matrix", document: "comments" });
};

/** `name` for a path in text of unknown writer: a folder that somebody named in Chinese stands between its separators. */
export const existingPath: ExplanationRule = ({ meta, run, line }) => {
  if (meta.role !== "unknown" || run.segment.kind !== "link") return null;
  const bounded =
    /[/\\]$/.test(line.slice(0, run.start)) && /^(?:[/\\]|\.\w|["'\s)\]:,]|$)/.test(line.slice(run.end));
  return bounded ? explain("name", { kind: "path" }) : null;
};
