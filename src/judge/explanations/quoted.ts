import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";
import { isGloss } from "./gloss.js";
import { isTranslated } from "./translated.js";

const withoutHan = (text: string): string => text.replace(/\p{Script=Han}/gu, "");
const lettersOutsideHan = (text: string): boolean => /\p{L}/u.test(withoutHan(text));

/** A quotation in Chinese that holds a few names of another script. */
function mostlyHan(content: string): boolean {
  const han = content.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han >= 6 && han >= 3 * (withoutHan(content).match(/\p{L}+/gu)?.length ?? 0);
}

/** Words that announce a form rather than use it: what follows is mentioned. */
const MENTION_CUE =
  /(?<![\p{L}])(?:words?|tokens?|characters?|chars?|terms?|phrases?|strings?|glyphs?|kanji|hanzi|hanja|ideographs?|radicals?|called|reads?|spelled|written|typed|wrote|says?|said|means?|meaning|such as|as in|e\.g\.|for example|for instance|literally|titled|entitled|named|message|text|label|heading|button|Wort|Zeichen|mot|caractère|palabra|carácter|palavra|слово|иероглиф|символ|kata|từ|chữ)(?: is| was|:)?[\s:=–—-]*$/iu;

/** Inside inline code, or the whole of a quotation; part of one only where words announce it as a form. */
function byDelimiters({ run, line }: RunInContext): string | null {
  const { kind, start, end, open = "", closed = false } = run.segment;
  if (kind === "inline-code" && closed) return "inline-code";
  if (kind !== "quote" || !closed) return null;
  const content = line.slice(start, end);
  if (!lettersOutsideHan(content) || mostlyHan(content)) return "quotation";
  return MENTION_CUE.test(line.slice(Math.max(0, start - open.length - 60), start - open.length))
    ? "mention"
    : null;
}

/** A range of characters, literal (`[一-鿿]`) or by comparison (`c >= "一"`). */
function inCharacterRange({ run, line }: RunInContext): boolean {
  const before = line.slice(0, run.start);
  const after = line.slice(run.end);
  const ranged = /[^\x00-\x7f]-$/u.test(before) || /^-[^\x00-\x7f]/u.test(after) || /^.-./u.test(run.text);
  if (ranged && before.lastIndexOf("[") > before.lastIndexOf("]") && after.includes("]")) return true;
  const literal = run.segment.kind === "string" && run.han === 1 && run.segment.end - run.segment.start <= 2;
  return literal && (/[<>]=?\s*["'`]?$/.test(before) || /^["'`]?\s*[<>]/.test(after));
}

/** An entry of a list of works: numbered or keyed, with a year. */
function inBibliography({ line, run }: RunInContext): boolean {
  if (line.length > 400) return false;
  if (/^\s*@\w+\{/.test(line)) return true;
  if (/^\s*(?:author|title|journal|booktitle|publisher|editor|series)\s*=\s*[{"]/i.test(line)) return true;
  const year = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/.test(line);
  return (
    year &&
    run.segment.kind !== "code" &&
    /^\s*(?:\[\d{1,3}\]|\d{1,3}\.\s|[-*]\s).*[.,，。].*(?:[.,，。]|\d)\s*$/u.test(line)
  );
}

/** The word itself is spoken of, without quotation marks: "the character 后 is …". */
function announced({ run, line, native }: RunInContext): boolean {
  if (native !== null || run.han > 6 || run.segment.kind !== "prose") return false;
  const before = line.slice(Math.max(0, run.start - 80), run.start);
  if (before.endsWith("#")) return !/[\p{L}\p{N}]#$/u.test(before);
  return (
    /\s$/.test(before) &&
    ((SHOWN_FORM.test(before.slice(-60)) && ENDS_THERE.test(line.slice(run.end))) ||
      FORM_NOUN.test(before.slice(-40)) ||
      WRITTEN_THERE.test(before))
  );
}

/** A form that is shown ends its phrase; a word that is used goes on ("written 到 `/var/dumps`"). */
const ENDS_THERE = /^\s*(?:$|[.,;:!?)—–-]|(?:or|and) )/u;

/** "In characters: 缘分", "written 鮭汁 or 膎汁", "four characters, 天下为公", "it says: 天道酬勤", "means hawk: 鹰". */
const SHOWN_FORM =
  /(?<![\p{L}])(?:(?:in|with|as) (?:\p{L}+ )?characters|\p{L}+ characters|(?:written|spelled|spelt)(?: as)?(?: \p{Script=Han}+ (?:or|and))?|hashtag(?: was| is)?|(?:says|reads|means(?: \p{L}+)?|in (?:schriftzeichen|caractères|caracteres|caratteri)|иероглифами|geschrieben|écrit|escrito|scritto):|characters,)[:,]? $/iu;

/** "The sticker on the box says …": what stands there is shown as it stands. */
const WRITTEN_THERE =
  /(?<![\p{L}])(?:sign|sticker|label|box|message|screen|button|banner|display|dialog|plate|poster|stamp|cover|menu|note|tag|page|field|window|gate|wall|seal)(?![\p{L}])[^.!?]{0,40}(?<![\p{L}])(?:says|reads|said|read|shows|displays|labelled|labeled|marked)\s+$/iu;

/** Alone in italics, a word is mentioned; bold is emphasis. */
function inItalics({ run, line }: RunInContext): boolean {
  const before = line.slice(Math.max(0, run.start - 2), run.start);
  const after = line.slice(run.end, run.end + 2);
  return /(?<![*_\p{L}])[*_]$/u.test(before) && /^[*_](?![*_\p{L}])/u.test(after);
}
/** "a 工-shaped beam": the form of the character is meant. */
function asShape({ run, line, native }: RunInContext): boolean {
  return (
    native === null && run.han === 1 && /^[ -]?shaped?(?![\p{L}])/u.test(line.slice(run.end, run.end + 10))
  );
}

const FORM_NOUN =
  /(?<![\p{L}])(?:words?|characters?|glyphs?|kanji|hanzi|ideographs?|tokens?|Wort|Zeichen|mot|caractère|palabra|carácter|слово|иероглиф)\s+$/iu;

/** `quoted`: the run is mentioned, not used. */
export const quoted: ExplanationRule = (input) => {
  const delimiters = byDelimiters(input);
  if (delimiters !== null) return explain("quoted", { how: delimiters });
  if (inCharacterRange(input)) return explain("quoted", { how: "character-range" });
  if (isGloss(input)) return explain("quoted", { how: "gloss" });
  if (isTranslated(input)) return explain("quoted", { how: "translated" });
  if (inBibliography(input)) return explain("quoted", { how: "bibliography" });
  if (inItalics(input)) return explain("quoted", { how: "italics" });
  if (asShape(input)) return explain("quoted", { how: "shape" });
  if (announced(input)) return explain("quoted", { how: "announced-form" });
  return null;
};
