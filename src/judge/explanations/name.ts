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

/** Family names that hardly begin other words; with two characters behind them, standing apart, they make a name. */
const CLEAR_SURNAMES =
  "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫朱胡郭林罗羅郑鄭梁宋唐邓鄧韩韓冯馮曹彭肖蕭董潘袁蔡蒋蔣叶葉魏苏蘇吕呂卢盧姚沈姜崔谭譚陆陸汪廖韦韋贾賈邹鄒熊孟邱侯尹薛闫閻黎陶贺賀郝顾顧龚龔邵钱錢覃戴卓";

/** Announces a proper name: "their dashboard is called …", "Name: …". */
const NAMED =
  /(?<![\p{L}])(?:called|named|nicknamed|known as|name is|names? ?[:=]|heißt|genannt|appelée?|nommée?|s'appelle|llamad[oa]|se llama|chamad[oa]|se chama|называется|зовут|по имени|tên là|bernama|adlı)\s*["“«]?$/iu;

/** A list whose other members are names: "Cisco, Nokia and …". */
const AMONG_NAMES =
  /\p{Lu}[\p{L}\p{N}.-]+(?:, \p{Lu}[\p{L}\p{N}.-]+)*,? (?:and|or|und|oder|et|ou|y|o|e|и|или|en|dan|và|ve) $/u;

function standsApart({ run, line }: RunInContext): boolean {
  return !/[\p{L}\p{N}]$/u.test(line.slice(0, run.start)) && !/^[\p{L}\p{N}]/u.test(line.slice(run.end));
}

function person(input: RunInContext): boolean {
  const { run, line } = input;
  const points = Array.from(run.text);
  if (points.length < 2 || points.length > 3) return false;
  if (points.length === 3 && CLEAR_SURNAMES.includes(points[0]!) && standsApart(input)) return true;
  if (!SURNAMES.includes(points[0]!)) return false;
  return (
    PERSON_CUE.test(line.slice(Math.max(0, run.start - 40), run.start)) ||
    PERSON_AFTER.test(line.slice(run.end))
  );
}

function announced(input: RunInContext): boolean {
  const before = input.line.slice(Math.max(0, input.run.start - 120), input.run.start);
  return input.run.han <= 8 && standsApart(input) && (NAMED.test(before) || AMONG_NAMES.test(before));
}

/** Houses that carry names: shops, inns, temples, studios. */
const HOUSE = /^\p{Script=Han}{2}[堂楼樓阁閣轩軒斋齋居庵寺]$/u;

/**
 * An address or body: a suffix of administration or company after at least two more characters. It stands apart, but
 * in Korean a particle may follow.
 */
function placeOrBody(input: RunInContext): boolean {
  const { run, line, native } = input;
  if (HOUSE.test(run.text)) return standsApart(input);
  if (run.han < 4 || !PLACE_OR_BODY.test(run.text) || /[，。！？；的了是在]/u.test(run.text)) return false;
  if (native === "kor")
    return /(?:^|\s)$/u.test(line.slice(0, run.start)) && /[省市区區县縣]/u.test(run.text);
  return standsApart(input);
}

/** `name`: a person, place or company in running text, told by its form and its surroundings. */
export const name: ExplanationRule = (input) => {
  if (input.native === "jpn") return null;
  if (placeOrBody(input)) return explain("name", { kind: "place-or-body" });
  if (input.native !== null) return null;
  if (person(input)) return explain("name", { kind: "person" });
  if (announced(input)) return explain("name", { kind: "announced" });
  return null;
};
