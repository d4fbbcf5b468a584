import { namedLanguages } from "./named-languages.js";

/** "Two more, please", "and the next one": a short turn that goes on with what was asked before. */
const FOLLOW_UP =
  /(?<![\p{L}])(?:more|next|another|again|same|also|continue|go on|weiter|noch|nochmal|nächste\p{L}*|encore|suite|suivant\p{L}*|autre|otr[oa]s?|siguiente|más|mais|outr[oa]s?|próxim[oa]|ancora|altr[oaie]|prossim[oa]|ещ[её]|дальше|следующ\p{L}+|nog|volgende|nữa|tiếp|lagi|berikutnya|daha|sonraki)(?![\p{L}])|もう|次|続け|더|다음|계속/iu;
/** "And good night?", "Und „bitte“?", "now the footer", "traditional please": so few words are no new task. */
const GOES_ON =
  /^\s*(?:and|und|et|y|e|i|ve|и|а|dan|en|a|what about|how about|was ist mit|qu'en est-il|¿?y|now (?:the|for|with)|jetzt (?:der|die|das|den|noch)|maintenant (?:le|la|les)|ahora (?:el|la|los|las)|теперь|そして|では|그럼|그리고)(?![\p{L}])/iu;
const MOST_WORDS = 2;

/** "A bit warmer", "drop the second line": what was written last is to be changed. */
const CHANGED =
  /(?<![\p{L}\p{M}])(?:shorter|longer|warmer|softer|friendlier|simpler|(?:more|less|too) (?:formal|polite|casual|stiff|direct|long|short|friendly|warm|cold)|make (?:it|that|this|them|the)|reword|rephrase|shorten|leave out|drop the|line (?:one|two|three|\d)|(?:first|second|third|last) (?:line|one|sentence)|instead of|mention|kürzer|länger|höflicher|förmlicher|freundlicher|herzlicher|lockerer|plus (?:court|long|poli|formel|chaleureux|simple)|moins (?:formel|long|sec)|más (?:cort[oa]|larg[oa]|formal|cálid[oa]|sencill[oa]|amable)|menos (?:formal|sec[oa])|mais (?:curt[oa]|formal|simples|calor\p{L}*)|più (?:cort[oa]|breve|formale|cald[oa]|semplice|gentile)|meno (?:formale|fredd[oa])|togli|aggiungi|quita|añade|tira|acrescenta|enlève|ajoute|короче|длиннее|мягче|теплее|вежливее|формальнее|проще|убери|добавь|krócej|cieplej|grzeczniej|korter|formeler|vriendelijker|hartelijker|daha (?:kısa|resmi|sıcak|kibar)|ngắn hơn|lịch sự hơn|thân hơn|lebih (?:pendek|sopan|hangat|formal)|kortare|varmare)(?![\p{L}\p{M}])|もう少し|短く|丁寧に|더 짧|정중하|สั้นลง|สุภาพ/iu;

/** Whether a short turn goes on with what the turn before asked for. It does not when it names a language itself. */
export function goesOn(text: string): boolean {
  const said = text.trim();
  if (said.length > 100 || namedLanguages(said).length > 0) return false;
  const words = said.match(/[\p{L}\p{M}\p{N}'’-]+/gu)?.length ?? 0;
  return (
    (said.length <= 80 && FOLLOW_UP.test(said)) ||
    CHANGED.test(said) ||
    (said.length <= 60 && GOES_ON.test(said)) ||
    (words > 0 && words <= MOST_WORDS && !THANKS.test(said))
  );
}

const THANKS =
  /(?<![\p{L}])(?:thanks?|thank you|thx|ok(?:ay)?|great|perfect|danke|merci|gracias|obrigad[oa]|grazie|спасибо|bedankt|dzięki|cảm ơn|terima kasih|teşekkür\p{L}*|continue|go|run|weiter|stop)(?![\p{L}])|ありがと|고마|감사/iu;
