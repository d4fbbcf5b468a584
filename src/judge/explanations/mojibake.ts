import { type ExplanationRule, explain } from "../run-in-context.js";

const CERTAIN = 0.8;

/** Words that say that an encoding is the subject. */
const ENCODINGS =
  /(?<![\p{L}\p{N}])(?:gbk|gb ?18030|gb ?2312|big5|utf-?8|utf-?16|latin-?1|iso-?8859|windows-?125\d|cp\d{3,5}|shift[_-]?jis|mojibake|charset|code ?page|encoding|encodage|codificación|кодировк\p{L}+|文字化け)(?![\p{L}\p{N}])/iu;

/** `mojibake`: the run is wrongly decoded bytes, or a quoted specimen where encodings are the subject. */
export const mojibake: ExplanationRule = ({ mojibake: { score, reason }, run, line }) => {
  if (score >= CERTAIN) return explain("mojibake", { score, how: reason });
  const shown = run.segment.kind === "quote" || run.segment.kind === "string";
  return shown && ENCODINGS.test(line)
    ? explain("mojibake", { score, how: "specimen of an encoding" })
    : null;
};
