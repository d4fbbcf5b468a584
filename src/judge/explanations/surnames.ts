/**
 * The most frequent family names, in both spellings; with them begin about nine in ten Chinese personal names (the census
 * tables of 2006 and 2020). These hardly begin other words than those of the dictionary.
 */
const CLEAR =
  "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫朱胡郭林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾肖萧蕭田董潘袁蔡蒋蔣杜叶葉程魏苏蘇吕呂丁卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖韦韋贾賈付邹鄒熊孟秦邱侯尹薛闫閻黎陶贺賀郝顾顧龚龔邵钱錢覃戴莫柳施樊葛邢齐齊乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟詹欧歐耿兰蘭焦俞辛祝霍裴宁寧卓柯殷阮";

/** Family names that are also prefixes and words of every day (高, 安, 金): a name only where something else says so. */
const AMBIGUOUS = "马馬何高任石金夏方白江史雷龙龍孔向武康文牛安易关關左管路童于万萬毛温溫段汤湯余";

const clear: ReadonlySet<string> = new Set(CLEAR);

/** All family names that are looked for, one ideograph each. */
export const SURNAMES: ReadonlySet<string> = new Set(CLEAR + AMBIGUOUS);

/** True for a family name that hardly begins other words than those of the dictionary. */
export const isClearSurname = (character: string): boolean => clear.has(character);
