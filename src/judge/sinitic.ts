import type { NamePattern } from "./language-names.js";
import { anywhere, stem, word } from "./name-phrases.js";
import { nativeFormPatterns } from "./native-forms.js";
import { SYLLABLE_STARTS } from "./pinyin.generated.js";
import { fieldPatterns } from "./sinitic-fields.js";

/** A sound that hardly any spelling but Hanyu Pinyin has. */
const MARKED = "(?=[a-z]*(?:zh[aeiou]|x[iu]|q[iu](?!e)|[bpmdtnlj]iao|uang|iang|iong|[jqxy]ue|ong[zcs]))";

/**
 * Small words in Hanyu Pinyin (zongzi, wujue, fapiao): two to four of its syllables, with a sound that other spellings lack.
 * Who writes them speaks of something Chinese.
 */
function pinyinWords(): RegExp {
  const syllables = [...new Set(SYLLABLE_STARTS.split(" ").map((entry) => entry.slice(1)))]
    .filter((syllable) => syllable.length > 1)
    .sort((a, b) => b.length - a.length)
    .join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${MARKED}(?:${syllables}){2,4}(?![\\p{L}\\p{N}_])`, "gu");
}

/** Family names in pinyin or as they are spelt elsewhere, by census the most frequent; only behind a form of address. */
const FAMILY =
  "Li|Wang|Zhang|Liu|Chen|Yang|Huang|Zhao|Wu|Zhou|Xu|Sun|Zhu|Hu|Guo|He|Lin|Luo|Gao|Liang|Zheng|Xie|Tang|Feng|Deng|Cao|Peng|Zeng|Xiao|Tian|Dong|Pan|Yuan|Cai|Jiang|Yu|Du|Ye|Cheng|Wei|Su|Lu|Ding|Ren|Yao|Shen|Zhong|Cui|Tan|Fan|Liao|Shi|Jia|Fang|Zou|Xiong|Bai|Bao|Meng|Qin|Qiu|Hou|Wong|Chan|Leung|Cheung|Kwok|Tsai|Hsu|Hsieh|Chow|Mei|Ling";
const ADDRESS =
  "Mrs?|Ms|Miss|Dr|Prof|Aunt(?:ie|y)?|Uncle|Gran(?:ny|dma|dpa)|Madame?|Mme|M\\.|Frau|Herrn?|Familie|Tante|Onkel|famille|famiglia|familia|família|family|Signora?|Sig\\.ra|suocera di|suocero di|mamma di|Señora?|Sra?\\.?|Dona|Pani?|Cô|Bác|Chú|Ibu|Bapak|Pak|Mevrouw|Meneer|Fru|Nonna|nai ?nai|po ?po";

/** Cities where Chinese is read, in scripts and spellings beside English. */
const CITIES = [
  "Шэньян\\p{L}*|Ч[эе]нду|Далян\\p{L}+|Циндао|Чунцин\\p{L}*|Тяньцзин\\p{L}*|Сиан[ьяеи]\\p{L}*|Сучжоу|Ханчжоу|Гуйлин\\p{L}*|Куньмин\\p{L}*|Урумчи|Хайнан\\p{L}*|Санья|Макао|Гонконг\\p{L}*|Тайбэ\\p{L}+|Тайван\\p{L}*|Шэньчжэн\\p{L}+|Фошан\\p{L}+|Чанша|Сямэн\\p{L}*|Нинбо|Ланьчжоу|Чанчун\\p{L}*|Хэйхэ|Шеньчжен\\p{L}*|Шеньян\\p{L}*",
  "Szanghaj\\p{L}*|Kanton\\p{L}*|Tajpej\\p{L}*|Şanghay\\p{L}*|Pekin\\p{L}*|Pechin\\p{L}*|Sciangai|Shangai|Shanghaï|Chongqing|Tàipéi|Taipéi|Nankín|Hangzhou|Guilin|Lijiang|Macau|Makau|Kowloon|Sha Tin|Mong ?Kok|Lantau|Tsim Sha Tsui|Wan Chai|Glodok|Pecinan|Yaowarat|Causeway Bay|Penang",
  "Thành Đô|Côn Minh|Hàng Châu|Nam Ninh|Đại Liên|Thanh Đảo|Vũ Hán|Trùng Khánh|Đài Loan|Đài Bắc|Hồng Kông|Ma Cao|Tây An|Nam Kinh|Quế Lâm|Thượng Hải|Nghĩa Ô",
];
/** The two largest and some more in their cases. */
const CITY_STEMS =
  "Šangha|Sjangha|Schangha|Shangha|Sanghaj|Пекін|Пекин|Шанха|Гуанчжоу|Ухан|Уханя|Тайвен|Peking|Pekín|Pekin|Kanton|Hongkong|Hongkon|Tchaj-wan|Tajvan|Koh |Imlek";
const CITIES_ANYWHERE =
  "شنغهاي|غوانزو|قوانغتشو|قوانجو|غوانغجو|شنجن|ايوو|إيوو|تشونغتشينغ|هونغ كونغ|تايوان|تايبيه|هانغتشو|เฉิงตู|กวางโจว|เซินเจิ้น|ฉงชิ่ง|ซีอาน|หางโจว|ชิงเต่า|ไต้หวัน|ไทเป|ฮ่องกง|มาเก๊า|อี้อู|ยูนนาน|ताइवान|ताइपे|हांगकांग|शेन्ज़ेन|चेंगदू|청두|난징|항저우|시안|톈진|하얼빈|선양|충칭|쑤저우|대만|타이베이|홍콩|마카오|옌지|웨이하이|옌타이|台北|香港|マカオ|広東|四川|成都|重慶|大連|青島|蘇州|杭州|西安|南京|天津|香港|春節|中秋";

/** Dialects, and things whose very name is Chinese. */
const THINGS =
  "hokkien|nai ?nai|wai ?po|lao ?lao|gong ?gong|por ?por|ah (?:ma|gong|kong|po)|teochew|hakka|min ?nan|shanghainese|cantones\\p{L}+|kantones\\p{L}+|wok hei|dim sum|mapo|congee|bak kut teh|char siu|hot ?pot|boba|oolong|pu-?erh|tofu skin|lai see|hong ?bao|ang ?pao|angpow|mooncakes?|dragon dance|erhu|guqin|guzheng|pipa player|jueju|lüshi|karaoke .{0,40}(?:teresa teng|jay chou)|teresa teng|jay chou|tao(?:ism|ist)|zen koan|wing chun|kung ?fu|wushu|ушу|кунг-?фу|цигун\\p{L}*|фэншуй|фэн-шуй|feng ?shui|тайцзи\\p{L}*|ци(?= )|хого|xiaolongbao|asian|asiatisch\\p{L}*|asiatique|asi[áa]tic[oa]s?|Ásia|Asien|Asie|Азии";

/** A part to play: who lives where Chinese is spoken and knows no other language. */
const PERSONA =
  /(?<![\p{L}])(?:role|you are|you play|you voice|play|act as|in character|persona|du bist|du spielst|tu es|tu joues|eres|você é|sei|ты|jesteś)(?![\p{L}])[\s\S]{0,120}?(?:Beijing|Shanghai|Nanjing|Hangzhou|Suzhou|Chengdu|Xi['’]?an|Guangzhou|Canton|Hong Kong|Taipei|Taiwan|Wuhan|Chongqing|Harbin|China|Chinese|Peking|Pékin|Pekín|Pequim|Pechino|Пекин\p{L}*)[\s\S]{0,240}?(?<![\p{L}])(?:tongues?|languages?|dialect|Sprache|langue|lengua|idioma|língua|lingua|язык\p{L}*)(?![\p{L}])/giu;

/** Everywhere, in all markets: text for readers of many languages. */
const EVERYWHERE =
  "overseas|worldwide|world-wide|from everywhere|(?:ship|sell|send|deliver)\\p{L}* (?:\\p{L}+ ){0,3}everywhere|all over the world|(?:every|all|each|four|five|our) (?:\\p{L}+ )?(?:storefronts?|markets|continents|countries|regions|app stores)|multiling\\p{L}+|mehrsprachig\\p{L}*|aus aller (?:Welt|Herren Länder)|weltweit|on vend partout|du monde entier|dans le monde|plusieurs pays|de todo el mundo|en todo el mundo|todos los mercados|do mundo (?:todo|inteiro)|vários países|(?:di|da|in) tutto il mondo|(?:tutti i|per i) mercati|vari paesi|со всего мира|по всему миру|разных стран|z całego świata|na całym świecie|wereldwijd|over de hele wereld|dünyanın her yer\\p{L}*|khắp thế giới|toàn thế giới|seluruh dunia|hela världen|z celého světa";

/** Fields whose answers stand in characters in a Korean text. */
const KOREAN_FIELDS =
  "câu đối|hoành phi|thư pháp|書道|사자성어|고사성어|지방(?:은|을|에)? ?(?:어떻게|쓰는|쓸)|제사 ?지방|축문|비문|족보|현판|동음이의|한자어|접두사|국어사전|천자문|간판 글자";

/** Characters, as they are called where Han is not the common script. */
const CHARACTERS =
  "Zeichen für (?=\\p{Lu})|writing without|senza alfabeto|ohne Alphabet|sans alphabet|sin alfabeto|sem alfabeto|ideogramm\\p{L}+|ideograma\\p{L}*|idéogramm\\p{L}+|logogramm\\p{L}+|sinogram\\p{L}+|Schriftzeichen|skrivtecken|kinatecken|karakter mandarin|hurufnya|aksaranya|caract[eè]res? (?:sur|au-dessus|no|na|sobre|en la|en el) |carattere (?:sul|sulla)|the character (?:for|on|of)|character (?:is|was) (?:on|in|painted|carved)|znaki? (?:na|od)|ieroglif\\p{L}+|hieroglif\\p{L}*";

/** Ways of speaking of Chinese things beside naming the language, for {@link namePatterns}. */
export const siniticPatterns = (): readonly NamePattern[] => [
  { language: "topic", indirect: true, pattern: pinyinWords() },
  {
    language: "topic",
    indirect: true,
    pattern: new RegExp(`(?<![\\p{L}])(?:${ADDRESS}) (?:${FAMILY})(?![\\p{L}])`, "gu"),
  },
  { language: "topic", indirect: true, pattern: word(CITIES.join("|")) },
  { language: "topic", indirect: true, pattern: anywhere(CITIES_ANYWHERE) },
  { language: "topic", indirect: true, pattern: stem(CITY_STEMS) },
  { language: "topic", indirect: true, pattern: word(THINGS) },
  { language: "cmn", indirect: true, pattern: PERSONA },
  { language: "multi", indirect: true, pattern: word(EVERYWHERE) },
  { language: "hani", indirect: true, pattern: anywhere(KOREAN_FIELDS) },
  { language: "hani", pattern: stem(CHARACTERS) },
  ...fieldPatterns(),
  ...nativeFormPatterns(),
];
