/** Where Chinese is read: provinces, the larger cities, and the platforms on which people write it. */
export const PLACES =
  "China|Taiwan\\p{L}*|Hong Kong|Macau|Chinatown|Beijing|Peking|Shanghai|Guangzhou|Canton|Shenzhen|Chengdu|Chongqing|Tianjin|Wuhan|Nanjing|Hangzhou|Suzhou|Xi['’]?an|Qingdao|Dalian|Shenyang|Harbin|Changsha|Kunming|Xiamen|Fuzhou|Ningbo|Wenzhou|Yiwu|Foshan|Dongguan|Jinan|Zhengzhou|Hefei|Nanchang|Nanning|Guiyang|Lanzhou|Urumqi|Haikou|Hainan|Sanya|Taipei|Kaohsiung|Taichung|Sichuan|Yunnan|Guangdong|Zhejiang|Fujian|Hunan|Hubei|Henan|Hebei|Shandong|Anhui|Jiangsu|xiaohongshu|taobao|tmall|weibo|wechat|douyin|zhihu|bilibili|alipay|1688|Nankin|Nanquim|Nanchino|Taipeh|Taip[eé]i?|Kanton\\p{L}*|cantonais\\p{L}*|cantones\\p{L}*|Hongkong\\p{L}*|Lao \\p{Lu}\\p{L}+|Macao|Cant[ãó]o?n?|Wuxi|Jiangxi|Shanxi|Shaanxi|Guangxi|Yixing|Маньчжури\\p{L}*|Xangai|Pequim|Shanghái|Cantón|Pékin(?:ois)?|Pekín|Pequim|Pechino|Cina|Chine|Kina|Китай|Китае|Пекин\\p{L}*|Шанха\\p{L}+|Харб[иі]н\\p{L}*|Хайнань?\\p{L}*|Гуанчжоу|Шэньчж\\p{L}+|Tajwan\\p{L}*|Çin|Trung Quốc|Bắc Kinh|Thượng Hải|Tiongkok|شنغهاي|بكين|الصين|คุนหมิง|เซี่ยงไฮ้|ปักกิ่ง|칭다오|상하이|베이징|चाइनीज़|शंघाई|बीजिंग|上海|北京|広州|深圳";
/** Pieces of text that are made for somebody to read. */
const ARTEFACTS =
  "signs?|labels?|cards?|note (?:to|for)|write (?:her|him|them)|captions?|menus?|given name|name for|phrases?|phrase book|greetings?|keywords?|announcements?|subtitles?|listings?|inscriptions?|poems?|lyrics|tattoos?|ink|banners?|flyers?|posters?|back cover|wording|lantern|brand names?|product names?|shop names?|actually say|would say|natives? say|dirait|voice-over|slogan|Schild\\p{L}*|Türschild|Etikett\\p{L}*|Karte|Speisekarte|Aushang|Visitenkarte|étiquette|carte|panneau|pancarte|mention|menu|un mot|caractère|cartel|tarjeta|pizarra|etiqueta|nombre|letrero|cartão|placa|descrição|legível|cartello|etichetta|frasario|biglietto|ondertitels?|bord|табличк\\p{L}+|заголов\\p{L}+|[эе]тикетк\\p{L}+|карточк\\p{L}+|надпис\\p{L}+|tatuaż|znak\\p{L}*|tabliczk\\p{L}+|câu chào|biển|nhãn|tulisan|papan|label|yazmalı\\p{L}*|etiket|لافتة|بطاقة|ป้าย\\p{L}*|เมนู|ฉลาก|안내판|문구|표지판|메뉴판|라벨|लिफ़ाफ़े|कार्ड|từ khóa|kata kunci|mots[- ]clés?|Suchbegriff\\p{L}*|Stichw[oö]rt\\p{L}*|palabras clave|palavras-chave|parole chiave|ключев\\p{L}+ слов\\p{L}*|zoekterm\\p{L}*|anahtar kelime\\p{L}*|search (?:terms?|words?)|tags|Zettel|Notiz|Grußkarte|Schleife|Aufkleber|faire-part|affiche|mot pour|nota para|aviso|rótulo|bilhete|legenda|avviso|targ(?:a|hetta)|insegna|записк\\p{L}+|объявлени\\p{L}+|сообщени\\p{L}+|открытк\\p{L}+|kartk\\p{L}+|afiş|tabela|bảng hiệu|thiệp|thông báo|spanduk|ข้อความ|رسالة|لوحة|ملصق|संदेश|बोर्ड|공지|스티커|봉투|掲示|封筒|看板|張り紙|案内板|ラベル";
