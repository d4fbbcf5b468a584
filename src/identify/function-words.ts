/** The most frequent function words of the languages that are told apart by trigrams, written by hand. */
const WORDS: Readonly<Record<string, string>> = {
  eng: "the of and to is in for that this with it you be are on as by or from not have has was were will can should if we they their which",
  deu: "der die das und ist nicht ein eine einen einem mit von zu den dem auf für sich es ich sie wir auch als wird werden sind bei aus wenn oder noch nur aber dass",
  fra: "le la les des et est une un que pour dans pas sur avec qui au aux du en il elle nous vous je ce cette ces sont par plus ou ne se son leur être été",
  spa: "el la los las de que y en un una es por con para no se del al lo como más pero sus su este esta son ha fue si le",
  por: "o a os as de que e em um uma é por com para não se do da dos das no na ao como mais mas seu sua são foi ser está",
  ita: "il lo la i gli le di che e è un una per con non si del della dei delle al alla nel nella sono come più ma questo questa ha",
  nld: "de het een en van is dat niet op te in voor met zijn die aan er om ook als bij of wordt worden naar maar dit deze we je ik",
  pol: "w z na i do nie się że jest to o jak po za od oraz dla przez tym są czy jego które który była być może ale",
  tur: "ve bir bu için ile da de olarak olan gibi daha çok en ne ya ama sonra kadar her değil var olduğu veya ise",
  vie: "và của là có không các được cho một trong với những này đã để khi người từ như cũng thì nên sẽ phải bạn",
  ind: "dan yang di untuk dengan dari ini itu tidak adalah pada ke akan dalam atau oleh juga sudah bisa ada karena anda kami saya lebih",
  swe: "och att det är en ett som för på med av till den inte har om vi de kan så jag från men var eller ska när",
  ces: "a v na je se že to s z do i o ve pro by jako jsou jsem ale k za po od si není který která které nebo být",
  fin: "ja on ei että se ovat oli kun mutta tai myös niin jos kuin joka voi hän ole sen sitä tämä nämä mukaan",
  hun: "a az és hogy nem is egy ez van meg de el ha csak már mint vagy fel kell lehet volt azt ezt amely",
  ron: "și de a în la cu pe că nu este un o se din pentru care mai sau sunt ce al ale ca dar fi prin acest această",
  rus: "и в не на что с по это как для из от мы вы он она они но или если все было его их при был так к за есть",
  ukr: "і в не на що з по це як для із від ми ви він вона вони але або якщо все було його їх при був так до за є та",
};

let sets: Readonly<Record<string, ReadonlySet<string>>> | undefined;

/** Whether function words are known for a language, ISO 639-3. */
export const hasFunctionWords = (language: string): boolean => WORDS[language] !== undefined;

/** How many of some words are function words of a language; 0 for a language without a list. */
export function countFunctionWords(words: readonly string[], language: string): number {
  sets ??= Object.fromEntries(Object.entries(WORDS).map(([code, list]) => [code, new Set(list.split(" "))]));
  const known = sets[language];
  return known === undefined ? 0 : words.filter((word) => known.has(word.toLowerCase())).length;
}
