/** Where words are written with spaces. */
const words = (source: string): string => `(?<![\\p{L}\\p{M}])(?:${source})(?![\\p{L}\\p{M}])`;

/** Who, and whose. */
const WHO = [
  words(
    "who|whom|whose|who['’]s|wer|wem|wen|wessen|qui|chi|qui[ée]n(?:es)?|quem|кто|кого|кому|кем|чей|чья|чьё|хто|кого|чий|kto|kogo|komu|kdo|kim|kimin|kimdi|siapa|van wie|wie (?:is|was|heeft|zijn)|vem (?:är|var|har|som|skrev|ritade)|là ai|của ai|ai là|ai (?:đã|vẽ|viết|làm|hát)",
  ),
  "ใคร|누구|누가|誰|だれ|どなた|مَن|من هو|من هي|من الذي|لمن|कौन|किसने|किसका|किसकी",
];
/** What is it called, which one of the things that bear names. */
const CALLED = [
  words(
    "(?:the |your |his |her |its |their |our |a |nick|sur|user|stage )names?|names? of|named|called|nicknames?|handles?|brands?|heißt|hieß|heißen|Namen?|Marke|s['’]appel\\p{L}+|noms?|marque|se llama\\p{L}*|llamaba\\p{L}*|nombres?|marca|se chama\\p{L}*|nomes?|si chiama\\p{L}*|nom[ei]|зовут|звали|называ\\p{L}+|названи\\p{L}+|имя|имена|марк[аи]|назива\\p{L}+|nazywa\\p{L}*|nazw[ayęą]|imi[ęe]|nazwisk\\p{L}+|marki|heet|heette|heten|naam|namen|merk|adı\\p{L}*|ismi\\p{L}*|marka\\p{L}*|tên|nama\\p{L}*|merek|heter|hette|namn|märke\\p{L}*|jmenuje|jmenoval\\p{L}*|jméno|značk\\p{L}+",
  ),
  "ชื่อ|ยี่ห้อ|이름|상호|名前|曲名|店名|اسم|नाम",
  "(?<![\\p{L}])(?:which|what|welche\\p{L}*|quel(?:le)?s?|qu[ée]|cu[áa]l(?:es)?|qua(?:l|is|le|li)|che|кака\\p{L}+|какой|какие|któr\\p{L}+|jaki\\p{L}*|welke?|wat voor|hangi|vilk\\p{L}+) (?:\\p{L}+ ){0,2}(?:apps?|songs?|band|dish(?:es)?|drinks?|films?|movies?|games?|books?|restaurants?|shops?|nominees?|villages?|towns?|stations?|stops?|companies|suppliers?|Lied|Lieder|Gerichte?|Lieferanten|Firma|Restaurant|chansons?|plats?|villages|sociétés?|canci[óo]n(?:es)?|platos?|película|tiendas?|m[úu]sica|pratos?|lojas?|canzon[ei]|piatt[oi]|negozi|песн\\p{L}+|блюд\\p{L}+|станци\\p{L}+|piosenk\\p{L}+|gerechten?|liedje|şarkı|yemek\\p{L}*)(?![\\p{L}])",
];
/** Where to go: places bear names. */
const WHERE = [
  words(
    "where (?:do|did|shall|should|can|are|were|to|is|was|will) (?:we|i|you|they|the|my|our|it|he|she)|where to|wo (?:essen|treffen|ist|war|kann|gibt|sind|finde)|où (?:est|sont|dîn\\p{L}+|mang\\p{L}+|acheter|se)|d[óo]nde|onde|dove|где|куда|де|gdzie|waar (?:eten|is|was|komt|kan|zijn|kopen)|nerede|nereye|di mana|ở đâu|kde",
  ),
  "ที่ไหน|어디|どこ|أين|कहाँ|कहां",
];
const NAME_ASKED = new RegExp([...WHO, ...CALLED, ...WHERE].join("|"), "iu");

/** What is read on a screen is in the language of whoever asks. */
const ON_SCREEN =
  "(?![^.!?\\n]{0,60}\\b(?:logs?|pages?|files?|errors?|output|tests?|code|commands?|docs?|documentation|readme|spec|messages?|responses?|server|console|terminal|config\\p{L}*|reports?|trace|warnings?|build|pipeline|tickets?|issues?)\\b)";

/** What stands written on a thing. */
const WRITING_ASKED = new RegExp(
  [
    words(
      `what (?:does|did|do|is|was) ${ON_SCREEN}` +
        "(?:[^.!?\\n]{1,60} )?(?:says?|reads?|written|engraved|printed|stamped|carved|painted)|inscriptions?|engraving|reign mark|as (?:painted|written|printed|carved)|was (?:steht|stand|bedeutet)|Aufschrift|Inschrift|Beschriftung|ce qui est écrit|qu['’]est-ce qui est écrit|que dit|qu['’]y a-t-il d['’]écrit|inscription|qué (?:pone|dice)|qué está escrito|inscripción|o que (?:est[áa] escrito|diz)|inscrição|c['’]è scritto|cosa (?:dice|significa)|che c['’]è scritto|iscrizione|scritta|что (?:там |на \\p{L}+ )?(?:написано|выбито|вырезано)|надпис\\p{L}+|що (?:написано|вибито)|напис\\p{L}*|napis\\p{L}*|co (?:jest napisane|stoi|stojí)|nápis\\p{L}*|wat (?:staat|stond)|opschrift|vad står|inskrift\\p{L}*|ne yazıyor|yazısı|yazı|chữ (?:gì|trên)|tulisan\\p{L}*|tertulis",
    ),
    "เขียนว่าอะไร|뭐라고 (?:써|쓰여|적혀)|글자|何て書いて|なんて書いて|المكتوب|مكتوب|क्या लिखा",
  ].join("|"),
  "iu",
);

/** Whether a turn asks for something that is answered by a name: who, where, which, what it is called. */
export const asksForName = (turn: string): boolean => NAME_ASKED.test(turn);

/** Whether a turn asks what stands written on a thing. */
export const asksWhatIsWritten = (turn: string): boolean => WRITING_ASKED.test(turn);
