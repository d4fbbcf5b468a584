import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";
import { isNamedBy } from "./named-by.js";
import { personalForm } from "./person.js";

const PERSON_CUE =
  /(?<![\p{L}])(?:by|ask|tell|meet|thank|ping|call|email|remind|invite|frag|fragen Sie|demandez à|pregunta a|author|authors|from|with|and|named|mr|mrs|ms|dr|prof|professor|contact|owner|reviewer|maintainer|assignee|signed-off-by|co-authored-by|colleague|user|customer|student|sir|von|par|por|от|автор)\.?:?\s*$/iu;

/**
 * A form of address right before: what follows is a name, whatever its form. Capitals matter ("200 ms"), and words that are
 * pronouns as well (Turkish bu, Vietnamese anh, Polish pan) are none.
 */
const ADDRESS_BEFORE =
  /(?<![\p{L}])(?:Mr|Mrs|Ms|Dr|Prof|Herrn?|Frau|M\.|Mme|Mlle|Monsieur|Madame|Señora?|Sr|Sra|Srta|Signor[ae]?|Dott|[Гг]осподин|[Гг]оспожа|[Гг]-н|[Гг]-жа|Panu|Panem|Bapak|Meneer|Mevrouw)\.? $/u;

/** What follows a personal name in running text. */
const PERSON_AFTER =
  /^\s*(?:<[^<>\s]{3,80}@|,? who\b|'s\b|,? (?:the )?(?:author|engineer|founder|CEO|professor|poet|writer)\b)/u;

const PLACE_OR_BODY =
  /(?:省|市|区|區|县|縣|镇|鎮|乡|鄉|村|街|(?<![公铁道线电思短网回链通出])路|(?<![通管轨渠频])道|号|號|楼|大学|大學|学院|學院|公司|集团|集團|银行|銀行|医院|醫院|出版社|书局|書局|饺子馆|[馆館]|光学|仪器|材料|能源|医药|物流|传媒|重工|汽车|航空|研究所|研究院|实验室|协会|協會|学会|學會|基金会|酒庄|酒莊|酒厂|饭店|餐厅|宾馆|酒店|书店|茶馆|面馆|工作室|互动|科技|影业|乐队|电台)$/u;

/** Announces a proper name: "their dashboard is called …", "Name: …". */
const NAMED =
  /(?<![\p{L}])(?:called|named(?: (?:it|him|her|them))?|nicknamed|known as|name is|names? ?[:=]|heißt|genannt|appelée?|nommée?|s['’]appellen?t?|llamad[oa]|se llama|chamad[oa]|se chama|называется|зовут|по имени|tên là|bernama|adlı)\s*["“«]?$/iu;

/**
 * Nouns of things that bear names, right before one: "the song 夜航船", "a dish 家常豆腐". Three characters and more: two thirds of
 * the leaks are shorter, and a leaked verb or conjunction follows a noun as well as a name does.
 */
const BEARER_BEFORE =
  /(?<![\p{L}])(?:trademark|poet|painter|actor|actress|chef|shop|café|cafe|pub|tea|liquor|wine|song|band|album|novel|singer|brand|restaurant|dish|newspaper|hotel|theatre|theater|Lied|Film|Buch|Band|Firma|Marke|Restaurant|Gericht|chanson|société|marque|plat|canción|película|empresa|marca|plato|música|filme|prato|canzone|azienda|piatto|песн[яюи]|фильм|компани[яи]|блюдо|bài hát|phim|công ty|món|студи[яюи]|отел[ьея]|judul(?: aslinya)?|merk|merek|pabrik|usine|fábrica|fabbrica|Fabrik|lagu|perusahaan|şarkı|şirket|film|book|company|writer|author|livre|libro|группа)\s+["“«]?$/iu;

/** Places bear names of any length; a leaked word hardly follows them. */
const PLACE_BEFORE =
  /(?<![\p{L}])(?:station|village|town|city|temple|street|district|mountain|river|lake|island|Stadt|Dorf|ville|ciudad|cidade|città|город|estação|bairro|rua|praia|estación|calle|barrio|gare|rue|montagne|stazione|montagna|Bahnhof|Straße|Berg|гор[аыу]|вокзал|станци[яюи]|деревн[яюи]|озер[оа]|улиц[аеыу]|Bergs?|kota)\s+["“«]?$/iu;

/** … or right behind it: "at 云栖路 station", "老灶台, the hotpot place". */
const BEARER_AFTER =
  /^(?: (?:adlı|isimli|station|stop|street|road|district|bridge|temple|airport|hotel|restaurant|mini-program|brand|band|album)(?![\p{L}])|, (?:the|a|an) (?:[\p{L}-]+ ){0,3}(?:place|restaurant|bar|shop|store|café|cafe|hotel|park|temple|station|market|band|song|album|company|startup|firm|app|brand|dish|village|town|city|singer|writer|poet|artist|painter)(?![\p{L}]))/iu;

/** Before a noun with its article a leak is an adjective ("the 主要 street"); names of stops and streets have none. */
const DETERMINED = /(?<![\p{L}])(?:the|a|an|this|that|each|every|our|your|its|another)\s+$/iu;

/** Works by whom they are, names with their Latin form behind: "三体 by Liu Cixin", "原神 (Genshin Impact)". */
const ORIGIN_AFTER =
  /^(?: (?:by|von|par|por|di|door|oleh) \p{Lu}\p{L}+ \p{Lu}\p{L}+| ?[(（]\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]*)+[)）])/u;

/** "Get off at 软件园": what a traveller is told are names of stops. */
const STOP_BEFORE =
  /(?<![\p{L}])(?:(?:get|hop) (?:off|on|out)|alight|transfer|change trains?|board) at $|(?<![\p{L}])(?:aussteigen|umsteigen) (?:an|in|bei) $|(?<![\p{L}])(?:descendez|changez) à $|(?<![\p{L}])(?:baja|bájate|cambia) en $|(?<![\p{L}])выйдите на $/iu;

/** "The corner shop, 福记杂货, closes at nine": set off by commas behind a thing that bears a name. */
const SET_OFF_BEFORE =
  /(?<![\p{L}])(?:shop|store|bar|café|cafe|pub|restaurant|hotel|inn|temple|company|firm|supplier|band|singer|poet|painter|author|director|teacher|neighbou?r|colleague|friend|Laden|Firma|Wirt|Restaurant|Kollegin?|Nachbarin?|magasin|restaurant|société|voisine?|collègue|tienda|empresa|vecin[oa]|loja|vizinh[oa]|negozio|ditta|vicin[oa]), $/iu;

/** A list whose other members are names: "Cisco, Nokia and …". */
const AMONG_NAMES =
  /\p{Lu}[\p{L}\p{N}.-]+(?:, \p{Lu}[\p{L}\p{N}.-]+)+,? (?:and|or|und|oder|et|ou|y|o|e|и|или|en|dan|và|ve) $/u;

function standsApart({ run, line }: RunInContext): boolean {
  return !/[\p{L}\p{N}]$/u.test(line.slice(0, run.start)) && !/^[\p{L}\p{N}]/u.test(line.slice(run.end));
}

/** Japanese and Korean forms of address and office behind a name. */
const TITLE_AFTER =
  /^(?:さん|氏|様|さま|先生|君|ちゃん|殿|教授|監督|選手|議員|社長|女史|容疑者|被告|主席|首相| ?(?:씨|님|교수|주석|총리|부장|회장|대표|감독|선수|작가|시인|박사|선생|의원|장군|대사|외교|서기|사장|기자|배우|가수|연구원|연구소장|과장|차장|팀장|이사|원장|변호사|화백|스님)(?![가-힣]{3}))/u;

function person(input: RunInContext): boolean {
  const { run, line, native } = input;
  const before = line.slice(Math.max(0, run.start - 40), run.start);
  if (native === null && run.han <= 4 && ADDRESS_BEFORE.test(before)) return standsApart(input);
  const form = personalForm(run.text);
  if (form === null) return false;
  // Three characters of this form were none of 302,000 phrases of everyday Chinese.
  if (native !== null && form === "clear" && run.han === 3) return true;
  if (native !== null) return TITLE_AFTER.test(line.slice(run.end, run.end + 8));
  if (form === "clear" && standsApart(input)) return true;
  return PERSON_CUE.test(before) || PERSON_AFTER.test(line.slice(run.end, run.end + 120));
}

function announced(input: RunInContext): boolean {
  const before = input.line.slice(Math.max(0, input.run.start - 120), input.run.start);
  if (input.run.han > 8 || !standsApart(input)) return false;
  const after = input.line.slice(input.run.end, input.run.end + 80);
  return (
    [NAMED, PLACE_BEFORE, AMONG_NAMES, STOP_BEFORE].some((cue) => cue.test(before)) ||
    (input.run.han >= 3 && BEARER_BEFORE.test(before)) ||
    (BEARER_AFTER.test(after) && !DETERMINED.test(before)) ||
    ORIGIN_AFTER.test(after) ||
    (SET_OFF_BEFORE.test(before) && after.startsWith(","))
  );
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
  if (native === "kor" && /\p{Script=Hangul}\($/u.test(line.slice(0, run.start)))
    return /(?:公司|集团|集團|大学|银行)$/u.test(run.text) && line.startsWith(")", run.end);
  if (native === "kor")
    return (
      /(?:^|\s)$/u.test(line.slice(0, run.start)) &&
      /[省市区區县縣]|(?:學會|協會|大學|學校|會社|財團|委員會|硏究所|研究所)$/u.test(run.text)
    );
  return standsApart(input);
}

/** `name`: a person, place or company in running text, told by its form and its surroundings. */
export const name: ExplanationRule = (input) => {
  if (person(input)) return explain("name", { kind: "person" });
  if (input.native === "jpn") return null;
  if (placeOrBody(input)) return explain("name", { kind: "place-or-body" });
  if (input.native !== null) return null;
  if (announced(input) || isNamedBy(input)) return explain("name", { kind: "announced" });
  return null;
};
