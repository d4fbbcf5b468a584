import type { RunInContext } from "../run-in-context.js";
import type { StandingRequest } from "../session-context.js";

const COPULA =
  "on dit|they say|people say|you say|man sagt|sagt man|se dice|dicen|dizem|si dice|говорят|mówi się|zegt men|is|was|are|as|ist|sind|lautet|wäre|est|sont|serait|es|son|sería|é|são|seria|è|sono|sarebbe|—|–|to|zu|à|a|jest|zijn|är|là|adalah|это|—|คือ|है|هو|هي";
/** "Lawrencium is … there", "Le plus courant est … ;": the run completes the sentence. */
const COMPLETES = new RegExp(`(?<![\\p{L}\\p{M}])(?:${COPULA}) ["“„«]?$`, "iu");
/** Behind a semicolon or a comma with its clause: `; si elle est née en hiver, 梅, le prunier`. */
const ITEM = /[;,:] ["“„«]?$/u;
const ENDS =
  /^["”»]? ?(?:$|[.,;:!?)—–]|(?:there|here|ici|là|hier|dort|aquí|ahí|aqui|lá|qui|lì|там|здесь|or|oder|ou|o|или|lub|of|eller|hoặc|atau)(?![\p{L}]))/iu;
/** "井底之蛙 is how it is cited": the run is what the sentence is about. */
const SUBJECT =
  /^["”»*_]{0,3} (?:is|was|means|would be|ist|heißt|est|es|é|è|jest|är|là|adalah|artinya|означает|это)(?![\p{L}])/iu;
const LEAST_SUBJECT = 3;

/**
 * Text that a sentence gives as a form while the user speaks of something Chinese: it completes "it is …", or the sentence begins
 * with it. A leak inside a sentence has words on both sides.
 */
export function givenForm({ run, line, native, session }: RunInContext): StandingRequest | undefined {
  if (native !== null || session.refused()) return undefined;
  if (run.segment.kind !== "prose" && run.segment.kind !== "heading") return undefined;
  const before = line.slice(Math.max(0, run.start - 40), run.start);
  const after = line.slice(run.end, run.end + 20);
  const completes = (COMPLETES.test(before) || ITEM.test(before)) && ENDS.test(after);
  const subject =
    run.han >= LEAST_SUBJECT && /^\s*(?:[-*•]\s)?["“„«*_]*$/u.test(before) && SUBJECT.test(after);
  if (!completes && !subject) return undefined;
  return session.requests().find((r) => r.language === "topic" && r.by === "user");
}
