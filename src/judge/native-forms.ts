import type { NamePattern } from "./language-names.js";
import { anywhere, word } from "./name-phrases.js";

/** The original title or name of something, as the English phrases ask for it in `language-names.ts`. */
const ORIGINAL = [
  "(?:titol[oi]|nom[ei]|grafi[ae]|scrittura|dicitura|form[ae]) original[ei]|in lingua originale|(?:nome|grafia|scrittura) (?:nativ[oa]|local[ei])",
  "titres? origina(?:l|ux)|noms? (?:d['’]origine|original|originaux|local|locaux|natif)|(?:graphie|écriture|forme) (?:d['’]origine|originale|locale)|en langue originale",
  "(?:título|nombre|grafía|escritura|forma)s? (?:originale?s?|locale?s?|nativ[oa]s?)|en (?:el idioma|la lengua|versión) original",
  "(?:título|nome|grafia|escrita|forma)s? (?:origina(?:l|is)|loca(?:l|is)|nativ[oa]s?)|na língua original",
  "Original(?:titel|name|namen|schreibung|schreibweise|schrift|wortlaut|bezeichnung)|(?:landessprachlich|muttersprachlich|einheimisch)\\p{L}*|in (?:der )?Originalsprache|im Original(?:wortlaut| geschrieben)",
  "(?:originele|oorspronkelijke|lokale) (?:titel|naam|spelling|schrijfwijze)|orijinal (?:ad|isim|yaz)\\p{L}*|oryginaln\\p{L}+ (?:tytuł|nazw|pisown)\\p{L}*|tytuł oryginaln\\p{L}+|оригинальн\\p{L}+ (?:назван|написан|заглав|им)\\p{L}*|(?:назван|написан)\\p{L}+ (?:в|на) оригинал\\p{L}*|originaltitel\\p{L}*|původní(?:ho)? (?:název|názvu|jméno)|tên gốc|tựa gốc|nama asli(?:nya)?|judul asli(?:nya)?|tulisan asli(?:nya)?",
].join("|");
const ORIGINAL_ANYWHERE =
  "원제|원어|현지 ?(?:표기|글자|이름)|原題|現地(?:表記|名|語)|原語|ชื่อเดิม|ชื่อต้นฉบับ|الاسم الأصلي|العنوان الأصلي|मूल (?:लिपि|नाम|शीर्षक)";

/** In characters, in its own script: only what is set off is excused by it. */
const IN_CHARACTERS =
  "(?:in|con|nei|coi|con i|nella) (?:loro |suoi |propri |propria )?(?:caratteri|scrittura|grafia) ?(?:local[ei]|original[ei]|propri[ai])?|(?:en|dans|avec) (?:les |leurs? |sa |son )?(?:caractères|écriture)(?= ?(?:locale?s?|d['’]origine|s['’]il|,|\\.|\\?|$))|(?:en|con) (?:sus |los |su |la )?(?:caracteres|escritura)(?= ?(?:local|original|,|\\.|\\?|$))|(?:em|com|nos|na) (?:seus |os |sua |a )?(?:caracteres|escrita)(?= ?(?:loca|origina|,|\\.|\\?|$))|mit (?:den )?(?:Zeichen|Schriftzeichen)|in (?:eigener|ihrer|seiner) Schrift|in (?:de )?(?:karakters|eigen schrift)|znakami|kendi yazısıyla|bằng chữ|mixed scripts?|odd scripts?|(?:nasty|tricky|weird|awkward|multilingual|non-latin) (?:strings?|names?|inputs?|characters?)|test strings?|special characters|Sonderzeichen|caractères spéciaux|caracteres especia(?:les|is)|caratteri speciali|спецсимвол\\p{L}*|znaki specjalne|özel karakter\\p{L}*|ký tự đặc biệt|karakter khusus|(?:stringhe|parole|nomi) (?:di prova|per provare)";

/** In two languages, in three. */
const BILINGUAL =
  "(?:bi|tri|quadri)lingu\\p{L}+|(?:zwei|drei|vier|mehr)sprachig\\p{L}*|in beiden Sprachen|dans les deux langues|en ambos idiomas|en las dos lenguas|nas duas línguas|in entrambe le lingue|nelle due lingue|на двух языках|двуязычн\\p{L}+|w obu językach|dwujęzyczn\\p{L}+|(?:twee|drie|meer)talig\\p{L}*|iki dilli|song ngữ|dwibahasa|tvåspråkig\\p{L}*|dvojjazyčn\\p{L}*";

/** Somebody's own language, or how little they know of the user's. */
const READERS_TONGUE = [
  "mother tongue|native (?:language|tongue)|first language|Muttersprache|langue maternelle|lengua materna|língua materna|lingua madre|madrelingua|moedertaal|родн\\p{L}+ язык\\p{L}*|język\\p{L}* ojczyst\\p{L}+|ana dil\\p{L}+|tiếng mẹ đẻ|bahasa ibu|modersmål\\p{L}*",
  "(?:kaum|wenig|schlecht|nicht gut|kein Wort|noch kein) (?:Deutsch|Englisch)|ne (?:parle|lit|comprend|connaît|sait|maîtrise)\\p{L}* (?:pas|guère|aucun)|no (?:sabe|domina|entiende|habla|lee)n? (?:nada de )?(?:español|castellano|inglés)|apenas (?:habla|entiende|lee)|não (?:sabe|domina|fala|lê|entende) (?:português|inglês|nada)|mal (?:fala|lê)|non (?:sa|conosce|mastica|parla|legge|capisce)(?:no)? (?:l['’]|il |una parola di |bene )?(?:italiano|inglese)|(?:nauwelijks|slecht|amper|geen woord) Nederlands|Türkçesi (?:yok|zayıf|az)|không (?:rành|đọc được|hiểu) tiếng|(?:belum|kurang) (?:bisa|lancar|mengerti)|pratar (?:ingen|knappt)|neumí (?:česky|anglicky)",
].join("|");

/** Ways of asking for the native form of something, for `namePatterns`. */
export const nativeFormPatterns = (): readonly NamePattern[] => [
  { language: "cmn", indirect: true, pattern: word(ORIGINAL) },
  { language: "cmn", indirect: true, pattern: anywhere(ORIGINAL_ANYWHERE) },
  { language: "hani", indirect: true, pattern: word(IN_CHARACTERS) },
  { language: "multi", indirect: true, pattern: word(BILINGUAL) },
  { language: "topic", indirect: true, pattern: word(READERS_TONGUE) },
];
