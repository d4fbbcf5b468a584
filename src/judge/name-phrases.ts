/** A pattern that stands as a word of its own. */
export const word = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, "giu");
/** The beginning of a word. */
export const stem = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})`, "giu");
/** Text of a script without spaces. */
export const anywhere = (source: string): RegExp => new RegExp(source, "giu");

/**
 * Nouns that make an adjective of nationality speak of its language ("Chinese characters", "Chinese subtitles").
 * "Chinese food" or "a Chinese vendor" ask for nothing.
 */
const TEXT_NOUN =
  "(?:language|characters?|text|script|letters|writing|version|edition|variant|translations?|words?|names?|nicknames?|strings?|labels?|terms?|terminology|sentences?|phrases?|titles?|subtitles?|captions?|lyrics|poems?|poetry|prose|idioms?|proverbs?|sayings?|punctuation|numerals?|addresses|locales?|locali[sz]ation|copy|spelling|alphabet|ideographs?|glyphs?|docs?|documentation|readme|comments?|messages?|answers?|repl(?:y|ies)|prompts?|fonts?|tokenization|segmentation|word segmentation|input|ime|keyboard|transcript(?:ion)?s?|pronunciation|equivalents?|originals?|quotes?|greetings?|headings?|headlines?|placeholders?|examples?|samples?|user interface|ui|menus?|buttons?|descriptions?|dialogues?|dictionary|vocabulary|grammar|lessons?|homework|calligraphy|speakers?|keywords?|search terms?|quer(?:y|ies)|(?:hash)?tags?)";

export const EN_CMN = "(?:(?:simplified|traditional|standard|modern|classical|literary|mandarin) )?chinese";
/** "in Chinese", not "in Chinese restaurants": after the name the phrase ends or goes on with a function word or text noun. */
const PHRASE_END = `(?= ?(?:[^\\p{L}\\p{N} ]|$)| (?:and|or|please|too|only|instead|as|for|with|so|that|then|when|if|by|using|on|but|is|are|was|to|at|the|this|these|my|your|it|first|now|again|also|below|above|here|into|from|of|about|because|since|until|unless|would|should|will|can|${TEXT_NOUN})(?![\\p{L}]))`;
const IN =
  "(?:in|into|to|from|speaks?|spoke|writes?|wrote|reads?|types?|only|say|use|using|with|as|of|both|also|including|plus|and|or|than)";

/** Places and trades: "in Chinese restaurants" speaks of no language. */
const NO_TEXT =
  "(?! (?:restaurants?|food|shops?|stores?|compan\\p{L}+|cit(?:y|ies)|factor\\p{L}+|hospitals?|schools?|universit\\p{L}+|history|cuisine|culture|medicine|law|politics|society|hands|territory|waters|custody|industr\\p{L}+|tradition|cooking|astrology|zodiac|art|tea)(?![\\p{L}]))";

export const english = (name: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:(?:in|into)(?: both)?(?: [a-z]+ and)? ${name}(?![\\p{L}-])${NO_TEXT}|${IN} (?:the )?${name}${PHRASE_END}|(?:add|adds|adding|include|support|offer|enable|provide|want|need|know|learn|learning|study|studying|teach|teaches|practi[cs]e|the) (?:simplified |traditional )?${name}(?= ?(?:[^\\p{L}\\p{N} -]|$)| (?:for|to|as|and|support|too|in|on|from|with|please)(?![\\p{L}]))|${name} ${TEXT_NOUN}(?![\\p{L}])|(?:simplified|traditional) (?:${name}|characters?|script)|for (?:the |our |my |its |their |a )?${name} [a-z]+)`,
    "giu",
  );

/** "Localise the banner for our Shanghai store": the market names the language. */
export const LOCALISE =
  /(?<![\p{L}])(?:locali[sz]\p{L}+|translat\p{L}+|adapt|transcreat\p{L}+)(?![\p{L}])[^.!?\n]{0,120}(?<![\p{L}])(?:chinese|china|mainland|shanghai|beijing|shenzhen|guangzhou|chengdu|hong kong|taiwan\p{L}*|taipei|macau)(?![\p{L}])/giu;

/** A character beside a term of grammar or writing: the language itself is the subject ("two sentences with the particle 把"). */
export const GRAMMAR =
  /(?<![\p{L}])(?:partic(?:les?|ella|ule|ula)|partikel|частиц\p{L}+|measure words?|classifiers?|example sentences?|frasi|phrases d'exemple|Beispiels[äa]tz\p{L}*|sentences? (?:with|using)|pronounce\p{L}*|pronunc\p{L}+|prononc\p{L}+|aussprech\p{L}*|ausgesprochen|tones?|strokes?|grammar|grammaire|gramática|Grammatik|usage of|use of)(?![\p{L}])[^.!?\n]{0,60}\p{Script=Han}|\p{Script=Han}[^.!?\n]{0,60}(?<![\p{L}])(?:particle|measure word|classifier|pronounced?|tone|strokes?|grammar)(?![\p{L}])/giu;
