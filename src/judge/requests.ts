import { type AnchorSearch, createAnchorSearch } from "./anchor-search.js";
import { ANCHORS } from "./anchors.generated.js";
import { namePatterns, type Requestable } from "./language-names.js";
import { type NamedLanguage, namedLanguages } from "./named-languages.js";

/** A place in a prompt that makes a language (or Han characters) due. */
export interface LanguageRequest {
  readonly language: Requestable | NamedLanguage;
  /** `standing`: from now on; `turn`: for the work of this turn. */
  readonly scope: "standing" | "turn";
  /** It asks for the model's own words to be in that language ("answer in …"), not only for some text. */
  readonly answer: boolean;
  /** The sentence that asks, at most 400 UTF-16 units. */
  readonly quote: string;
}

/** At most this much of one prompt is searched, in UTF-16 units: its start and its end. */
const SEARCHED = 24_000;

/**
 * Words that turn a mention into a refusal or a complaint ("do not answer in Chinese", "why is there Chinese here").
 * Looked for in the same clause only.
 */
const REFUSAL = new RegExp(
  [
    "(?<![\\p{L}])(?:not|never|no(?= (?:\\p{L}+ ){0,2}(?:chinese|mandarin|japanese|korean|english))|without|avoid(?:ing)?|stop \\p{L}+ing|don['’]?t|doesn['’]?t|didn['’]?t|shouldn['’]?t|mustn['’]?t|can['’]?t|cannot|won['’]?t|rather than|instead of|why (?:is|are|was|were|did|do|does|am|has|have) (?:there|you|it|i|we|they|the (?:answer|output|message|text|repl\\p{L}+|response|log|model)|some|this|that|your)|remove|strip|delete|forbid(?:den)?|ban(?:ned)?|leak(?:s|ed|ing)?|slip(?:s|ped)? (?:in)?to|switch(?:ed|es|ing) (?:in)?to|drift(?:s|ed)?|unexpected(?:ly)?|accidental(?:ly)?|suddenly|free of)(?![\\p{L}])",
    "(?<![\\p{L}])(?:nicht|kein\\p{L}*|nie(?:mals)?|ohne|statt|warum|plötzlich|vermeide\\p{L}*)(?![\\p{L}])",
    "(?<![\\p{L}])(?:pas|jamais|sans|aucun\\p{L}*|évite\\p{L}*|pourquoi|plutôt que|au lieu)(?![\\p{L}])",
    "(?<![\\p{L}])(?:no (?:me |lo |la |se )?(?:respond|contest|escrib|habl|us|traduz|traduc|cambi|pas|pong|mezcl|quier|ha[cg]|inclu)\\p{L}*|nunca|sin|ningún|evita\\p{L}*|por qué|em vez|en vez|jamás|não|sem|nada de|non(?!-)|senza|niet|geen|nooit|zonder)(?![\\p{L}])",
    "(?<![\\p{L}])(?:не|без|нельзя|никогда|почему|зачем|вместо|нет)(?![\\p{L}])",
    "(?<![\\p{L}])(?:không|đừng|chớ|tại sao|jangan|tidak|tanpa|kenapa|mengapa|değil|olmasın|olmadan|neden|(?:ver|yaz|konuş|kullan|cevapla|yanıtla|çevir)m[ea](?:y[ıi]n(?:[ıi]z)?)?)(?![\\p{L}])",
    "(?<![\\p{L}\\p{M}])(?:لا|بدون|ليس|لماذا|नहीं|मत|बिना|क्यों)(?![\\p{L}\\p{M}])|(?:อย่า|ห้าม|ไม่(?:ต้อง|ควร|ให้)?) ?(?:ใช้|ตอบ|พูด|เขียน|แปล|สลับ|ปน|มี|เป็น)",
    "(?:不要|别用|別用|勿|不用|禁止|避免|而不是|ではなく|しないで|ないで|使わない|なし|禁止|なぜ|말고|지 마|지 말|하지 않|없이|아닌|왜)",
  ].join("|"),
  "iu",
);