/** "A sign for the coaches from Shanghai": text for readers in a place where Chinese is read. */
export const READERSHIP = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${PLACES})(?![\\p{L}\\p{N}])[^]{0,160}?(?<![\\p{L}])(?:${ARTEFACTS})(?![\\p{L}])|(?<![\\p{L}])(?:${ARTEFACTS})(?![\\p{L}])[^]{0,160}?(?<![\\p{L}\\p{N}])(?:${PLACES})(?![\\p{L}\\p{N}])`,
  "giu",
);

/**
 * A capitalised word spelt in Hanyu Pinyin with a sound that hardly any other spelling has (Wuxi, Quanzhou, Qingdao, Zhou):
 * somebody or some place where Chinese is read. No list of such names could be complete.
 */
export const PINYIN_NAME =
  /(?<![\p{L}])(?=X[iu][a-z]{2}|Q[iu][a-z]|Zh[aeiou]|\p{Lu}[a-z]*(?:zhou|zhuang|jiang|guang|huang|chuan|shui|xing|zhong))(?:(?:[Zz]h|[Cc]h|[Ss]h|[BPMFDTNLGKHJQXRZCSYWbpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|iao|ian|ing|ang|eng|ong|uai|uan|iu|ie|ia|in|ai|ei|ao|ou|an|en|er|ua|uo|ui|un|ue|a|o|e|i|u)){1,4}(?![\p{L}])/gu;

/**
 * Somebody who does not know the user's language ("none of them reads English", "она плохо понимает по-русски"), or knows
 * their own: text made for them stands in another.
 */
export const OTHER_READER = new RegExp(
  [
    "(?<![\\p{L}])(?:no|none|not|nobody|barely|hardly|little|without|n['’]t|doesn['’]t|don['’]t|can['’]t|cannot)(?:\\s[\\p{L}'’]+){0,4}\\s(?:reads?|speaks?|understands?|knows?|have|has)\\s(?:[\\p{L}]+\\s){0,2}(?:english|german|french|spanish|italian|portuguese|dutch|polish|russian|turkish)(?![\\p{L}])",
    "(?<![\\p{L}])(?:her|his|their|its) (?:own |native |home )?(?:language|tongue)(?![\\p{L}])|(?<![\\p{L}])(?:english is|has) (?:close to |next to |almost )?(?:none|no english)",
    "(?<![\\p{L}])(?:kein(?:en?)? (?:Deutsch|Englisch)|(?:in )?(?:ihrer|seiner) (?:Sprache|Schrift)|ne (?:parlent?|lit|lisent|comprennent|comprend) (?:pas|que)|(?:sa|leur) langue|no (?:habla|lee|entiende)n?|solo (?:habla|lee)n?|su (?:idioma|lengua)|não (?:fala|lê|leem|entende)m?|n(?:a|o) (?:sua )?(?:língua|idioma) d(?:ele|ela)s?|non (?:parla|legge|capisce|leggono|parlano)(?:no)?|nella (?:sua|loro) lingua)(?![\\p{L}])",
    "(?<![\\p{L}])(?:не (?:говор|чита|понима|зна)\\p{L}*|плохо (?:говор|понима|чита)\\p{L}*|понима\\p{L}+ плохо|на (?:его|её|их|своём|родном) языке|(?:po \\p{L}+ )?ani słowa|nie (?:mówi|czyta|rozumie|zna)\\p{L}*|(?:spreekt|spreken|leest|lezen|verstaat) (?:geen|alleen)|(?:không|chỉ) (?:biết|đọc|nói|hiểu)|(?:tidak|hanya) (?:bisa|mengerti|paham|membaca)|(?:okuyam|konuşam|anlam|bilm)\\p{L}+yor\\p{L}*|kendi dil\\p{L}*)(?![\\p{L}])",
    "لا (?:ت|ي)(?:قرأ|فهم|تكلم|تحدث|جيد)|بلغت(?:ها|ه|هم)|अपनी भाषा|नहीं (?:पढ़|बोल|समझ|जान)|अनपढ़|อ่าน(?:ภาษา)?\\p{L}*ไม่ออก|ภาษาของ(?:เขา|เธอ)|읽지 못|못 읽|모국어|母国語|母語",
  ].join("|"),
  "giu",
);

/** Where Chinese is read, by the names that the runtime's own table (Unicode CLDR) has for it in the languages most used. */
export function regionNames(): RegExp {
  const locales = "en de fr es pt it nl pl tr vi id ru uk ar fa hi th ja ko cs sv".split(" ");
  const names = locales.flatMap((locale) => {
    const table = new Intl.DisplayNames([locale], { type: "region" });
    return ["CN", "TW", "HK", "MO"].map((code) => table.of(code) ?? code);
  });
  const stems = names.map((name) => stemOf(name.replace(/ ?[(（].*$/u, "")));
  return new RegExp(`(?<![\\p{L}])(?:${[...new Set(stems)].join("|")})`, "giu");
}

/** Without its last letter a longer name is found in its other cases (Китая, Chinach); `Chin` would be the language. */
function stemOf(name: string): string {
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic} ]{5,}$/u.test(name))
    return name.length > 3 ? name : `${name}(?!\\p{L})`;
  return /^chin/iu.test(name) ? `${name}(?!\\p{L})` : name.slice(0, -1);
}

/** A market in a setting: `region=TW`, `target-language="zh-CN"`. */
export const REGION =
  /(?<![\p{L}])(?:region|country|market|locale|(?:target-?)?lang|(?:target-?)?language|store|shop|land|pays|país|paese|страна|регион|ülke|negara)["']?\s*[=: ]\s*["']?(?:zh(?:[-_]\w+)?|cn|tw|hk|mo|sg)(?![\p{L}\p{N}])/giu;
