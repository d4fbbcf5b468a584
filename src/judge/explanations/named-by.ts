import { isEveryday } from "../everyday.js";
import type { RunInContext } from "../run-in-context.js";

/** Right before a name, whatever bears it. */
const UNDER_THE_NAME =
  /(?<![\p{L}])(?:by the name of|registered (?:as|under)|plays as|goes by|listed as|signed as|known (?:there |locally )?as|billed as|under the (?:title|name)|the title|sous le (?:titre|nom)|intitulée?|unter dem (?:Titel|Namen)|mit dem Titel|betitelt|bajo el (?:título|nombre)|titulad[oa]|com o (?:título|nome)|sob o (?:título|nome)|intitulad[oa]|col (?:titolo|nome)|con il (?:titolo|nome)|dal titolo|intitolat[oa]|под (?:названием|именем|заглавием)|pod (?:tytułem|nazwą)|pt\.|onder de (?:titel|naam)|met de naam|genaamd|getiteld|med namnet|som heter|pod názvem|zvaný|zvaná|adıyla|isimli|dengan (?:judul|nama)|berjudul|bernama|với tên|có tên|tựa đề|ชื่อว่า|ชื่อ|เพลง|วง|ร้าน|อัลบั้ม|باسم|بعنوان|اسمها?|नाम|नामक) ["“„«]?$/iu;

/** Things that bear names, in more languages than English. */
const BEARER =
  /(?<![\p{L}])(?:guild|clan|team|horse|yacht|ferry|ship|app|player|streamer|channel|studio|label|firm|factory|supplier|vendor|publisher|hostel|bakery|teahouse|noodle (?:bar|shop)|Gilde|Spieler|Kanal|Lokal|Imbiss|Teehaus|Hersteller|Lieferant|Verlag|guilde|joueur|joueuse|chaîne|fournisseur|éditeur|traiteur|gremio|jugador|canal|proveedor|editorial|salón|fornecedor|editora|fabricante|fornitore|casa editrice|marchio|giocatore|гильди[яию]|игрок|канал|поставщик|издательств[оа]|ресторан[еа]?|кафе|чайн(?:ая|ой)|магазин[еа]?|групп[аы]|zespół|firma|sklep|herbaciarni\p{L}*|restauracj\p{L}+|kanał|speler|kanaal|leverancier|uitgeverij|winkel|dostavatel|kapela|ca khúc|bài|ca sĩ|nhóm|quán|tiệm|nhà hàng|thương hiệu|hãng|band|grup|penyanyi|toko|kedai|rumah makan|pemasok|grubu|şarkıcı|markası|dükkânı|arşivci|ressam|yazar|şair|sanatçı|lokantası) ["“„«]?$/iu;

/** "… , viceministro", ", einer Künstlerin": who it is follows. */
const WHO_FOLLOWS =
  /^, (?:(?:an?|the|ein(?:e[rmn]?)?|der|die|une?|le|la|el|una?|um|uma|il|lo|een|de) )?(?:[\p{Ll}-]+ ){0,2}(?:minister|deputy|director|manager|engineer|artist|painter|sculptor|designer|curator|professor|teacher|coach|captain|goalkeeper|singer|drummer|chef|owner|founder|poet|writer|author|monk|architect|photographer|Künstlerin?|Malerin?|Direktorin?|Ingenieurin?|Sängerin?|Inhaberin?|Autorin?|artiste|peintre|directeur|directrice|chanteu\p{L}+|auteure?|ministre|viceministr\p{L}+|ministr\p{L}+|pintora?|directora?|cantante|autora?|artista|diretora?|cantora?|pittore|pittrice|direttore|direttrice|cantante|autore|autrice|художни\p{L}+|директор\p{L}*|певи?ц\p{L}+|поэт\p{L}*|автор\p{L}*|malark?\p{L}*|dyrektor\p{L}*|kunstenaar|schilder|zanger(?:es)?|konstnär)(?![\p{L}])/u;

/** "Old Salt Market, 盐市口" at the end of an item: a name of two capitalised words and more, then its own form. */
const NAME_AND_COMMA =
  /(?:^|[\s(*"“])\p{Lu}[\p{L}'’-]+(?: (?:of|de|du|des|la|von|di|do|da) \p{Lu}[\p{L}'’-]+| \p{Lu}[\p{L}'’-]+){1,3}[*"”]?, $/u;

/** What is said of an app or place behind it, whatever article stands before. */
const MINI_PROGRAM =
  /^ (?:mini-?programs?|app|apps|guild|clan|metro|subway|night market|hotpot|noodles?|liquor)(?![\p{L}])/iu;
/** A square, a park, a pier with its name. */
const PLACE =
  /^(\p{Script=Han}{2,4})(?:广场|廣場|公园|公園|火车站|火車站|机场|機場|码头|碼頭|大厦|大廈|胡同|古镇|古鎮|老街|商场|百货|百貨|大桥|大橋|夜市|画廊|畫廊|茶舍|茶楼|火锅|烤鸭|小吃|饭庄)$/u;

/** Forms of address behind a name. */
const HONORIFIC = /^\p{Script=Han}{1,2}(?:先生|女士|小姐|老师|老師|师傅|師傅|阿姨|大叔|大妈|教授|博士)$/u;

function standsApart(before: string, after: string): boolean {
  return !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after);
}

/** Whether the words around a run make it a name that Chinese of every day does not hold. */
export function isNamedBy({ run, line, native }: RunInContext): boolean {
  const before = line.slice(Math.max(0, run.start - 100), run.start);
  const after = line.slice(run.end, run.end + 80);
  if (native !== null || run.han < 2 || run.han > 8 || !standsApart(before, after)) return false;
  if (run.segment.kind === "code") return false;
  if (UNDER_THE_NAME.test(before) || HONORIFIC.test(run.text)) return true;
  if (BEARER.test(before)) return run.han > 2 || !isEveryday(run.text);
  if (MINI_PROGRAM.test(after)) return !isEveryday(run.text);
  const place = PLACE.exec(run.text)?.[1];
  if (place !== undefined && !isEveryday(place)) return true;
  if (WHO_FOLLOWS.test(after)) return !isEveryday(run.text);
  return NAME_AND_COMMA.test(before) && /^[*)”"]?(?:$|[,;.])/u.test(after) && !isEveryday(run.text);
}