/** After a refusal, these bring the request back: "not in English but in Chinese". */
const YET = /(?<![\p{L}])(?:but|sondern|mais|sino|mas|а|но|ma|maar)(?![\p{L}])|而是|なく|말고/iu;

/** Verbs and nouns of answering: the model's own words are meant, and from then on. */
const ANSWER = new RegExp(
  [
    "(?<![\\p{L}])(?:answer|respond|reply|speak|talk|communicate|converse|write (?:your|all|every|back)|your (?:answers?|repl(?:y|ies)|responses?|output)|all (?:answers|replies|responses|output)|language\\s*[:=]|output language|response language|preferred language)(?![\\p{L}])",
    "(?<![\\p{L}])(?:antworte\\p{L}*|schreib\\p{L}* (?:mir|deine)|réponds?|répondez|parle[zr]?|respond\\p{L}*|habla\\p{L}*|cont[eé]st\\p{L}*|fal[ae]\\p{L}*|rispond\\p{L}*|parla\\p{L}*|antwoord\\p{L}*|отвеча\\p{L}+|ответь\\p{L}*|говори\\p{L}*|пиши\\p{L}*|trả lời|jawab\\p{L}*|yanıtla\\p{L}*|cevap\\p{L}*)",
    "(?:أجب|رد ب|تحدث|जवाब|उत्तर|ตอบ|回答|回复|回覆|答复|答え|返答|返事|話し|대답|답변|답해|말해)",
  ].join("|"),
  "iu",
);

/** "Back to English", "wieder auf Deutsch": the way back to a language is a request for an answer in it. */
const BACK =
  /(?<![\p{L}\p{M}])(?:back (?:to|in|into)|switch (?:back )?to|again in|wieder auf|zurück|de nouveau|à nouveau|de vuelta|vuelve|vuelva|volvamos|de novo|volt[ae]\p{L}*|outra vez|di nuovo|torn[aio]\p{L}*|снова|опять|обратно|verder in|weer in|z powrotem|znowu|znów|quay lại|kembali|yine|tekrar|geri|مرة أخرى|عد إلى|वापस)(?![\p{L}\p{M}])|また|戻|다시|돌아/iu;

