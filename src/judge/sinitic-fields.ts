import type { NamePattern } from "./language-names.js";
import { anywhere, stem, word } from "./name-phrases.js";

/** Thought, customs, medicine, games and arts that are Chinese by their name, in the languages most used. */
const CUSTOMS =
  "(?:Tang|Song|Ming|Qing|Han|Yuan|Zhou|Shang)[- ](?:dynast\\p{L}+|era|period|Zeit|poets?)|dynastie (?:des )?(?:Tang|Song|Ming|Qing|Han|Yuan)|(?:Tang|Song|Ming|Qing|Han|Yuan)-Dynastie|dinast[íi]a (?:Tang|Song|Ming|Qing|Han|Yuan)|dynasti\\p{L}+ (?:Tang|Song|Ming|Qing|Han|Yuan)|династи\\p{L}+ (?:Тан|Сун|Мин|Цин|Хань|Юань)|Confuci\\p{L}+|Konfuzius|Konfucjusz\\p{L}*|Конфуци\\p{L}+|Lao ?[Tt]s[eu]|Lao ?[Tt]zu|Laozi|Sun ?[Tt]zu|Sunzi|Mencius|Tao Te|Daodejing|Li Bai|Li Po|Du Fu|Mao Zedong|lunar (?:new )?year|capodanno (?:lunare|cinese)|Mondneujahr|Nouvel An (?:lunaire|chinois)|Año Nuevo (?:lunar|chino)|Ano Novo (?:lunar|chinês)|лунн\\p{L}+ нов\\p{L}+|Imlek|lantern festival|festa delle lanterne|Laternenfest|fête des lanternes|festival de (?:los faroles|las linternas)|year of the (?:rat|ox|tiger|rabbit|dragon|snake|horse|goat|sheep|monkey|rooster|dog|pig)|anno del(?:la|l['’])? ?(?:topo|bue|tigre|coniglio|drago|serpente|cavallo|capra|scimmia|gallo|cane|maiale)|Jahr de[rs] (?:Ratte|Büffels|Tigers|Hasen|Drachen|Schlange|Pferdes|Ziege|Affen|Hahns|Hundes|Schweins)|année du (?:rat|bœuf|tigre|lapin|dragon|serpent|cheval|singe|coq|chien|cochon)|año del (?:dragón|tigre|conejo|caballo|mono|gallo|perro|cerdo)|agopuntura|akupunktur\\p{L}*|acupunct\\p{L}+|acupuntura|иглоукалыв\\p{L}+|tai ?-?chi|taijiquan|taiji|i[ -]?ching|mah-?jongg?|マージャン|sumi-e|ink wash|name chops?|seal carving|yin (?:and|und|et|e|y|en) yang|terracotta army|esercito di terracotta|baozi|jiaozi|gyoza|pak ?choi|bok ?choy|dan ?dan|chow mein|lo mein|kung ?pao|gong ?bao|szechuan|sichuan\\p{L}*|xiao ?long ?bao|pu[' ]?erh?|lapsang|tieguanyin|jasmine pearls|wulong|overseas chinese|sino-\\p{L}+|huayu|sinolog\\p{L}+|sinologu\\p{L}+|c-?drama|c-?pop|wuxia|xianxia|danmei|manhua|donghua";

/** The language, named by its adjective beside a noun of text or by a preposition. */
const LANGUAGE = [
  "(?:di|del|sul|nel|col|il|lo|un|al|dal|in) cinese(?! (?:ristorante|cibo))|cinese (?:semplificato|tradizionale|mandarino|scritto)|(?:scritt[ae]|fras[ei]|parol[ae]|nom[ei]|test[oi]|lingu[ae]|caratter[ei]|termin[ei]|etichett[ae]|sottotitol[oi]|titol[oi]|messaggi[oio]|proverbi[oi]?|poesi[ae]|canzon[ei]|grafia|pronuncia|tastiera|equivalente|original[ei]|segn[oi]|avvis[oi]|cartell[oi]|iscrizion[ei]|clienti|lettori|ospiti|turisti|client[ei]) cines[ei]",
  "(?:du|le|un|au|en|vers le) chinois|(?:mots?|phrases?|noms?|textes?|langue|caractères?|termes?|étiquettes?|titres?|messages?|proverbes?|poèmes?|chansons?|écriture|prononciation|clavier|équivalent|original|panneaux?|inscriptions?|clients|lecteurs|visiteurs|touristes) chinois(?:es?)?",
  "(?:del|el|un|al|en) chino|(?:palabras?|frases?|nombres?|textos?|lengua|caracteres?|términos?|etiquetas?|títulos?|mensajes?|proverbios?|poemas?|canci(?:ón|ones)|escritura|pronunciación|teclado|equivalente|original|carteles?|letreros?|clientes|lectores|visitantes|turistas) chin[oa]s?",
  "(?:do|o|um|ao|em|no) chinês|(?:palavras?|frases?|nomes?|textos?|língua|caracteres?|termos?|etiquetas?|títulos?|mensagens?|provérbios?|poemas?|canç(?:ão|ões)|escrita|pronúncia|teclado|equivalente|original|placas?|clientes|leitores|visitantes|turistas) chin[êe]s(?:es|as?)?",
  "chinesische[nrsm]? (?:\\p{L}+ )?(?:Wort|Wörter|Satz|Sätze|Name|Namen|Begriffe?|Etikett\\p{L}*|Titel|Nachricht\\p{L}*|Sprichw\\p{L}+|Gedicht\\p{L}*|Lied\\p{L}*|Aussprache|Tastatur|Original\\p{L}*|Schild\\p{L}*|Kunden|Leser|Gäste\\p{L}*|Besucher\\p{L}*|Entsprechung|Bezeichnung\\p{L}*)",
].join("|");

/** Encodings and the drawing of text: Han is the usual specimen. Only what is set off is excused by it. */
const ENCODINGS = [
  word(
    "encodings?|charsets?|code ?pages?|collation|graphemes?|grapheme clusters?|slugif\\p{L}+|transliterat\\p{L}+|font fallback|fallback fonts?|tofu boxes|surrogate pairs?|nasty strings|east[- ]asian width|wcwidth|iconv|unidecode|double-byte|dbcs|input methods?|ime",
  ),
  stem(
    "Zeichenkodierung|Zeichensatz|Zeichensätze|Umkodierung|encodage|jeu de caractères|codificación|juego de caracteres|codificação de caracteres|codifica (?:dei )?caratteri|larghezza dei caratteri|кодировк|kodowani|karakter kodlama|tekencodering|bảng mã|kiểu gõ|calligrafi|Kalligra|calligraphi|caligraf|каллиграф|kaligraf|ordine dei tratti|Strichfolge|ordre des traits|orden de (?:los )?trazos|порядок черт",
  ),
];

/** Ways of speaking of Chinese things and of writing by their fields, for `namePatterns`. */
export const fieldPatterns = (): readonly NamePattern[] => [
  { language: "topic", indirect: true, pattern: word(CUSTOMS) },
  { language: "topic", pattern: word(LANGUAGE) },
  ...ENCODINGS.map((pattern): NamePattern => ({ language: "hani", pattern })),
  {
    language: "topic",
    indirect: true,
    pattern: anywhere(
      "漢詩|論語|孔子|老子|三国志|中華|旧正月|논어|공자|노자|당나라|명나라|청나라|송나라|삼국지|중화|ตรุษจีน|खुंग फू|कन्फ़्यूशियस|كونفوشيوس",
    ),
  },
];
