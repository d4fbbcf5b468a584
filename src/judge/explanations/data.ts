import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";

/** A path that says "this is the Chinese version": `zh.json`, `values-zh-rCN/`, `README.zh-TW.md`, `docs/cn/`. */
const CHINESE_FILE =
  /(?:^|[/\\._-])(?:zh|zh[-_](?:cn|tw|hk|sg|mo|hans|hant)(?:[-_]\w+)?|zh-r\w\w|cn|chs|cht|chinese)(?:[/\\._-]|$)/i;

/** Languages name themselves in pickers and tables; the list is closed. */
const ENDONYMS: ReadonlySet<string> = new Set(
  "中文 汉语 漢語 普通话 國語 国语 简体中文 簡體中文 繁体中文 繁體中文 正體中文 简体 繁體 粤语 粵語 廣東話 文言文 闽南语 閩南語 日本語 中文(简体) 中文(繁體)".split(
    " ",
  ),
);

const OTHER_SCRIPTS = [
  /\p{Script=Hiragana}|\p{Script=Katakana}/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Greek}/u,
];

/** A list of samples in several writing systems: three items or more, of them Han and at least one more script. */
function multilingualList({ line, native }: RunInContext): boolean {
  if (native !== null) return false;
  const items = line.split(/[/|,;•·]|\s[-–—]\s/);
  if (items.length < 3) return false;
  const scripts = OTHER_SCRIPTS.filter((script) => items.some((item) => script.test(item))).length;
  const latin = items.some((item) => /\p{Script=Latin}{2}/u.test(item));
  return scripts >= 2 || (scripts === 1 && latin);
}

/** Calls whose argument is a specimen: assertions, measures, detectors, encoders. */
const SPECIMEN_CALL =
  /(?<![\p{L}])(?:expect|assert\w*|should\w*|to(?:Be|Equal|Match|Contain)\w*|detect\w*|width|\w*width|len|length|count\w*|segment\w*|tokeni[sz]e\w*|encode\w*|decode\w*|normali[sz]e\w*|is_?(?:cjk|han|chinese)\w*|has_?(?:cjk|han|chinese)\w*|parametri[sz]e|ord|charCodeAt|codePointAt)\s*\([^()"'`]{0,40}$/iu;

const onlyHan = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text.replace(/\p{Script=Han}/gu, ""));

function specimen({ run, line }: RunInContext): boolean {
  if (run.segment.kind !== "string" && run.segment.kind !== "quote") return false;
  if (!onlyHan(line.slice(run.segment.start, run.segment.end))) return false;
  const open = run.segment.open?.length ?? 0;
  return SPECIMEN_CALL.test(line.slice(0, run.segment.start - open));
}

const FONT_SAMPLE = /font|typeface|glyph|lorem|pangram/i;

/** `data`: a value of a locale file, a fixture, a font sample, a table of languages. */
export const data: ExplanationRule = (input) => {
  const { run, line, file } = input;
  if (file !== null && CHINESE_FILE.test(file)) return explain("data", { kind: "locale-file", file });
  if (ENDONYMS.has(run.text)) return explain("data", { kind: "language-name" });
  if (multilingualList(input)) return explain("data", { kind: "multilingual-list" });
  if (specimen(input)) return explain("data", { kind: "specimen" });
  if (run.segment.kind !== "prose" && FONT_SAMPLE.test(line)) return explain("data", { kind: "font-sample" });
  return null;
};
