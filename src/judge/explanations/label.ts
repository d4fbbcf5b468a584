import { regionNames } from "../readers.js";
import type { RunInContext } from "../run-in-context.js";

/** Codes of languages and of regions where Chinese is read, right before a value: `('CN', '…')`, `HK: …`, `zh …`. Capitals matter for regions. */
const CODE =
  /(?:^|[\s("'`|,{[*])(?:CN|TW|HK|MO|zh|ZH|zho|cmn|yue|zh[-_](?:Hans|Hant|CN|TW|HK|SG|hans|hant|cn|tw|hk))["'`*]{0,3}\s?(?:[:=,|→–—-]|=>)?\s*["'`(*]{0,3}$/u;

/** Fonts that are drawn for Chinese, right before a specimen. */
const FONT =
  /(?<![\p{L}])(?:(?:Noto|Source Han|Sarasa|PingFang|Hiragino|LXGW|HarmonyOS)\b[^:\n]{0,30}|(?:Songti|Heiti|Kaiti|Fangsong|SimSun|SimHei|KaiTi|NSimSun|MingLiU|PMingLiU|YaHei|WenQuanYi|Fandol)\b[^:\n]{0,20})["'`*]{0,2}\s?[:=–—-]\s*["'`]?$/iu;

const LANGUAGE =
  "chinese(?: \\((?:simplified|traditional|mandarin)\\))?|mandarin|cantonese|chinois|cantonais|chinesisch|kantonesisch|chino|chin[êe]s|cinese|chinees|китайский|по-китайски|chiński|çince|tiếng trung|bahasa mandarin|الصينية|चीनी|จีน|중국어|中国語";

let label: RegExp | undefined;

/** The line, the cell or the item so far is the name of a region where Chinese is read, or of the language. */
function named(before: string): boolean {
  label ??= new RegExp(
    `(?:^|[|;\\n>]|[-*•]\\s)[\\s*_"'\`#(]*(?:(?:${regionNames().source})[\\p{L}]{0,3}|${LANGUAGE})[\\s*_"'\`)]*[:=–—|→-]?[\\s*_"'\`“„«(]*$`,
    "iu",
  );
  return label.test(before);
}

/** What right before a run says that its value is Chinese: a code, a region, the name of the language, a Chinese font. */
export function chineseLabel({ run, line, native }: RunInContext): string | null {
  if (native !== null) return null;
  const before = line.slice(Math.max(0, run.start - 80), run.start);
  if (CODE.test(before)) return "locale-code";
  if (FONT.test(before)) return "font-sample";
  return named(before) ? "locale-label" : null;
}
