import { isEveryday } from "../everyday.js";
import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";

/** "It is written", "one reads": right before what stands there. */
const WRITTEN_BEFORE =
  /(?<![\p{L}\p{M}])(?:inscribed|engraved|is written|it (?:reads|says)|geschrieben|zu lesen|eingraviert|(?:est|sont) (?:écrite?s?|gravée?s?|inscrite?s?)|on (?:y )?lit|se lee|(?:está|están|viene) (?:escrit[oa]s?|grabad[oa]s?)|lê-se|está (?:escrit[oa]|gravad[oa])|si legge|(?:è|c['’]è|sta) (?:scritt[oaie]|incis[oaie])|napisan[oey]|widnieje|wyryt[oey]|написан[оаы]|выбит[оаы]|вырезан[оаы]|вибито|викарбувано|napsán[oay]?|geschreven|gegraveerd|skrivet|ingraverat|tertulis|bertuliskan|berbunyi|đề|ghi|khắc|yazan|yazılı olan|में लिखा है|مكتوب|المكتوب|كُتب|نقش|เขียนว่า|อ่านว่า|คำว่า|สลักว่า)(?: (?:ist|wird|as|là|chữ|عليه|عليها|فيه|ici|aquí|qui|simply|just|nur))?[:,]? ?["“„«‘「]?$/iu;

/** "On the fan stands …": words that mean writing only together with the thing they are on. */
const ON_A_THING =
  /(?<![\p{L}])(?:on|in|under|over|auf|an|am|im|über|unter|sur|sous|dans|en|sobre|bajo|em|no|na|sobre|su|sul|sulla|sullo|sugli|sotto|на|над|под|у|w|nad|pod|ve|op|boven|onder|på|över|under) [^.!?;]{2,60} (?:says?|reads?|stands?|steht|stand|stehen|dit|portent?|pone|dice|ponía|dizem|diz|consta|dice|compare|стоит|стоїть|stoi|stojí|staat|stond|står|stod) ?["“„«‘「]?$/iu;

/** Where the verb comes last: `X yazıyor`, `X लिखा है`, `X 라고 쓰여`. */
const WRITTEN_AFTER =
  /^["”’»」]?(?: (?:yazıyor|yazılı|yazar|yazan|yazmakta|लिखा|लिखी|अंकित|likhā|steht|geschrieben|staat|står))(?![\p{L}\p{M}])/iu;

/** What was read off ends there, or goes on with where it stands. */
const ENDS_THERE =
  /^["”’»」]?\s*(?:$|[.,;:!?)—–-]|(?:or|and|und|oder|et|ou|y|o|e|и|или|i|en|of|och|dan|və|ve|và|on|in|at|auf|am|links|rechts|sur|à|sul|a|em|na|на|w|po|op|på|til|वह|وهو|وهي|nghĩa|artinya|yani|czyli|то есть|oltre)(?![\p{L}\p{M}]))/iu;

function readOff({ run, line }: RunInContext): boolean {
  const before = line.slice(Math.max(0, run.start - 100), run.start);
  const after = line.slice(run.end, run.end + 40);
  if (WRITTEN_AFTER.test(after)) return true;
  return (WRITTEN_BEFORE.test(before) || ON_A_THING.test(before)) && ENDS_THERE.test(after);
}

/** A run that marks set off on both sides, or that opens its line. */
function setOff({ run, line }: RunInContext): boolean {
  const before = line.slice(Math.max(0, run.start - 3), run.start);
  const after = line.slice(run.end, run.end + 3);
  return /(?:^|[:—–=("“„«,;.] ?)$/u.test(before) && /^ ?(?:$|[—–=)"”»,;.:!?])/u.test(after);
}

/** A leaked adverb or conjunction follows such verbs as well. */
const NO_INSCRIPTION =
  /^(?:可能|应该|應該|已经|已經|然后|然後|以及|或者|非常|一直|清楚|清晰|什么|什麼|因为|因為|所以|但是|如果|必须|必須|可以|需要|不|没|没有|沒有|很|就|都|也|还|還|再|在|的)/u;

/**
 * `quoted` for what is read off a thing: "on the fan it is written …", `Damgada … yazıyor`; also, where the user asked what
 * stands there, what marks set off.
 */
export const inscription: ExplanationRule = (input) => {
  const { run, native, session } = input;
  if (native !== null || run.segment.kind === "code" || NO_INSCRIPTION.test(run.text)) return null;
  if (readOff(input)) return explain("quoted", { how: "inscription" });
  // What is read off a thing is told in the answer, not while it is thought about.
  const told = input.meta.channel === "answer";
  const asked = told && session.writingAsked() && !session.refused() && setOff(input);
  return asked && (run.han !== 2 || !isEveryday(run.text)) ? explain("quoted", { how: "inscription" }) : null;
};
