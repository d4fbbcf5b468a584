/**
 * The most frequent family names, in both spellings; with them begin about nine in ten Chinese personal names (the census
 * tables of 2006 and 2020). These hardly begin other words than those of the dictionary.
 */
const CLEAR =
  "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫朱胡郭林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭肖萧蕭田董潘袁蔡蒋蔣杜叶葉程魏苏蘇吕呂丁卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖韦韋贾賈付邹鄒熊孟秦邱侯尹薛闫閻黎陶贺賀郝顾顧龚龔邵钱錢覃戴莫柳施樊葛邢齐齊乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟詹欧歐耿兰蘭焦俞辛祝霍裴宁寧卓柯殷阮闵閔靳骆駱娄婁戚鲍鮑穆柴屈项項舒纪紀凌虞缪繆裘甄冉翁涂隋匡阎佟邬鄔冀蒲邰庾瞿濮";

/** Everyday words as well (石, 毛): a name when two characters follow, or something else says so. */
const WORDS = "马馬何石夏江史雷龙龍孔武康牛左童毛温溫段汤湯余";

/** Family names that are also prefixes of every day (高, 安, 金): a name only where something else says so. */
const PREFIXES = "曾高任金方白向文安易关關管路于万萬";

const clear: ReadonlySet<string> = new Set(CLEAR);

/** All family names that are looked for, one ideograph each. */
export const SURNAMES: ReadonlySet<string> = new Set(CLEAR + WORDS + PREFIXES);

/** True for a family name that hardly begins other words than those of the dictionary. */
export const isClearSurname = (character: string): boolean => clear.has(character);

/** True for a family name that is an everyday word too, but no prefix. */
export const isWordSurname = (character: string): boolean => WORDS.includes(character);