/** Phrases that make a request last. */
const STANDING =
  /(?<![\p{L}])(?:always|from now on|from here on|(?:every|each|any) \p{L}+ (?:that )?i|(?:everything|whatever|anything) (?:that )?i|for the rest|every time|by default|going forward|until (?:i|we|he|she|they|you|further|the)|ab jetzt|von nun an|immer|désormais|toujours|à partir de maintenant|siempre|a partir de ahora|de ahora en adelante|sempre|a partir de agora|d'ora in poi|с этого момента|теперь|всегда|отныне|từ giờ|từ bây giờ|luôn|mulai sekarang|selalu|bundan sonra|her zaman)(?![\p{L}])|من الآن|دائما|अब से|हमेशा|จากนี้|ต่อไปนี้|从现在|以后|今后|始终|一直|總是|总是|今後|これから|常に|いつも|앞으로|지금부터|항상/iu;

const CLAUSE_BREAK = /[.!?\n;,。！？；，、|]/u;
const SENTENCE_BREAK = /[.!?\n。！？]/u;

function boundsAround(text: string, at: number, end: number, stops: RegExp): [number, number] {
  let start = at;
  const first = Math.max(0, at - 160);
  while (start > first && !stops.test(text[start - 1]!)) start--;
  let stop = end;
  const last = Math.min(text.length, end + 100);
  while (stop < last && !stops.test(text[stop]!)) stop++;
  return [start, stop];
}

/** Right before a mention, these take it out. */
const EXCEPT =
  /(?<![\p{L}])(?:unless|except|but not|other than|außer|sauf|excepto|salvo|кроме)(?: \p{L}+)? ?$/iu;

/** Whether a clause refuses or complains of the language that it names at an offset. */
export function isRefused(clause: string, mention: number): boolean {
  if (EXCEPT.test(clause.slice(0, mention))) return true;
  const refusal = REFUSAL.exec(clause);
  if (refusal === null) return false;
  const between = clause.slice(refusal.index + refusal[0].length, Math.max(mention, refusal.index));
  return !(refusal.index < mention && YET.test(between));
}

/** The start and the end of a long prompt, cut between words. */
function searchedPart(prompt: string): string {
  if (prompt.length <= SEARCHED) return prompt;
  const start = prompt.slice(0, SEARCHED / 2).replace(/\S{0,40}$/u, "");
  return `${start}\n${prompt.slice(-SEARCHED / 2).replace(/^\S{0,40}/u, "")}`;
}

let search: AnchorSearch | undefined;
const anchors = (): AnchorSearch => {
  search ??= createAnchorSearch(ANCHORS);
  return search;
};

/**
 * Finds what a prompt asks for. Quoted words, code and pasted text should be blanked out before.
 * @param standing true for system prompts and rules files, which always last.
 */
export function findRequests(prompt: string, standing: boolean): LanguageRequest[] {
  const text = searchedPart(prompt);
  const found: LanguageRequest[] = [];
  const mayMatch = anchors()(text);
  for (const [index, { language, pattern, indirect }] of namePatterns().entries()) {
    if (!mayMatch(index)) continue;
    for (const match of text.matchAll(pattern)) {
      const [start, end] = boundsAround(text, match.index, match.index + match[0].length, CLAUSE_BREAK);
      const clause = text.slice(start, end);
      if (!indirect && isRefused(clause, match.index - start)) continue;
      const answer = ANSWER.test(clause);
      found.push({
        language,
        scope: standing || STANDING.test(clause) || answer ? "standing" : "turn",
        answer,
        quote: text
          .slice(...boundsAround(text, match.index, match.index + match[0].length, SENTENCE_BREAK))
          .trim(),
      });
      if (found.length >= 40) return found;
    }
  }
  return found;
}

const ANSWER_OR_BACK = new RegExp(`${ANSWER.source}|${BACK.source}`, "giu");

/**
 * Requests for an answer in another language than Chinese, by the clauses that speak of answering or of going back. The
 * last language that a clause names is meant ("not in Chinese but in French").
 */
export function findAnswerLanguages(prompt: string): LanguageRequest[] {
  const text = searchedPart(prompt);
  const found: LanguageRequest[] = [];
  let searched = 0;
  for (const match of text.matchAll(ANSWER_OR_BACK)) {
    if (match.index < searched) continue;
    const [start, end] = boundsAround(text, match.index, match.index + match[0].length, CLAUSE_BREAK);
    searched = end;
    const clause = text.slice(start, end);
    const named = namedLanguages(clause).findLast(({ at }) => !isRefused(clause, at));
    if (named === undefined) continue;
    found.push({ language: named.language, scope: "standing", answer: true, quote: clause.trim() });
    if (found.length >= 40) break;
  }
  return found;
}

/** Whether a prompt forbids Chinese or complains of it: then speaking of China invites none. */
export function refusesChinese(prompt: string): boolean {
  const text = searchedPart(prompt);
  const mayMatch = anchors()(text);
  const named = namePatterns().filter(
    ({ language, indirect }, index) => language === "cmn" && indirect !== true && mayMatch(index),
  );
  if (named.length === 0 || !REFUSAL.test(text)) return false;
  return named.some(({ pattern }) =>
    Array.from(text.matchAll(pattern)).some((match) => {
      const [start, end] = boundsAround(text, match.index, match.index + match[0].length, CLAUSE_BREAK);
      return isRefused(text.slice(start, end), match.index - start);
    }),
  );
}

/** Verbs that make a mention of a language in standing text an instruction to write in it. */
const DIRECTIVE =
  /(?<![\p{L}])(?:must|should|shall|please|always|bilingual|wants?|expects?|prefers?|translat\p{L}+|locali[sz]\p{L}+|write|written|use|produce|generate|output|respond|answer|reply|greet\p{L}*|welcome\p{L}*|speak|sign|label|comment|caption\p{L}*|summari[sz]\p{L}+|provide|include|display|show|say|begin|start|end|teach\p{L}*|tutor\p{L}*|learn\p{L}*|muss|müssen|bitte|übersetz\p{L}*|schreib\p{L}*|doit|doivent|rédige\p{L}*|traduis\p{L}*|traduire|écri[st]\p{L}*|debe\p{L}*|escrib\p{L}*|traduc\p{L}*|traduz\p{L}*|escrev\p{L}*|должн\p{L}+|дава[йт]\p{L}*|начина\p{L}+|указыва\p{L}+|говори\p{L}*|пиш\p{L}+|перев\p{L}+|используй\p{L}*|viết|dịch|gunakan|tulis\p{L}*|terjemah\p{L}*)(?![\p{L}])|请|用中文|必须|務必|使用|すること|書くこと|してください|訳|使うこと|작성|사용|번역|적는다|적어|쓴다|쓰기|표기|병기|اكتب|ترجم|लिख|अनुवाद|แปล|เขียน/iu;

/** "Comments in Traditional Chinese": a rule without a verb. */
const IN_LANGUAGE = /(?<![\p{L}])(?:in|into|auf|en|em|на|по|bahasa|bằng)(?![\p{L}])/iu;
/** "Understands questions in Chinese": an ability, no rule. */
const ABILITY =
  /(?<![\p{L}])(?:support\p{L}*|understand\p{L}*|accept\p{L}*|input|available|can|may|might|able|detect\p{L}*|handle\p{L}*|document\p{L}*|exists?|trained|fluent|languages|users?)(?![\p{L}])/iu;

/** Directives strong enough to be believed from a file or tool result, where mentions of a language are everywhere. */
const RULE =
  /(?<![\p{L}])(?:must|should|shall|please|always)(?![\p{L}]).{0,80}(?<![\p{L}])(?:in|use)(?![\p{L}])|(?<![\p{L}])(?:written|respond|answer|reply) in (?![\p{L}]*ternal)|请使用|请用|必须使用|必须用|统一使用|(?:comments?|messages?|docs?|notes?|text|strings?|language|locale)\s*[:=]\s*(?:zh|chinese|中文|简体|簡體)|務必使用|書くこと|してください|작성하세요|작성할 것|사용하세요/iu;

/** Requests of system prompts and rules files, which last; a bare mention ("supports Chinese input") asks for nothing. */
export function findSystemRequests(text: string): LanguageRequest[] {
  return findRequests(text, true).filter(
    ({ answer, quote }) =>
      answer ||
      DIRECTIVE.test(quote) ||
      STANDING.test(quote) ||
      (IN_LANGUAGE.test(quote) && !ABILITY.test(quote)),
  );
}

/** Rules about the language to write in that a tool result holds (a contributing guide, say). */
export function findRulesInToolOutput(text: string): LanguageRequest[] {
  return findRequests(text, true).filter((r) => RULE.test(r.quote));
}

/** Words by which a prompt asks for something to say to somebody. */
const COMMUNICATE =
  /(?<![\p{L}])(?:repl(?:y|ies)|answer|respond|tell (?:her|him|them)|write back|text back|(?:should|do|can|could) i (?:say|put|write|text|answer|reply)|draft|message (?:her|him|them)|let (?:her|him|them) know|antworte?|schreib (?:ihr|ihm|ihnen)|réponds?|réponse|répondre|responde|respuesta|contesta|resposta|rispondi|risposta|ответь|ответить|trả lời|balas|cevap|odpisz|odpowiedz|wrote|sent (?:me|us|this)|texted|schreibt|schrieb|geschrieben|écrit|escrib\p{L}+|escreveu|scritto|написал\p{L}*|пишет|viết|menulis|yaz[dm][ıi]\p{L}*|desin|gönder\p{L}*|napisał\p{L}*)(?![\p{L}])|返事|返信|답장|회신|رد|जवाब/iu;

/** Whether a prompt asks what to say to somebody. */
export const asksForReply = (prompt: string): boolean => COMMUNICATE.test(prompt.slice(0, SEARCHED));
