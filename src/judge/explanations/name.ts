import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";

/** The most frequent family names; with them begin about 85 % of Chinese personal names (census tables of 2006 and 2020). */
const SURNAMES =
  "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯江尹薛闫段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬钱錢覃武戴莫孔向汤湯";

const PERSON_CUE =
  /(?<![\p{L}])(?:by|author|authors|from|with|and|named|mr|mrs|ms|dr|prof|professor|contact|owner|reviewer|maintainer|assignee|signed-off-by|co-authored-by|colleague|user|customer|student|sir|von|par|por|от|автор)\.?:?\s*$/iu;

/** What follows a personal name in running text. */
const PERSON_AFTER =
  /^\s*(?:<[^<>\s]{3,80}@|,? who\b|'s\b|,? (?:the )?(?:author|engineer|founder|CEO|professor|poet|writer)\b)/u;

const PLACE_OR_BODY =
  /(?:省|市|区|區|县|縣|镇|鎮|乡|鄉|村|街|路|道|号|號|楼|大学|大學|学院|學院|公司|集团|集團|银行|銀行|医院|醫院|出版社|书局|書局)$/u;

function person({ run, line }: RunInContext): boolean {
  const points = Array.from(run.text);
  if (points.length < 2 || points.length > 3 || !SURNAMES.includes(points[0]!)) return false;
  return (
    PERSON_CUE.test(line.slice(Math.max(0, run.start - 40), run.start)) ||
    PERSON_AFTER.test(line.slice(run.end))
  );
}

/** An address or body: a suffix of administration or company after at least two more characters, standing apart. */
function placeOrBody({ run, line }: RunInContext): boolean {
  if (run.han < 4 || !PLACE_OR_BODY.test(run.text)) return false;
  const glued = /\p{L}$/u.test(line.slice(0, run.start)) || /^\p{L}/u.test(line.slice(run.end));
  return !glued && !/[，。！？；的了是在]/u.test(run.text);
}

/** `name`: a person, place or company in running text, told by its form and its surroundings. */
export const name: ExplanationRule = (input) => {
  if (input.native !== null) return null;
  if (person(input)) return explain("name", { kind: "person" });
  if (placeOrBody(input)) return explain("name", { kind: "place-or-body" });
  return null;
};
