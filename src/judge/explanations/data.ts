import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";
import { chineseLabel } from "./label.js";
import { amongLanguages } from "./word-list.js";

/** A path that says "this is the Chinese version": `zh.json`, `values-zh-rCN/`, `README.zh-TW.md`, `docs/cn/`. */
const CHINESE_FILE =
  /(?:^|[/\\._-])(?:cmn|zho|mandarin|zh|zh[-_](?:cn|tw|hk|sg|mo|hans|hant)(?:[-_]\w+)?|zh-r\w\w|cn|chs|cht|chinese)(?:[/\\._-]|$)/i;

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
function multilingualList({ line, native, expected }: RunInContext): boolean {
  // One word of Korean among many does not make the list Korean.
  if (native !== null && expected.languages.includes(native)) return false;
  const items = line.split(/[/|,;•·]|\s[-–—]\s/).filter((item) => /\p{L}/u.test(item));
  if (items.length < 3) return false;
  const scripts = OTHER_SCRIPTS.filter((script) => items.some((item) => script.test(item))).length;
  const latin = items.some((item) => /\p{Script=Latin}{2}/u.test(item));
  return scripts >= 2 || (scripts === 1 && latin);
}

/** Calls whose argument is a specimen: assertions, measures, detectors, encoders. */
const SPECIMEN_CALL =
  /(?<![\p{L}])(?:expect|assert\w*|should\w*|to(?:Be|Equal|Match|Contain)\w*|detect\w*|width|\w*width|len|length|count\w*|segment\w*|contains?|includes?|(?:has|starts?|ends?)_?(?:with|prefix|suffix)|index_?of|equals?|tokeni[sz]e\w*|encode\w*|decode\w*|normali[sz]e\w*|is_?(?:cjk|han|chinese)\w*|has_?(?:cjk|han|chinese)\w*|parametri[sz]e|InlineData|TestCase|ValueSource|CsvSource|DataRow|Values|Examples?|ord|charCodeAt|codePointAt)\s*\([^()"'`]{0,40}$/iu;

/** Whatever stands in an assertion is a specimen, nested calls included. */
const ASSERTION = /(?<![\p{L}])(?:(?:expect|assert\w*)\s*\(|assert\s)/iu;

/** Names of variables and fields that hold specimens of text. */
const SPECIMEN_NAME =
  /(?:sample|specimen|fixture|mock|dummy|fake|cjk|unicode|utf_?8|multi_?byte|wide_?char|non_?ascii|i18n|intl|hanzi|chinese|glyph|corpus|test_?(?:case|string|input|data|text)|cases?)\w*["']?\s*(?::\s*\w+\s*)?[=:(,[{]/iu;

const onlyHan = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text.replace(/\p{Script=Han}/gu, ""));

function specimen({ run, line }: RunInContext): boolean {
  if (run.segment.kind !== "string" && run.segment.kind !== "quote") return false;
  const text = line.slice(run.segment.start, run.segment.end);
  const before = line.slice(0, run.segment.start - (run.segment.open?.length ?? 0));
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (ASSERTION.test(before) && run.han >= latin) return true;
  return onlyHan(text) && (SPECIMEN_CALL.test(before) || SPECIMEN_NAME.test(before));
}

/** The line, or the line that opens its block, says that this is the Chinese one of several languages. */
const CHINESE_KEY =
  /(?<![\p{L}\p{N}_-])["']?(?:zh|zh[-_](?:cn|tw|hk|sg|hans|hant)|cmn|chinese|中文)["']?\s*[:=]|lang=["']zh/iu;

/** A key or the head of a column that says so: `zh`, `title_cn`, `name:zh-Hans`, `中文`. */
const CHINESE_NAME =
  /(?:^|[^\p{L}\p{N}])(?:zh|cn|chs|cht|cmn|zho|chinese|mandarin|hans|hant|zh[-_](?:cn|tw|hk|sg|hans|hant))(?:$|[^\p{L}\p{N}])|^(?:title|name|text|label|desc\w*)(?:ZH|CN|Zh|Cn)$|中文|한자|漢字|hanja|中国語|중국어|китайск|[汉漢][语語]|[简簡][体體]|繁[体體]/iu;

function underChineseKey({ run, line, previousLine, keys, column }: RunInContext): boolean {
  if (keys.some((key) => CHINESE_NAME.test(key.replaceAll("_", "-")))) return true;
  if (column !== null && CHINESE_NAME.test(column.replaceAll("_", "-"))) return true;
  const structured = run.segment.kind !== "prose" && run.segment.kind !== "heading";
  if (structured && CHINESE_KEY.test(line.slice(0, run.start))) return true;
  return run.segment.datum !== undefined && CHINESE_KEY.test(previousLine) && /[{[:>]\s*$/.test(previousLine);
}

/** Letters of another script that make a table multilingual. */
const TABLE_LETTERS = 4;

/** A datum that is all Han, after data in another writing system: a table of samples from around the world. */
function multilingualTable({ run, line, native, utteranceScripts }: RunInContext): boolean {
  if (native !== null) return false;
  const cell =
    /^\s*\|/.test(line) && /\|\s*$/.test(line.slice(0, run.start)) && /^\s*\|/.test(line.slice(run.end));
  const coded =
    run.segment.kind === "string" || run.segment.kind === "data" || run.segment.fence !== undefined;
  if (!cell && !coded) return false;
  if (!cell && !onlyHan(line.slice(run.segment.start, run.segment.end)) && !/^[^,;|\t]*[,;|\t]/.test(line))
    return false;
  const others = ["Cyrl", "Grek", "Arab", "Hebr", "Thai", "Deva", "Hang"] as const;
  return others.some((script) => (utteranceScripts[script] ?? 0) >= TABLE_LETTERS);
}

/** "%Y年%m月%d日", "yyyy年M月": a pattern of dates. */
const DATE_PATTERN =
  /(?:%-?[a-zA-Z]|(?<![\p{L}])(?:y{2,4}|Y{2,4}|M{1,2}|d{1,2}|D{1,2}|H{1,2})|\})[年月日时時分秒](?!\p{Script=Han})/u;

/** The name of a thing in its own language: `local: '中国'`, `native_name=…`. */
const NATIVE_NAME =
  /(?<![\p{L}])(?:native|local|endonym|autonym|original|own)(?:[_ -]?(?:name|title|label))?["']?\s*[:=]\s*["'`]?$/iu;

/** Several literals of one character in one line: a table of characters. */
function characterTable({ run, line }: RunInContext): boolean {
  if (run.segment.kind !== "string" || run.han !== 1 || run.segment.end - run.segment.start > 2) return false;
  return (line.match(/(["'`])[^"'`\\]\1/gu)?.length ?? 0) >= 2;
}

/** Files whose strings are specimens: tests, fixtures, samples, ground truth. */
const SPECIMEN_FILE =
  /(?:^|[/\\._-])(?:tests?|specs?|__tests__|fixtures?|mocks?|samples?|test-?data|corpus|corpora|seeds?|gt|ocr|golden|snapshots?)(?:[/\\._-]|$)/i;

function inSpecimenFile({ run, line, file }: RunInContext): boolean {
  if (file === null || !SPECIMEN_FILE.test(file) || run.segment.kind !== "string") return false;
  return onlyHan(line.slice(run.segment.start, run.segment.end));
}

const FONT_SAMPLE = /font|typeface|glyph|lorem|pangram/i;

/** `data`: a value of a locale file, a fixture, a font sample, a table of languages. */
export const data: ExplanationRule = (input) => {
  const { run, line, file } = input;
  if (file !== null && CHINESE_FILE.test(file)) return explain("data", { kind: "locale-file", file });
  if (ENDONYMS.has(run.text)) return explain("data", { kind: "language-name" });
  if (multilingualList(input)) return explain("data", { kind: "multilingual-list" });
  if (amongLanguages(input)) return explain("data", { kind: "multilingual-list" });
  if (underChineseKey(input)) return explain("data", { kind: "locale-key" });
  const label = chineseLabel(input);
  if (label !== null) return explain("data", { kind: label });
  if (multilingualTable(input)) return explain("data", { kind: "multilingual-table" });
  if (DATE_PATTERN.test(line.slice(Math.max(0, run.start - 4), run.end)))
    return explain("data", { kind: "date-pattern" });
  if (NATIVE_NAME.test(line.slice(0, run.start).slice(-60))) return explain("data", { kind: "native-name" });
  if (characterTable(input)) return explain("data", { kind: "character-table" });
  if (inSpecimenFile(input)) return explain("data", { kind: "specimen-file", file: file! });
  if (specimen(input)) return explain("data", { kind: "specimen" });
  if (run.segment.kind !== "prose" && FONT_SAMPLE.test(line)) return explain("data", { kind: "font-sample" });
  return null;
};
