import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";
import type { StandingRequest } from "../session-context.js";
import { givenForm } from "./given-form.js";

/** Whether a request makes this run due: a mention excuses only the language that it names. */
function covers(request: StandingRequest, { attribution }: RunInContext): boolean {
  switch (request.language) {
    case "cmn":
    case "hani":
    case "multi":
      return true;
    case "jpn":
      return attribution.language === "und" || attribution.language === "jpn";
    case "kor":
      return attribution.language === "kor" || attribution.script !== "Hans";
    default:
      return false;
  }
}

/**
 * A word grown together with a Latin word inside a sentence of another language ("the核心 difference") is never the text
 * that was asked for: translations, names and samples stand apart.
 */
export function grownIn({ run, line, sentence, native }: RunInContext): boolean {
  if (native !== null || run.han > 4) return false;
  const touches =
    /[\p{Script=Latin}\p{Script=Cyrillic}]$/u.test(line.slice(0, run.start)) ||
    /^[\p{Script=Latin}\p{Script=Cyrillic}]/u.test(line.slice(run.end));
  if (!touches || (run.segment.kind !== "prose" && run.segment.kind !== "heading")) return false;
  const others = line.slice(sentence.start, sentence.end).match(/\p{Script=Latin}+|\p{Script=Cyrillic}+/gu);
  return (others?.length ?? 0) >= 3;
}

const ITEM_START = /^\s*(?:[-*+•>|]|\d+[.)])?\s*[*_"“„«「『'‘`]*$/u;
const ITEM_END = /^[*_"”“»」』'’`.。!！?？]*\s*(?:$|[—–:|(（→,;-]|\*\*)/u;

/** `Bacalhau — `: the item names in another language what follows. */
const ITEM_KEY = /^[^\p{Script=Han}]{1,80}(?: [—–-]|:|：| =| →|\|)[*_]* ?[*_"“„«「『'‘`]*$/u;

/** A run that is a line or an item of its own, perhaps with a translation before or behind it. */
function standsAlone({ run, line }: RunInContext): boolean {
  const before = line.slice(Math.max(0, run.start - 120), run.start);
  const own = run.start <= 120 && (ITEM_START.test(before) || ITEM_KEY.test(before));
  const sentence =
    run.han >= 3 && /[.!?…]["”»)]?\s+$/u.test(before) && /^[。！？!?.]?\s*$/.test(line.slice(run.end));
  if (sentence) return true;
  if (own && ITEM_END.test(line.slice(run.end, run.end + 40))) return true;
  // Nothing but figures and marks beside it: 早餐 6:30–9:30.
  return line.length <= 400 && !/\p{L}/u.test(line.replace(/\p{Script=Han}/gu, ""));
}

/**
 * Text that stands alone while the user speaks of China, of somebody from there or of a place where Chinese is read: a sign,
 * a reply, a greeting made for them, although nobody said in which language. A word inside a sentence is none of these.
 */
function forReaders(input: RunInContext): StandingRequest | undefined {
  const { session, native, line, attribution } = input;
  // In a Korean or Japanese answer only a line that is Chinese throughout.
  const foreign =
    native === null || (attribution.language === "cmn" && /^[\p{Script=Han}\p{P}\p{N}\p{S}\s]+$/u.test(line));
  if (!foreign || session.refused() || !standsAlone(input)) return undefined;
  return session.requests().find((r) => r.language === "topic" && r.by === "user");
}

/** Languages that a prompt asks for only by way of speaking of scripts, characters, locales or languages in general. */
const IN_GENERAL: ReadonlySet<string> = new Set(["hani", "multi"]);

/** A request that names Chinese before one for scripts in general. */
function strongest(requests: readonly StandingRequest[]): StandingRequest | undefined {
  return requests.find((r) => !IN_GENERAL.has(r.language)) ?? requests[0];
}

/** A word of another script right beside the run, no mark between. */
const WORD_BEFORE = /(\p{L}[\p{L}\p{M}'’-]*)[ ]?$/u;
const WORD_AFTER = /^[ ]?\p{L}/u;
/** The end of the sentence, or of a part of it. */
const PART_END = /^[.,;!?]?(?:\s|$)/u;

/**
 * A word that a sentence of another language uses, not speaks of: words stand right before and behind it and no mark
 * sets it off. Who asks for characters or scripts in general gets samples, names and fields, which are set off, and
 * single characters that a sentence may end with ("the radical is 氵.").
 */
function usedInSentence({ run, line, native }: RunInContext): boolean {
  if (native !== null || (run.segment.kind !== "prose" && run.segment.kind !== "heading")) return false;
  const before = WORD_BEFORE.exec(line.slice(Math.max(0, run.start - 40), run.start));
  if (before === null) return false;
  const after = line.slice(run.end, run.end + 4);
  return WORD_AFTER.test(after) || (run.han > 1 && PART_END.test(after));
}

/** `requested`: a user or system instruction asks for Chinese, a translation, a localisation or Han characters. */
export const requested: ExplanationRule = (input) => {
  const request =
    strongest(input.session.requests().filter((r) => covers(r, input))) ??
    forReaders(input) ??
    givenForm(input);
  if (request === undefined) return null;
  if (!request.answer && (grownIn(input) || (IN_GENERAL.has(request.language) && usedInSentence(input))))
    return null;
  return explain("requested", {
    by: request.by,
    turn: request.turn,
    quote: request.quote,
    scope: request.scope,
  });
};
