import { anywhere, EN_CMN, english, GRAMMAR, LOCALISE, stem, word } from "./name-phrases.js";
import { OTHER_READER, PINYIN_NAME, PLACES, READERSHIP, REGION, regionNames } from "./readers.js";
import { siniticPatterns } from "./sinitic.js";

/**
 * What a text can ask for: a language, Han characters whatever their language, or several languages at once. A `topic` is
 * no request: China or something Chinese is spoken of, so that names and glosses in characters are likely.
 */
export type Requestable = "cmn" | "jpn" | "kor" | "eng" | "hani" | "multi" | "topic";

/** A way of naming a language, with what tells a mention of the language from one of the country. */
export interface NamePattern {
  readonly language: Requestable;
  readonly pattern: RegExp;
  /** The pattern names no language that a refusal could be about ("a sign for the coaches from Shanghai: no cash"). */
  readonly indirect?: true;
}

let patterns: readonly NamePattern[] | undefined;

/**
 * Names in the languages most used with models. Where a name is also an adjective of nationality, the pattern
 * holds the preposition or noun that makes it a language. Built when the first text is searched.
 */
export function namePatterns(): readonly NamePattern[] {
  patterns ??= [...build(), ...siniticPatterns()];
  return patterns;
}

const build = (): readonly NamePattern[] => [
  { language: "cmn", pattern: english(EN_CMN) },
  { language: "cmn", pattern: LOCALISE },
  {
    language: "cmn",
    pattern: word(
      "mand[ae]?r?[aei]?n|mandarin|mandarim|mandarino|mandarín|мандаринск\\p{L}+|мандарин|putonghua|chin(?:eese|ease|se|iese)|cn (?:version|copy|text|strings?|translation|locale)|(?:en|eng|english) ?[/&+-] ?(?:cn|chn)|sc ?(?:/|and|&) ?tc|(?:sc|tc) (?:columns?|versions?|strings?)|mainland (?:cut|edition|version|market|release)|english (?:and|or|plus|&) chinese|language ?[:=] ?(?:simplified |traditional )?chinese|chinese \\((?:simplified|traditional|mandarin)\\)|hanyu|hanzi|pinyin|zhongwen|cantonese|hsk|tocfl|(?:weibo|wechat|xiaohongshu|zhihu|douyin|taobao|tmall) (?:posts?|articles?|captions?|announcements?|messages?|listings?|titles?|ads?|copy)",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "(?:auf|ins|in|aus dem|ins vereinfachte|auf vereinfachtes) chinesisch|chinesische[nrsm]? (?:zeichen|schriftzeichen|version|übersetzung|text|name|wort|wörter|fassung|sprache|beschriftung|untertitel|schrift|titel)|chinesisch(?=[^\\p{L}]|$)",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "(?:en|vers le|au|du|le) (?:chinois|mandarin)(?! [\\p{L}]+iste)|chinois simplifié|chinois traditionnel|(?:caractères?|mots?|textes?|noms?|sinogrammes?|sous-titres) chinois|(?:version|traduction|langue|écriture) chinoise|sinogramme",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "(?:en|al|de|del|a|el) (?:chino|mandarín)(?![\\p{L}])|chino simplificado|chino tradicional|(?:caracteres|nombres|textos|palabras|subtítulos) chin[oa]s|(?:versión|traducción|lengua|palabra|escritura) china|(?:idioma|carácter|nombre|texto) chino",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "(?:em|para o|para|do|no|ao|o) (?:chinês|mandarim)|chinês simplificado|caracteres chineses|(?:versão|tradução|língua|palavra) chinesa|(?:nome|texto|idioma) chinês|(?:nomes|textos) chineses",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "(?:in|al|dal|il) cinese|caratteri cinesi|(?:versione|traduzione|lingua|parola) cinese|(?:nome|testo) cinese",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "(?:in het|naar het|uit het|het) chinees|chinees(?![\\p{L}])(?! (?:eten|restaurant))|chinese (?:tekens?|karakters?|vertaling|versie|tekst|naam|namen|woord(?:en)?|taal)",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "по-китайски|(?:на|с|в) (?:упрощ[её]нн\\p{L}+ |традиционн\\p{L}+ )?китайск\\p{L}+(?! (?:рын|компан|кухн|завод|поставщ|ресторан))|китайск\\p{L}+ (?:язык|иероглиф|верси|перевод|текст|назван|имен|имя|слов|символ|локал|строк|надпис|подпис|знак)|китайською|китайська мова|иероглиф|на кит\\.",
    ),
  },
  {
    language: "cmn",
    pattern: anywhere(
      "中国語|簡体字?|繁体字?|简体|簡體|繁體|中文|汉语|漢語|普通话|國語|国语译|汉字|ピンイン|拼音",
    ),
  },
  { language: "cmn", pattern: anywhere("중국어|중문|간체|번체|중국말") },
  { language: "cmn", pattern: stem("tiếng trung|tiếng hoa|tiếng hán|chữ hán|chữ trung") },
  {
    language: "cmn",
    pattern: stem(
      "bahasa (?:mandarin|tionghoa|cina|china)|(?:huruf|aksara|karakter) (?:mandarin|tionghoa|cina|china|han)|chiński|po chińsku|çince|mandarince|kiinaksi|čínsk",
    ),
  },
  {
    language: "cmn",
    pattern: anywhere(
      "(?:ب|إلى |الى |اللغة |من )الصينية|باللغة الصينية|صينية مبسطة|الأحرف الصينية|चीनी (?:भाषा|में|अनुवाद|अक्षर|शब्द|वर्ण|नाम|संस्करण)|मंदारिन|ภาษาจีน|อักษรจีน|ตัวอักษรจีน|คำจีน",
    ),
  },
  {
    language: "cmn",
    pattern: stem(
      "китайськ\\p{L}+ (?:мов|переклад|верс|ієрогл|текст|слов|назв)|kínai(?:ul|ra|nyelv)|kinesiska?(?![\\p{L}])|kiinan? (?:kiel|merk|sana)|kiinaa|chinez[ăe]|limba chineză|tsino|po čínsky|čínštin|kinų|quan thoại",
    ),
  },
  {
    language: "cmn",
    pattern: anywhere(
      "κινέζικα|κινεζικ|סינית|(?:به|زبان) چینی|চীনা ভাষা|চাইনিজ|চীনা(?:য়|তে)|சீன (?:மொழி|எழுத்து)|சீனத்தில்|للصينية|بالصيني|เป็นจีน",
    ),
  },
  {
    language: "topic",
    pattern: word(
      "chin(?:a|ese|ois|oise|oises|eses?|a's)|chinesisch\\p{L}*|chin[oa]s?|chin[êe]s\\p{L}*|cinesi?|chinees|tao\\p{L}*|confuci\\p{L}+|taiwan\\p{L}*|shanghai|beijing|shenzhen|hong kong|guangzhou|sichuan|tibet|kung fu|wushu|(?:lunar|chinese) new year|transcribe(?:d|s)?|transcript(?:ion)? of|spring festival|mid-autumn|dragon boat|qigong|feng shui|fortune cookies?|dim sum|qigong|tai chi|han dynasty|ming dynasty|tang dynasty|qing dynasty|song dynasty|wuxia|cantonese",
    ),
  },
  {
    language: "topic",
    pattern: stem(
      "кита[йея]|китайск|китайц|trung quốc|trung hoa|tiongkok|tionghoa|china|chińczy|chińsk|çin(?![\\p{L}])|çinli",
    ),
  },
  // Where Chinese is read: whoever comes from there, or is there, is a likely reader.
  { language: "topic", indirect: true, pattern: word(`${PLACES}|Quảng Châu|Thâm Quyến|Иу`) },
  { language: "topic", indirect: true, pattern: PINYIN_NAME },
  { language: "topic", indirect: true, pattern: REGION },
  { language: "topic", indirect: true, pattern: OTHER_READER },
  { language: "topic", indirect: true, pattern: regionNames() },
  {
    language: "topic",
    indirect: true,
    pattern: stem(
      "pekin|nankin|szanghaj|şanghay|пекин|нанкин|шанха|гуанчж|шэньчж|харбин|далян|циндао|ухан|чэнду|иу(?![\\p{L}])",
    ),
  },
  {
    language: "topic",
    indirect: true,
    pattern: anywhere(
      "نينغبو|شنغهاي|شانغهاي|بكين|قوانغتشو|شنتشن|ووهان|تشنغدو|शंघाई|बीजिंग|ग्वांगझू|वुहान|เซี่ยงไฮ้|ปักกิ่ง|กวางโจว|คุนหมิง|เซินเจิ้น|เฉิงตู|상하이|베이징|광저우|선전|칭다오|다롄",
    ),
  },
  {
    language: "cmn",
    pattern: word(
      "(?:target|to|in|into|language|version|script|variant)s?:? (?:simplified|traditional|mandarino)",
    ),
  },
  { language: "cmn", pattern: GRAMMAR },
  { language: "cmn", pattern: READERSHIP, indirect: true },
  { language: "cmn", pattern: anywhere("HSK|TOCFL") },
  { language: "topic", pattern: anywhere("中国|中國|台湾|台灣|중국|대만|الصين|चीन|จีน") },
  { language: "jpn", pattern: english("japanese") },
  { language: "jpn", pattern: word("kanji|furigana|hiragana|katakana|romaji|ja|ja[-_]jp|jpn") },
  {
    language: "jpn",
    pattern: stem(
      "(?:auf|ins|in) japanisch|japanische[nrsm]? (?:zeichen|version|übersetzung|text)|(?:en|vers le|du) japonais|(?:en|al) japonés|(?:em|para) japonês|in giapponese|(?:in|naar) het japans|по-японски|(?:на|с) японск|японск\\p{L}+ (?:язык|верси|перевод|текст)|tiếng nhật|bahasa jepang|japonca",
    ),
  },
  { language: "jpn", pattern: anywhere("日本語|日语|日文|日語|일본어|اليابانية|जापानी|ภาษาญี่ปุ่น") },
  { language: "kor", pattern: english("korean") },
  { language: "kor", pattern: word("hanja|hangul|hangeul|ko|ko[-_]kr|kor") },
  {
    language: "kor",
    pattern: anywhere(
      "한국어|한글|국한문|韓国語|韩语|韩文|韓語|koreanisch|coréen|по-корейски|корейск\\p{L}+ язык|tiếng hàn|bahasa korea",
    ),
  },
  { language: "eng", pattern: english("english") },
  {
    language: "eng",
    pattern: anywhere(
      "英語|英语|英文|영어|en anglais|auf englisch|en inglés|em inglês|in inglese|по-английски|на английск|tiếng anh|bahasa inggris|بالإنجليزية|अंग्रेज़ी|i̇ngilizce|ภาษาอังกฤษ",
    ),
  },
  // Somebody asks for the characters of something: names, terms, titles in their own script.
  {
    language: "cmn",
    indirect: true,
    pattern: word(
      "(?:in|its|their|the|with|by|using) (?:native |original |own |chinese )?(?:ideographs?|logograms?)|(?:in|with) (?:its |their |the )?(?:native |original |own |chinese )?characters|(?:by|using) (?:its|their|the|native|original|own|chinese) (?:native |original |own |chinese )?characters|(?:native|original|own|chinese|han) (?:characters|script)|in (?:its|their|the) (?:own |native |original )?script|(?:native|local)[ _](?:names?|spelling|scripts?|title|form)|original (?:name|title|script|spelling)|the characters? for|original (?:text |wording )?and (?:a |the )?(?:\\p{L}+ )?translation|(?:a|one) (?:(?:cool|nice|beautiful|good|chinese|small) )?character (?:for|meaning)|(?:show|give|draw|pick) (?:me )?a character|(?:real|actual|proper|original|right|correct) characters|endonyms?|autonyms?|native spelling|(?:original|native|local)_name|nome_original|nombre_original|nom_original|nome_locale|nombre_local|nom_local|nome_local|lokaler_name|(?:adresses|noms|nombres|nomi|nomes|direcciones|indirizzi|endereços) interna[tc]ional\\p{L}*|nomi locali|nombres nativos|noms locaux|nomes locais|lokale Namen|Eigenbezeichnung\\p{L}*|home-market (?:brand )?names?|caractères? (?:de moins|pour)|in the original(?: language| text| wording)?(?! (?:state|order|place|form|file|position|version|design|commit|code|issue|plan|size|format))",
    ),
  },
  {
    language: "hani",
    pattern: word(
      "writing systems?|phono-semantic|han (?:characters?|script|range|unification|regex|ideographs?)|ideographs?|ideograms?|logographs?|radicals?|cjk[\\w-]*|unicode (?:blocks?|ranges?|cases?|tests?|samples?|strings?|characters?|examples?)|non-(?:ascii|latin)(?: \\w+)?|multi-?byte(?: \\w+)?|wide characters?|wide-char\\p{L}*|double-width|geniş karakter\\p{L}*|caractères larges|breite Zeichen|caracteres anchos|full-?width \\w+|stroke (?:order|count)|code ?points?|specimen|pangram|typeface|font sample|calligraph\\p{L}+|mojibake|gbk|gb ?18030|big5|utf-?8|non-english(?: \\w+)?|foreign (?:names?|characters?|scripts?|alphabets?)",
    ),
  },
  { language: "hani", pattern: anywhere("漢字|汉字|한자|훈민정음|ch[uữ] n[oô]m|иероглиф|hanzi") },
  // Fields whose own terms are Chinese words.
  {
    language: "cmn",
    pattern: word(
      "mahjong|xiangqi|weiqi|chinese chess|chengyu|(?:tang|song) (?:dynasty )?poe\\p{L}+|i ching|yijing|zodiac|tcm|chinese medicine|chinese teas?",
    ),
  },
  // A code names files, columns and settings ("rename the zh folder"), and only perhaps text to write.
  {
    language: "hani",
    pattern: word("zh|zh[-_](?:cn|tw|hk|sg|hans|hant)|values-zh[\\w-]*|cmn|zho|chs|cht"),
  },
  { language: "hani", pattern: word("u\\+[2-9a-f][0-9a-f]{3,4}") },
  {
    language: "multi",
    indirect: true,
    pattern: word(
      "(?:a |the )?(?:locals?|natives?|people there) (?:would )?(?:say|write|call)|(?:say|write|call(?:ed)?|dit-on|sagt man|dicen|dizem|dicono) [^.!?\\n]{0,30}(?:over there|là-bas|dort|allí|lá|там)|both languages|language (?:menu|picker|selector|switcher|dropdown|list)|not in english|in another language|another language|(?:a |any |some )?(?:foreign|other|different) languages?|(?:from )?around the world|from different countries|different (?:scripts|alphabets|countries)|international (?:names?|users?|characters?|contacts?|customers?)|(?:in|into|for|of) (?:\\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|\\d+|many|several|different|various|multiple|all|each|every|other|more|supported|major) (?:\\w+ )?(?:languages?|locales?|scripts?)|multilingual \\w+|polyglot|i18n (?:test|sample|fixture|demo)s?|(?:every|per|each) language|lang(?:uage)? detect\\p{L}+|all languages",
    ),
  },
  {
    language: "multi",
    indirect: true,
    pattern: anywhere(
      "(?:in|auf) (?:mehreren|vielen|verschiedenen|allen|\\p{L}{1,24}) sprachen|(?:en|dans) (?:plusieurs|différentes|\\p{L}{1,24}) langues|en (?:varios|diferentes|\\p{L}{1,24}) idiomas|em (?:vários|diferentes|\\p{L}{1,24}) (?:idiomas|línguas)|in \\p{L}{1,24} (?:lingue|talen|språk)|en (?:varias|diferentes|\\p{L}{1,24}) lenguas|\\p{L}{1,24} dilde|w \\p{L}{1,24} językach|(?:dalam )?\\p{L}{1,24} bahasa(?! \\p{L})|(?:hai|ba|bốn|năm|sáu|bảy|tám|mười) (?:thứ tiếng|ngôn ngữ)|ب\\p{L}{1,24} لغات|भाषाओं|v \\p{L}{1,24} jazycích|на (?:разных|нескольких|\\p{L}{1,24}) языках|多言語|(?:いくつか|複数|[0-9一二三四五六七八九十]+[かヶカ]国?)の?言語|여러 (?:나라 )?(?:언어|말)|nhiều (?:ngôn ngữ|thứ tiếng)|berbagai bahasa|多语言|多種語言|多种语言",
    ),
  },
];
